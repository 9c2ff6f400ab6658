// The open conversation, and the thread beside it.

import { get, post } from "./api.js";
import { avatar } from "./avatar.js";
import { blocks } from "./blocks.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { MessageList } from "./list.js";
import { showSidebar } from "./sidebar.js";
import { conversation, conversationName, forgetAll, person, remember, replies, state, timeline } from "./state.js";
import { attempt } from "./toast.js";

const main = document.getElementById("conversation");
const aside = document.getElementById("thread");

const openThread = (ts) => (location.hash = `#${state.channel}/${ts}`);
const closeThread = () => (location.hash = `#${state.channel}`);

const messages = new MessageList("Messages", { openThread });
const threadMessages = new MessageList("Thread", { openThread, inThread: true });
const composer = new Composer({ id: "write", label: "Message", where: () => ({ channel: state.channel }) });
const threadComposer = new Composer({ id: "reply", label: "Reply…", where: () => ({ channel: state.channel, thread_ts: state.thread }) });

aside.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open], [popover]:popover-open")) closeThread();
});

/** Read the conversation anew and draw it. */
export async function openConversation() {
  const found = await get("/messages", { channel: state.channel });
  forgetAll(state.channel);
  remember(state.channel, found.messages);
  if (state.thread) await readThread();
  drawFrame();
  drawMessages(true);
}

/** Open or close the thread that the address names. */
export async function showThread() {
  if (state.thread) await readThread();
  drawThreadFrame();
  drawMessages(true);
}

export function drawMessages(toEnd = false) {
  if (state.tab === "messages") messages.show(timeline(), toEnd);
  if (state.thread) threadMessages.show(replies(), toEnd);
}

export function drawHome() {
  if (state.tab === "home") main.querySelector(".home")?.replaceWith(home());
}

async function readThread() {
  const found = await get("/messages", { channel: state.channel, thread_ts: state.thread });
  remember(state.channel, found.messages);
}

function drawFrame() {
  const place = conversation();
  const name = conversationName(place);
  document.title = `${place.is_direct ? "" : "#"}${name} · Practice`;
  composer.label(place.is_direct ? `Message ${name}` : `Message #${name}`);
  const content = state.tab === "home" ? [home()] : [messages.node, composer.node];
  main.replaceChildren(header(place, name), ...content);
  drawThreadFrame();
}

function header(place, name) {
  const menu = el("button", { type: "button", class: "quiet only-small", "aria-label": "Show the workspace", onclick: () => showSidebar(true) }, icon("menu"));
  const mark = place.is_direct ? avatar(person(state.workspace.app.user)) : icon("hash");
  const about = place.is_direct ? state.workspace.app.has_home_tab && tabs() : el("p", { class: "topic" }, place.topic);
  return el("header", {}, menu, el("h1", {}, mark, name), about, place.is_direct ? null : faces(place));
}

function faces(place) {
  const names = place.members.map((id) => person(id).name).join(", ");
  return el("div", { class: "faces", title: names, "aria-label": `Members: ${names}`, role: "img" }, place.members.map((id) => avatar(person(id))));
}

function tabs() {
  return el("div", { class: "tabs" }, ["messages", "home"].map((tab) => el("button", { type: "button", "aria-pressed": String(state.tab === tab), onclick: () => openTab(tab) }, tab === "home" ? "Home" : "Messages")));
}

function openTab(tab) {
  state.tab = tab;
  drawFrame();
  drawMessages(true);
  attempt(() => post("/app", { tab }));
}

function home() {
  const view = state.home;
  if (!view) return el("div", { class: "home scroller" }, el("p", { class: "empty" }, "The app has not published a home tab yet."));
  const use = (block, element, value) => attempt(() => post("/actions", { view_id: view.id, action_id: element.action_id, block_id: block.block_id, value }));
  return el("div", { class: "home scroller" }, el("div", { class: "blocks" }, blocks(view.blocks, { use })));
}

function drawThreadFrame() {
  aside.hidden = !state.thread;
  document.body.classList.toggle("thread-open", Boolean(state.thread));
  if (!state.thread) return aside.replaceChildren();
  if (aside.firstElementChild) return undefined;
  const close = el("button", { type: "button", class: "quiet", "aria-label": "Close thread", onclick: closeThread }, icon("close"));
  const title = el("h2", {}, "Thread", el("small", {}, conversation().is_direct ? conversationName(conversation()) : `#${conversation().name}`));
  return aside.replaceChildren(el("header", {}, title, close), threadMessages.node, threadComposer.node);
}
