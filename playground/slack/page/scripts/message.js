// One message, with its files, its thread and the menu that appears over it.

import { post } from "./api.js";
import { blocks } from "./blocks.js";
import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { attachment } from "./files.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { isMe, isReply, person, state } from "./state.js";
import { attempt } from "./toast.js";
import { ago, clock, full } from "./times.js";

/** Draw a message. `options`: `openThread(ts)`, `inThread`, and `follows` when it continues the one above. */
export function drawMessage(message, options) {
  const author = person(message.user);
  const kind = message.is_ephemeral ? " ephemeral" : "";
  return el(
    "li",
    { class: `message${options.follows ? " follows" : ""}${kind}`, data: { ts: message.ts }, "aria-label": `${author.name}, ${full(message.ts)}` },
    message.is_ephemeral ? el("p", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
    el("div", { class: "gutter" }, options.follows ? time(message) : avatar(author)),
    el("div", { class: "body" }, options.follows ? null : heading(message, author), content(message), ...extras(message, options)),
    toolbar(message, options),
  );
}

function heading(message, author) {
  const badge = author.is_bot ? el("span", { class: "badge" }, "App") : null;
  return el("div", { class: "heading" }, el("span", { class: "author" }, author.name), badge, time(message));
}

function time(message) {
  return el("time", { class: "time", title: full(message.ts) }, clock(message.ts));
}

function content(message) {
  if (message.blocks && !message.client_msg_id) return el("div", { class: "blocks" }, blocks(message.blocks, uses(message)));
  const edited = message.edited ? el("small", { class: "edited" }, " (edited)") : null;
  return message.text ? el("div", { class: "said" }, ...mrkdwn(message.text), edited) : null;
}

function uses(message) {
  const use = (block, element, value) =>
    attempt(() =>
      post("/actions", {
        channel: message.channel,
        message_ts: message.ts,
        action_id: element.action_id,
        block_id: block.block_id,
        value,
      }),
    );
  return { use };
}

function extras(message, options) {
  return [
    message.files ? el("div", { class: "files" }, message.files.map(attachment)) : null,
    message.reactions ? el("div", { class: "reactions" }, message.reactions.map(reaction)) : null,
    message.reply_count && !options.inThread ? threadLink(message, options) : null,
  ];
}

function reaction({ name, users, count }) {
  const own = users.some(isMe) ? " own" : "";
  return el("span", { class: `reaction${own}`, title: users.map((id) => person(id).name).join(", ") }, emoji(name), ` ${count}`);
}

function threadLink(message, options) {
  const count = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  return el(
    "button",
    { type: "button", class: "thread-link", onclick: () => options.openThread(message.ts) },
    ...message.reply_users.slice(0, 3).map((id) => avatar(person(id))),
    el("span", { class: "count" }, count),
    el("span", { class: "latest" }, `Last reply ${ago(message.latest_reply)}`),
  );
}

function toolbar(message, options) {
  if (message.is_ephemeral) return null;
  const reply = { type: "button", title: "Reply in thread", "aria-label": "Reply in thread", onclick: () => options.openThread(message.thread_ts ?? message.ts) };
  return el(
    "div",
    { class: "toolbar", role: "group", "aria-label": "Message" },
    options.inThread && isReply(message) ? null : el("button", reply, icon("reply")),
    moreButton(message),
  );
}

function moreButton(message) {
  const show = (event) => openMenu(event.currentTarget, "More actions", state.workspace.app.shortcuts.map((each) => shortcut(message, each)));
  const about = { title: "More actions", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false" };
  return el("button", { type: "button", onclick: show, ...about }, icon("more"));
}

function shortcut(message, { name, callback_id }) {
  const run = () => attempt(() => post("/shortcuts", { channel: message.channel, message_ts: message.ts, callback_id }));
  return { label: name, hint: state.workspace.app.name, act: run };
}
