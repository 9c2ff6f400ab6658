// A list of messages that follows what happens: only what changed is drawn again, so a video goes on playing
// and the focus stays where it was.

import { el } from "./dom.js";
import { drawMessage } from "./message.js";
import { day } from "./times.js";

const TOGETHER = 5 * 60; // seconds within which one person's messages are drawn as one
const NEAR = 80; // pixels from the end that count as reading the latest

export class MessageList {
  /** `options` are those of `drawMessage`. */
  constructor(label, options) {
    this.options = options;
    this.drawn = new Map();
    this.list = el("ol", { class: "messages", "aria-label": label });
    this.node = el("div", { class: "scroller", tabindex: "0", "aria-label": label, role: "group" }, this.list);
  }

  /** Show these messages; at the end if the end was in sight, or if `toEnd`. */
  show(messages, toEnd = false) {
    const atEnd = toEnd || this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR;
    const rows = [];
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      if (!this.options.inThread && (!before || day(before.ts) !== day(message.ts))) rows.push(this.divider(day(message.ts)));
      rows.push(this.row(message, this.follows(before, message)));
      if (this.options.inThread && index === 0 && messages.length > 1) rows.push(this.count(messages.length - 1));
    });
    this.settle(rows);
    if (atEnd) this.node.scrollTop = this.node.scrollHeight;
  }

  row(message, follows) {
    const content = JSON.stringify([message, follows]);
    const known = this.drawn.get(message.ts);
    if (known?.content === content) return known.node;
    const node = drawMessage(message, { ...this.options, follows });
    if (known) keepFocus(known.node, node);
    this.drawn.set(message.ts, { content, node });
    return node;
  }

  follows(before, message) {
    const plain = before && !before.is_ephemeral && !message.is_ephemeral && !(this.options.inThread && !message.thread_ts);
    return Boolean(plain) && before.user === message.user && Number(message.ts) - Number(before.ts) < TOGETHER && !before.reply_count;
  }

  divider(text) {
    return this.keep(`day ${text}`, () => el("li", { class: "day" }, el("span", {}, text)));
  }

  count(replies) {
    return this.keep(`count ${replies}`, () => el("li", { class: "day count" }, el("span", {}, replies === 1 ? "1 reply" : `${replies} replies`)));
  }

  keep(key, draw) {
    if (!this.drawn.has(key)) this.drawn.set(key, { node: draw() });
    return this.drawn.get(key).node;
  }

  /** Put the rows in place, moving as few as possible: a moved video would stop. */
  settle(rows) {
    const wanted = new Set(rows);
    for (const child of [...this.list.children]) if (!wanted.has(child)) child.remove();
    rows.forEach((row, index) => {
      if (this.list.children[index] !== row) this.list.insertBefore(row, this.list.children[index] ?? null);
    });
  }
}

function keepFocus(before, after) {
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  const action = focused?.dataset.action;
  if (action) queueMicrotask(() => after.querySelector(`[data-action="${CSS.escape(action)}"]`)?.focus());
}
