// Where a person writes: text, files and slash commands.

import { post, postFiles } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { size } from "./files.js";
import { state } from "./state.js";
import { attempt } from "./toast.js";

export class Composer {
  /** `where()` names the conversation and thread that is written to. */
  constructor({ id, label, where }) {
    this.where = where;
    this.files = [];
    this.text = el("textarea", { id, rows: 1, "aria-label": label, placeholder: label, oninput: () => this.typed(), onkeydown: (event) => this.key(event), onpaste: (event) => this.add(event.clipboardData.files) });
    this.picker = el("input", { type: "file", multiple: true, hidden: true, onchange: () => this.add(this.picker.files) });
    this.chips = el("div", { class: "chips" });
    this.hints = el("div", { class: "hints", role: "listbox", "aria-label": "Commands", hidden: true });
    this.node = el("form", { class: "composer", onsubmit: (event) => this.send(event), ondragover: (event) => event.preventDefault(), ondrop: (event) => this.dropped(event) }, this.hints, this.box());
  }

  box() {
    const attach = { type: "button", class: "quiet", title: "Attach a file", "aria-label": "Attach a file", onclick: () => this.picker.click() };
    this.sender = el("button", { type: "submit", class: "send", title: "Send", "aria-label": "Send", disabled: true }, icon("send"));
    const bar = el("div", { class: "bar" }, el("button", attach, icon("attach")), el("span", { class: "tip" }, el("kbd", {}, "Enter"), " to send, ", el("kbd", {}, "Shift"), "+", el("kbd", {}, "Enter"), " for a new line"), this.sender);
    return el("div", { class: "box" }, this.chips, this.text, this.picker, bar);
  }

  label(text) {
    this.text.placeholder = text;
    this.text.setAttribute("aria-label", text);
  }

  typed() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 200)}px`;
    this.sender.disabled = !this.text.value.trim() && !this.files.length;
    this.hint();
  }

  hint() {
    const begun = /^\/\S*$/.test(this.text.value) ? this.text.value : null;
    const offered = begun ? state.workspace.app.commands.filter((each) => each.name.startsWith(begun)) : [];
    this.hints.hidden = !offered.length;
    this.hints.replaceChildren(...offered.map((each) => this.suggestion(each)));
  }

  suggestion(command) {
    const choose = () => {
      this.text.value = `${command.name} `;
      this.typed();
      this.text.focus();
    };
    return el("button", { type: "button", role: "option", "aria-selected": "false", onclick: choose }, el("strong", {}, command.name), ` ${command.usage_hint}`, el("small", {}, command.description));
  }

  key(event) {
    if (event.key === "Tab" && !this.hints.hidden) {
      event.preventDefault();
      this.hints.firstElementChild.click();
    }
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.send(event);
  }

  dropped(event) {
    event.preventDefault();
    this.add(event.dataTransfer.files);
  }

  add(files) {
    this.files.push(...files);
    this.picker.value = "";
    this.chips.replaceChildren(...this.files.map((file) => this.chip(file)));
    this.typed();
  }

  chip(file) {
    const remove = () => {
      this.files = this.files.filter((each) => each !== file);
      this.add([]);
    };
    return el("span", { class: "chip" }, icon("file"), file.name, el("small", {}, size(file.size)), el("button", { type: "button", class: "quiet", "aria-label": `Remove ${file.name}`, onclick: remove }, icon("close")));
  }

  async send(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    if ((!text && !this.files.length) || this.sending) return;
    this.sending = true;
    this.node.classList.add("busy");
    const sent = await attempt(() => this.deliver(text));
    this.node.classList.remove("busy");
    this.sending = false;
    if (sent) this.clear();
  }

  async deliver(text) {
    const where = this.where();
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
    if (command && where.thread_ts) throw new Error("Slash commands work in the channel, not in threads.");
    if (command) return post("/commands", { ...where, command: command[1], text: command[2] });
    if (this.files.length) return postFiles({ ...where, text }, this.files);
    return post("/messages", { ...where, text });
  }

  clear() {
    this.text.value = "";
    this.files = [];
    this.add([]);
  }
}
