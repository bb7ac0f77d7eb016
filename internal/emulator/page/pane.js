// A pane: one person's chat with the bot, or a group the person looks at.
import { act } from "./net.js";
import { bubble } from "./bubble.js";
import { element } from "./text.js";
import { word, locale } from "./words.js";

export class Pane {
  constructor(index, key, changed) {
    Object.assign(this, { index, key, changed, drawn: new Map(), view: null, pinnedDown: true });
    this.build();
  }

  build() {
    this.avatar = element("span", "avatar");
    this.select = element("select", "who-select");
    this.select.setAttribute("aria-label", "person");
    this.select.addEventListener("change", () => this.choose(this.select.value));
    this.status = element("small", "status");
    this.block = element("button", "icon", "⋮");
    this.block.type = "button";
    this.block.addEventListener("click", () => this.toggleMenu());
    this.menu = element("div", "popup corner");
    this.menu.hidden = true;
    this.head = element("header", "head", this.avatar, element("div", "names", this.select, this.status), this.block, this.menu);
    this.list = element("div", "messages");
    this.list.setAttribute("role", "log");
    this.list.addEventListener("scroll", () => { if (this.list.clientHeight) this.pinnedDown = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80; });
    this.list.addEventListener("load", () => this.settle(), true);
    this.toasts = element("div", "toasts");
    this.node = element("section", "pane", this.head, this.list, this.toasts, this.buildFoot());
    this.node.dataset.pane = this.index;
  }

  buildFoot() {
    this.commands = element("div", "popup commands");
    this.commands.hidden = true;
    this.slash = element("button", "icon slash", "/");
    this.slash.type = "button";
    this.slash.dataset.testid = "commands";
    this.slash.addEventListener("click", () => { this.commands.hidden = !this.commands.hidden; });
    this.input = element("textarea", "input");
    this.input.rows = 1;
    this.input.dataset.testid = "input";
    this.input.addEventListener("input", () => this.grow());
    this.input.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && !e.shiftKey && !e.isComposing) { e.preventDefault(); this.send(); }
    });
    this.button = element("button", "send", "➤");
    this.button.type = "button";
    this.button.dataset.testid = "send";
    this.button.addEventListener("click", () => this.send());
    this.keyboard = element("div", "reply-keys");
    this.startButton = element("button", "start");
    this.startButton.type = "button";
    this.startButton.dataset.testid = "start";
    this.startButton.addEventListener("click", () => this.say("/start"));
    return element("footer", "foot", this.commands, this.startButton, element("div", "line", this.slash, this.input, this.button), this.keyboard);
  }

  choose(key) {
    this.key = key;
    this.drawn.clear();
    this.list.replaceChildren();
    this.live = false;
    this.pinnedDown = true;
    this.changed();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = Math.min(this.input.scrollHeight, 140) + "px";
    this.filterCommands();
  }

  send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.grow();
    this.say(text);
  }

  async say(text) {
    this.commands.hidden = true;
    this.pinnedDown = true;
    await this.play("say", { text });
  }

  press(message, row, column) { return this.play("press", { message, row, column }); }

  async play(name, more) {
    try { await act(name, { view: this.key, ...more }); } catch (e) { this.toast(word("failed") + ": " + e.message); }
  }

  toast(text) {
    const node = element("div", "toast", text);
    this.toasts.append(node);
    setTimeout(() => node.remove(), 3500);
  }

  toggleMenu() {
    const v = this.view;
    if (!v || !v.menu.length) return;
    this.menu.replaceChildren(...v.menu.map((deed) => {
      const item = element("button", "item", word(deed));
      item.addEventListener("click", () => { this.menu.hidden = true; this.play("do", { deed }); });
      return item;
    }));
    this.menu.hidden = !this.menu.hidden;
  }

  // pick lets the person choose one of their groups, in which a link starts the bot.
  pick(parameter) {
    const dialog = document.getElementById("pick");
    const own = this.groups.filter((g) => g.members.includes(this.view.person));
    const choices = own.map((g) => {
      const choice = element("button", "item", g.name);
      choice.addEventListener("click", () => {
        const key = this.view.person + ":" + g.id;
        dialog.close();
        act("join", { view: key, text: parameter }).then(() => this.choose(key), (e) => this.toast(word("failed") + ": " + e.message));
      });
      return choice;
    });
    dialog.querySelector(".choices").replaceChildren(...(choices.length ? choices : [word("groupless")]));
    dialog.showModal();
  }

  // draw shows the newest state of the view.
  draw(state) {
    this.drawSelect(state);
    const view = state.views.find((v) => v.key === this.key);
    if (!view) return this.leave(state.asked);
    this.view = view;
    this.groups = state.groups;
    if (view.group && !this.key.startsWith(view.person + ":" + view.chat)) return this.choose(view.person + ":" + view.chat); // it has moved
    const pane = state.panes.find((p) => p.key === this.key);
    this.avatar.textContent = initials(view.title);
    this.avatar.className = "avatar tone-" + (Math.abs(view.chat) % 7);
    const still = [pane?.label, view.group ? word("group") : "", view.absent ? word(view.group ? "absent" : "blocked") : ""].filter(Boolean).join(" · ");
    this.status.textContent = view.typing ? state.bot.name + " " + word("typing") : still || "@" + state.bot.username;
    this.status.classList.toggle("typing", view.typing);
    this.drawMessages(state, view);
    this.drawFoot(view);
  }

  // leave goes from a topic that was asked for and is not there, since it was
  // deleted, to the general one.
  leave(asked) {
    const [person, group, topic] = this.key.split(":");
    if (topic && asked.includes(this.key)) this.choose(person + ":" + group);
  }

  drawSelect(state) {
    const person = this.key.split(":")[0];
    const people = state.people.map((p) => [String(p.id), p.name]);
    const groups = state.groups.flatMap((g) => [[person + ":" + g.id, g.name],
      ...(g.topics || []).map((t) => [person + ":" + g.id + ":" + t.id, g.name + " › " + t.name])]);
    const signature = JSON.stringify([people, groups, word("people")]);
    if (this.signature !== signature) {
      this.signature = signature;
      this.select.replaceChildren(options(word("people"), people), ...(groups.length ? [options(word("groups"), groups)] : []));
    }
    this.select.value = this.key;
  }

  drawMessages(state, view) {
    const chat = {
      zone: state.clock.zone, bot: state.bot.username, botName: state.bot.name, group: view.group,
      say: (t) => this.say(t), pick: (p) => this.pick(p), press: (...a) => this.press(...a), toast: (t) => this.toast(t),
    };
    const wanted = [];
    let day = "";
    for (const m of view.messages) {
      const date = new Date(m.at).toLocaleDateString(locale(), { day: "numeric", month: "long", timeZone: chat.zone });
      if (date !== day) wanted.push(this.keep("day " + date, date, () => element("div", "day", element("span", "", date))));
      day = date;
      wanted.push(this.keep(m.id, JSON.stringify([m, locale(), chat.zone]), () => bubble(m, chat)));
    }
    if (!wanted.length) wanted.push(this.keep("empty", view.about + locale(), () => element("div", "empty", element("span", "", view.about || word("empty")))));
    this.arrange(wanted);
    this.settle();
    this.live = true;
  }

  keep(id, signature, make) {
    const old = this.drawn.get(id);
    if (old && old.signature === signature) return { id, ...old };
    const made = { signature, node: make() };
    made.node.classList.toggle("fresh", Boolean(this.live && !old)); // only what is new moves in
    this.drawn.set(id, made);
    return { id, ...made };
  }

  arrange(wanted) {
    const nodes = wanted.map((w) => w.node);
    const ids = new Set(wanted.map((w) => w.id));
    for (const id of this.drawn.keys()) if (!ids.has(id)) this.drawn.delete(id);
    for (const child of [...this.list.children]) if (!nodes.includes(child)) child.remove();
    nodes.forEach((n, i) => { if (this.list.children[i] !== n) this.list.insertBefore(n, this.list.children[i] || null); });
  }

  settle() { if (this.pinnedDown) this.list.scrollTop = this.list.scrollHeight; }

  drawFoot(view) {
    const fresh = view.messages.length === 0 && !view.group;
    this.startButton.textContent = word("start");
    this.startButton.hidden = !fresh;
    this.input.placeholder = word("message");
    this.button.setAttribute("aria-label", word("send"));
    this.slash.title = word("commands");
    this.slash.hidden = view.commands.length === 0;
    const signature = JSON.stringify(view.commands);
    if (this.commands.dataset.signature !== signature) {
      this.commands.dataset.signature = signature;
      this.commands.replaceChildren(...view.commands.map((c) => this.commandItem(c)));
    }
    this.keyboard.replaceChildren(...(view.keyboard || []).map((row) => element("div", "line", ...row.map((t) => this.replyKey(t)))));
  }

  commandItem(c) {
    const item = element("button", "item", element("b", "", "/" + c.command), element("span", "", c.description));
    item.type = "button";
    item.addEventListener("click", () => { this.input.value = ""; this.say("/" + c.command); });
    return item;
  }

  replyKey(text) {
    const key = element("button", "reply-key", text);
    key.addEventListener("click", () => this.say(text));
    return key;
  }

  // filterCommands narrows the menu to what is being typed.
  filterCommands() {
    const typed = this.input.value;
    if (!typed.startsWith("/")) return;
    let any = false;
    for (const item of this.commands.children) {
      item.hidden = !item.firstChild.textContent.startsWith(typed.split(" ")[0]);
      any = any || !item.hidden;
    }
    this.commands.hidden = !any || typed.includes(" ");
  }
}

function options(label, list) {
  const group = element("optgroup");
  group.label = label;
  for (const [value, text] of list) {
    const o = element("option", "", text);
    o.value = value;
    group.append(o);
  }
  return group;
}

function initials(name) {
  return name.split(/\s+/).slice(0, 2).map((w) => [...w][0] || "").join("").toUpperCase();
}
