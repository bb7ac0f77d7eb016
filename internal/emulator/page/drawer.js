// The drawer: the log of Bot API calls and the faults.
import { act, get } from "./net.js";
import { element } from "./text.js";
import { word, locale } from "./words.js";

const most = 200;

export class Drawer {
  constructor() {
    this.node = document.getElementById("drawer");
    this.list = document.getElementById("calls");
    this.form = document.getElementById("fault");
    this.active = document.getElementById("active");
    this.limits = document.getElementById("limits");
    this.opener = document.getElementById("open-log");
    this.last = 0;
    this.listen();
  }

  listen() {
    this.opener.addEventListener("click", () => this.toggle());
    this.form.addEventListener("submit", (e) => { e.preventDefault(); this.add(); });
    document.getElementById("calm").addEventListener("click", () => act("calm", {}));
    this.limits.addEventListener("change", () => act("limits", { on: this.limits.checked }));
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
    this.opener.setAttribute("aria-expanded", String(!this.node.hidden));
    document.body.classList.toggle("with-log", !this.node.hidden);
    if (!this.node.hidden) this.load();
  }

  add() {
    const f = new FormData(this.form);
    const html = f.get("kind") === "html";
    const chance = Number(f.get("chance")) / 100;
    act("fault", { fault: {
      kind: html ? "5xx" : f.get("kind"), html, method: f.get("method"),
      next: chance ? 0 : Number(f.get("next")), probability: chance, seed: 1, seconds: f.get("kind") === "5xx" || html ? 0 : Number(f.get("seconds")),
    } });
  }

  draw(state) {
    this.limits.checked = state.limits;
    const method = this.form.elements.method;
    if (method.options.length === 0) {
      method.append(option("", word("any")), ...state.methods.map((m) => option(m, m)));
    }
    method.options[0].textContent = word("any");
    this.active.replaceChildren(...state.faults.map((f) => element("li", "",
      element("b", "", f.kind), ` ${f.method || word("any")} ${f.probability ? Math.round(f.probability * 100) + " %" : "× " + f.next}`)));
    const faulty = document.getElementById("faulty");
    faulty.hidden = state.faults.length === 0;
    faulty.textContent = "⚠ " + word("faultsOn");
    this.zone = state.clock.zone;
    if (!this.node.hidden && state.lastCall !== this.last) this.load();
  }

  async load() {
    const calls = await get("/demo/calls?after=" + this.last);
    if (calls.length === 0) return;
    this.last = calls[0].seq;
    this.list.prepend(...calls.map((c) => this.entry(c)));
    while (this.list.children.length > most) this.list.lastChild.remove();
  }

  entry(c) {
    const at = new Date(c.at).toLocaleTimeString(locale(), { timeZone: this.zone });
    const result = c.ok ? "ok" : `${c.status || "—"} ${c.error || c.fault || ""}`;
    const head = element("summary", "", element("span", "dot " + (c.ok ? "good" : "bad")), element("b", "", c.method),
      element("span", "chat", c.chat ? String(c.chat) : ""), element("time", "", at), element("span", "result", result));
    const details = element("details", "", head);
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) {
        details.append(element("pre", "", JSON.stringify({ params: c.params, answer: c.answer, fault: c.fault, ms: c.duration / 1e6 }, null, 2)));
      }
    });
    return element("li", "", details);
  }
}

function option(value, text) {
  const o = element("option", "", text);
  o.value = value;
  return o;
}
