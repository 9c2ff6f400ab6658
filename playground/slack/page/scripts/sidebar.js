// The workspace at the left: its conversations, and who you are.

import { me } from "./api.js";
import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { conversationName, person, state } from "./state.js";

const sidebar = document.getElementById("sidebar");

export function drawSidebar() {
  const { team, app, conversations } = state.workspace;
  const channels = conversations.filter((each) => !each.is_direct);
  const apps = conversations.filter((each) => each.is_direct);
  sidebar.replaceChildren(
    el("div", { class: "team" }, el("strong", {}, team.name), el("small", {}, "practice workspace")),
    group("Channels", channels.map((each) => entry(each, icon("hash")))),
    group("Apps", apps.map((each) => entry(each, avatar(person(app.user)), presence(app)))),
    el("div", { class: "you" }, el("h2", {}, "You are"), el("div", { class: "people" }, humans().map(switcher))),
  );
}

export function showSidebar(open) {
  document.body.classList.toggle("sidebar-open", open);
}

function group(title, entries) {
  return el("section", {}, el("h2", {}, title), el("ul", {}, entries.map((each) => el("li", {}, each))));
}

function entry(place, mark, extra = null) {
  const here = place.id === state.channel;
  const unread = state.unread.has(place.id) ? "unread" : null;
  const go = { href: `#${place.id}`, class: unread, "aria-current": here ? "page" : null, onclick: () => showSidebar(false) };
  return el("a", go, mark, el("span", { class: "name" }, conversationName(place)), extra, unread ? el("span", { class: "dot", "aria-label": "unread" }) : null);
}

function presence(app) {
  const text = app.connected ? "connected" : "not connected";
  return el("span", { class: `presence ${app.connected ? "on" : "off"}`, title: `The app is ${text}`, "aria-label": text });
}

function humans() {
  return state.workspace.people.filter((each) => !each.is_bot);
}

function switcher(each) {
  const here = each.id === me ? "true" : null;
  return el("a", { href: `?user=${each.id}${location.hash.startsWith("#C") ? location.hash.split("/")[0] : ""}`, "aria-current": here }, avatar(each), el("span", {}, each.name.split(" ")[0]));
}
