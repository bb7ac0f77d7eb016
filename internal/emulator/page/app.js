// The page: panes, the bar with the clock, the drawer with the log.
import { act, follow, get } from "./net.js";
import { Drawer } from "./drawer.js";
import { Pane } from "./pane.js";
import { element } from "./text.js";
import { current, locale, speak, word } from "./words.js";

const panes = [];
const drawer = new Drawer();
let state = null;
let ahead = 0;      // the server's clock minus this machine's
let heard = null;   // the newest answer to a press that was shown
let shownTab = 0;

const refresh = follow(async () => {
  state = await look();
  const more = state.panes.filter((p, i) => i >= panes.length);
  for (const p of more) addPane(p.key);
  if (more.length) state = await look();
  draw();
});

// look asks for what the panes show; one may show something else by the time the
// answer is here.
async function look() {
  const asked = panes.map((p) => p.key);
  return { ...await get("/demo/state?chats=" + asked.join(",")), asked };
}

function addPane(key) {
  const pane = new Pane(panes.length, key, () => refresh());
  panes.push(pane);
  document.getElementById("panes").append(pane.node);
}

function draw() {
  ahead = state.clock.now - Date.now();
  document.title = state.bot.name;
  document.getElementById("bot-name").textContent = state.bot.name;
  document.getElementById("notice").textContent = state.notice;
  document.getElementById("clock").hidden = !state.clock.movable;
  for (const p of panes) p.draw(state);
  drawTabs();
  drawer.draw(state);
  tick();
  hear();
}

function drawTabs() {
  const tabs = panes.map((p, i) => {
    const label = state.panes[i] && state.panes[i].key === p.key && state.panes[i].label;
    const tab = element("button", "tab" + (i === shownTab ? " chosen" : ""), label || (p.view ? p.view.title : ""));
    tab.addEventListener("click", () => { shownTab = i; drawTabs(); });
    p.node.classList.toggle("chosen", i === shownTab);
    p.settle(); // one that was hidden has no place where it stood
    return tab;
  });
  document.getElementById("tabs").replaceChildren(...tabs);
}

// hear shows the answers to presses that came since the page was opened.
function hear() {
  const newest = Math.max(0, ...state.answers.map((a) => a.seq));
  if (heard === null) { heard = newest; return; }
  for (const a of state.answers.filter((a) => a.seq > heard)) {
    const pane = panes.find((p) => p.view && p.view.person === a.person);
    if (!pane) continue;
    if (a.text && a.alert) alert(a.text);
    else if (a.text) pane.toast(a.text);
  }
  heard = Math.max(heard, newest);
}

function alert(text) {
  const dialog = document.getElementById("alert");
  dialog.querySelector("p").textContent = text;
  if (!dialog.open) dialog.showModal();
}

function tick() {
  if (!state) return;
  document.getElementById("now").textContent = new Date(Date.now() + ahead).toLocaleString(locale(), {
    timeZone: state.clock.zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
}

for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => {
    const move = button.dataset.move;
    act("clock", move === "monday" ? { monday: true } : { seconds: Number(move) });
  });
}

const language = document.getElementById("language");
language.value = current();
language.addEventListener("change", () => {
  speak(language.value);
  refresh();
});

document.addEventListener("click", (e) => {
  for (const p of panes) {
    if (!e.composedPath().includes(p.menu) && !e.composedPath().includes(p.block)) p.menu.hidden = true;
    if (!p.commands.contains(e.target) && e.target !== p.slash && e.target !== p.input) p.commands.hidden = true;
  }
});

speak();
setInterval(tick, 1000);
