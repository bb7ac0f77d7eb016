// One message as a bubble, with the buttons under it.
import { element, rich, address, follow } from "./text.js";
import { word, locale } from "./words.js";

export function bubble(m, chat) {
  const box = element("div", "bubble");
  if (chat.group && !m.mine) box.append(element("div", "who", m.bot ? chat.botName : m.from || ""));
  if (m.replyTo) box.append(element("div", "quote", m.replyTo.slice(0, 120)));
  if (m.file) box.append(m.file.photo ? photo(m.file) : paper(m.file));
  if (m.note) box.append(element("div", m.text ? "note" : "note big", m.note));
  if (m.text) box.append(element("div", "text", ...rich(m.text, m.entities, chat)));
  box.append(stamp(m, chat));
  const node = element("div", "message " + (m.mine ? "mine" : "theirs") + (m.rows ? " keyed" : ""), box);
  node.dataset.messageId = m.id;
  if (m.rows) node.append(keyboard(m, chat));
  return node;
}

function stamp(m, chat) {
  const at = new Date(m.at).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", timeZone: chat.zone });
  const edited = m.edited ? element("span", "edited", word("edited")) : "";
  return element("div", "stamp", m.pinned ? "📌 " : "", edited, at, m.mine ? element("span", "ticks", "✓✓") : "");
}

function photo(file) {
  const img = element("img", "photo");
  img.src = "/demo/files/" + file.id;
  img.alt = file.name;
  return img;
}

function paper(file) {
  const kind = (file.name.split(".").pop() || "").slice(0, 4).toUpperCase();
  const link = element("a", "paper", element("span", "kind", kind || "FILE"),
    element("span", "", element("b", "", file.name), element("small", "", size(file.size))));
  link.href = "/demo/files/" + file.id;
  link.download = file.name;
  return link;
}

function size(bytes) {
  if (bytes < 1024) return bytes + " B";
  if (bytes < 1 << 20) return (bytes / 1024).toFixed(1) + " KB";
  return (bytes / (1 << 20)).toFixed(1) + " MB";
}

function keyboard(m, chat) {
  const board = element("div", "keys");
  m.rows.forEach((row, r) => {
    const line = element("div", "line");
    row.forEach((b, c) => line.append(key(m, b, r, c, chat)));
    board.append(line);
  });
  return board;
}

function key(m, b, row, column, chat) {
  const node = element("button", "kb" + (b.style ? " " + b.style : "") + (b.waiting ? " waiting" : ""), element("span", "", b.text));
  node.type = "button";
  node.dataset.kind = b.kind;
  if (b.kind === "disabled") node.setAttribute("aria-disabled", "true");
  node.addEventListener("click", () => press(m, b, row, column, chat));
  return node;
}

function press(m, b, row, column, chat) {
  switch (b.kind) {
    case "data": return chat.press(m.id, row, column);
    case "copy": return navigator.clipboard.writeText(b.target).then(() => chat.toast(word("copied")), () => {});
    case "url": {
      const to = address(b.target);
      if (to && !follow(to, chat)) window.open(to.href, "_blank", "noopener,noreferrer");
      return;
    }
  }
  chat.toast(word("forbidden"));
}
