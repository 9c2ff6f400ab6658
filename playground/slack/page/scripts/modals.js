// The app's modals: the topmost of the stack, what is filled in, and what is wrong with it.

import { post } from "./api.js";
import { blocks, inside } from "./blocks.js";
import { control } from "./elements.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { textObject } from "./mrkdwn.js";
import { attempt } from "./toast.js";

let open = null; // { view, dialog, inputs }

/** Show the topmost modal, or none. What was typed stays when the app changes the modal around it. */
export function showModals(stack) {
  const view = stack.at(-1) ?? null;
  if (open && view?.id === open.view.id && view.hash === open.view.hash) return;
  const typed = open && view?.id === open.view.id ? values(open) : {};
  open?.dialog.remove();
  open = view ? draw(view, typed) : null;
  open?.dialog.showModal();
  open?.dialog.querySelector(".modal-body :is(input, textarea, select)")?.focus();
}

function draw(view, typed) {
  const shown = { view, inputs: new Map() };
  const body = el("div", { class: "modal-body" }, blocks(view.blocks, context(shown, typed)));
  const form = el("form", { novalidate: true, onsubmit: (event) => submit(event, shown) }, header(view, shown), body, footer(view, shown));
  shown.dialog = el("dialog", { class: "modal", "aria-label": view.title.text, oncancel: (event) => cancel(event, shown) }, form);
  document.body.append(shown.dialog);
  return shown;
}

function context(shown, typed) {
  const { view } = shown;
  const use = (block, element, value) =>
    attempt(() => post("/actions", { view_id: view.id, action_id: element.action_id, block_id: block.block_id, value, values: values(shown) }));
  const within = { state: view.state.values, use };
  return { ...within, input: (block) => (block.type === "input" ? input(shown, block, within, typed) : null) };
}

function input(shown, block, within, typed) {
  const { held, use } = inside(block, within, block.element);
  const kept = typed[block.block_id] === undefined ? held : { value: typed[block.block_id] };
  const { node, read } = control(block.element, { held: kept, id: block.block_id, use: block.dispatch_action ? use : null });
  const error = el("p", { class: "error", id: `error-${block.block_id}` });
  const field = node.matches("input, textarea, select") ? node : node.querySelector("input, select");
  field?.setAttribute("aria-describedby", error.id);
  shown.inputs.set(block.block_id, { read, error, field });
  const label = el("span", { class: "label" }, ...textObject(block.label), block.optional ? el("small", {}, " (optional)") : null);
  const hint = block.hint ? el("p", { class: "hint" }, ...textObject(block.hint)) : null;
  const tag = node.matches(".checks") ? "fieldset" : "label";
  return el("div", { class: "input", data: { block: block.block_id } }, el(tag, {}, tag === "fieldset" ? el("legend", {}, label) : label, node), hint, error);
}

function header(view, shown) {
  const close = { type: "button", class: "quiet", "aria-label": "Close", onclick: () => dismiss(shown) };
  return el("header", {}, el("img", { class: "avatar", src: "/images/app.svg", alt: "" }), el("h2", {}, ...textObject(view.title)), el("button", close, icon("close")));
}

function footer(view, shown) {
  const close = view.close ? textObject(view.close) : ["Close"];
  const submitter = view.submit ? el("button", { class: "primary", type: "submit" }, ...textObject(view.submit)) : null;
  shown.submitter = submitter;
  return el("footer", {}, el("button", { type: "button", onclick: () => dismiss(shown) }, ...close), submitter);
}

function values(shown) {
  return Object.fromEntries([...shown.inputs].map(([block, { read }]) => [block, read()]));
}

async function submit(event, shown) {
  event.preventDefault();
  if (!shown.submitter) return;
  complain(shown, {});
  shown.submitter.disabled = true;
  shown.submitter.classList.add("busy");
  await attempt(async () => {
    const answer = await post(`/modals/${shown.view.id}/submit`, { values: values(shown) });
    complain(shown, answer.errors ?? {});
  });
  shown.submitter.disabled = false;
  shown.submitter.classList.remove("busy");
}

function complain(shown, errors) {
  for (const [block, { error, field }] of shown.inputs) {
    error.textContent = errors[block] ?? "";
    field?.setAttribute("aria-invalid", String(block in errors));
  }
  const first = [...shown.inputs].find(([block]) => block in errors);
  first?.[1].field?.focus();
}

function cancel(event, shown) {
  event.preventDefault();
  dismiss(shown);
}

function dismiss(shown) {
  attempt(() => post(`/modals/${shown.view.id}/close`, {}));
}
