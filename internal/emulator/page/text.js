// Texts with their marks. Everything that people or the bot wrote becomes
// text nodes; nothing is ever parsed as HTML.
import { locale } from "./words.js";

const tags = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

const blocks = new Set(["pre", "blockquote", "expandable_blockquote"]);

export function element(tag, className, ...children) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  e.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return e;
}

// rich turns a text and its entities into nodes. The chat tells what its
// links do: chat.say, chat.pick, chat.bot and chat.zone.
export function rich(text, entities, chat) {
  const queue = (entities || []).map((e) => ({ ...e, end: e.offset + e.length }));
  return nodes(text, queue, 0, text.length, chat);
}

function nodes(text, queue, from, to, chat) {
  const out = [];
  let at = from;
  while (queue.length && queue[0].offset < to) {
    const e = queue.shift();
    const end = Math.min(e.end, to);
    if (e.end > to) queue.push({ ...e, offset: to });
    if (e.offset < at || end <= e.offset) continue;
    if (e.offset > at) out.push(text.slice(at, e.offset));
    const block = blocks.has(e.type) && text[end] === "\n"; // a block ends its line by itself
    const inner = [];
    while (queue.length && queue[0].offset < end) inner.push(queue.shift());
    const rest = inner.filter((i) => i.end > end).map((i) => ({ ...i, offset: end }));
    const content = nodes(text, inner, e.offset, end, chat);
    queue.unshift(...rest);
    out.push(marked(e, text.slice(e.offset, end), content, chat));
    at = block ? end + 1 : end;
  }
  if (at < to) out.push(text.slice(at, to));
  return out;
}

function marked(e, raw, content, chat) {
  if (tags[e.type]) {
    const node = element(tags[e.type], "", ...content);
    if (e.type === "expandable_blockquote") {
      node.className = "folded";
      node.addEventListener("click", () => node.classList.toggle("folded"));
    }
    return node;
  }
  switch (e.type) {
    case "spoiler": return spoiler(content);
    case "text_link": return link(e.url, content, chat);
    case "url": return link(raw, content, chat);
    case "email": return element("span", "link", ...content);
    case "bot_command": return command(raw, content, chat);
    case "mention": case "hashtag": case "text_mention": return element("span", "link", ...content);
    case "date_time": return instant(e, raw, chat);
  }
  return element("span", "", ...content);
}

function spoiler(content) {
  const node = element("span", "spoiler", ...content);
  node.addEventListener("click", () => node.classList.add("seen"));
  return node;
}

function command(raw, content, chat) {
  const node = element("a", "link", ...content);
  node.href = "#";
  node.addEventListener("click", (event) => { event.preventDefault(); chat.say(raw); });
  return node;
}

export function link(target, content, chat) {
  const to = address(target);
  if (!to) return element("span", "link", ...content);
  const node = element("a", "link", ...content);
  node.href = to.href;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  node.addEventListener("click", (event) => { if (follow(to, chat)) event.preventDefault(); });
  return node;
}

export function address(target) {
  try {
    const to = new URL(/^[a-z]+:/i.test(target) ? target : "https://" + target);
    return to.protocol === "http:" || to.protocol === "https:" ? to : null;
  } catch { return null; }
}

// follow opens a link to the bot itself as Telegram does: by /start, in a group
// that is picked where the link asks for one.
export function follow(to, chat) {
  const own = /^(www\.)?(t|telegram)\.me$/.test(to.hostname) &&
    to.pathname.slice(1).toLowerCase() === chat.bot.toLowerCase();
  if (!own) return false;
  const group = to.searchParams.get("startgroup");
  if (group !== null) chat.pick(group);
  else chat.say(("/start " + (to.searchParams.get("start") || "")).trim());
  return true;
}

function instant(e, raw, chat) {
  const format = e.date_time_format || "";
  const options = { timeZone: chat.zone };
  if (format.includes("w")) options.weekday = "long";
  if (/d/i.test(format)) Object.assign(options, { day: "numeric", month: format.includes("D") ? "long" : "2-digit", year: "numeric" });
  if (/t/i.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  const node = element("time", "link", Object.keys(options).length > 1 ? new Date(e.unix_time * 1000).toLocaleString(locale(), options) : raw);
  node.title = raw;
  return node;
}
