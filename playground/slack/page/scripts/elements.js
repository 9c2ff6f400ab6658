// The elements a person can use, in messages and in modals.
//
// `control(element, context)` returns `{ node, read }`. In `context`, `held` is what the element holds already,
// and `use(element, value)` sends what was picked to the app; it is missing where values wait to be submitted.

import { el, safeAddress } from "./dom.js";
import { confirmed } from "./confirm.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { textObject } from "./mrkdwn.js";
import { picture } from "./files.js";
import { conversationName, person, state } from "./state.js";

const TYPES = {
  plain_text_input: "text",
  url_text_input: "url",
  email_text_input: "email",
  number_input: "number",
  datepicker: "date",
  timepicker: "time",
};

export function control(element, context = {}) {
  const key = { data: { action: element.action_id } };
  if (element.type === "button") return { node: button(element, context, key) };
  if (element.type === "overflow") return { node: overflow(element, context, key) };
  if (element.type === "image") return { node: picture(element) };
  if (element.type in TYPES) return field(element, context, key);
  if (element.type.startsWith("multi_") || element.type === "checkboxes") return checks(element, context, "checkbox");
  if (element.type === "radio_buttons") return checks(element, context, "radio");
  if (element.type.endsWith("_select")) return select(element, context, key);
  return { node: el("span", { class: "unknown" }, `(${element.type})`) };
}

/** Return the picked value(s) out of what `state.values` holds for an element. */
export function pickedValue(held = {}) {
  if (held.selected_options) return held.selected_options.map((option) => option.value);
  if (held.selected_option) return held.selected_option.value;
  const key = Object.keys(held).find((each) => each !== "type");
  return key ? held[key] : null;
}

function button(element, context, key) {
  const press = async (event) => {
    const pressed = event.currentTarget;
    if (!(await confirmed(element))) return;
    if (element.url) open(safeAddress(element.url), "_blank", "noopener,noreferrer");
    await busy(pressed, () => context.use?.(element, element.value ?? null));
  };
  const style = element.style ?? null;
  const label = element.accessibility_label ?? null;
  return el("button", { type: "button", class: style, "aria-label": label, onclick: press, ...key }, ...textObject(element.text));
}

function overflow(element, context, key) {
  const choose = (option, anchor) => async () => {
    if (await confirmed(element)) await busy(anchor, () => context.use?.(element, option.value));
  };
  const show = (event) => {
    const anchor = event.currentTarget;
    const items = element.options.map((option) => ({
      label: option.text.text,
      hint: option.description?.text,
      href: option.url && safeAddress(option.url),
      act: choose(option, anchor),
    }));
    openMenu(anchor, "More", items);
  };
  const menu = { "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "More" };
  return el("button", { type: "button", class: "overflow", onclick: show, ...menu, ...key }, icon("more"));
}

function field(element, context, key) {
  const tag = element.multiline ? "textarea" : "input";
  const node = el(tag, {
    type: element.multiline ? null : TYPES[element.type],
    step: element.is_decimal_allowed ? "any" : null,
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    rows: element.multiline ? 4 : null,
    autocomplete: "off",
    spellcheck: "false",
    value: pickedValue(context.held) ?? "",
    onchange: () => context.use?.(element, node.value),
    ...key,
  });
  return { node, read: () => node.value };
}

function select(element, context, key) {
  const held = pickedValue(context.held) ?? element.initial_option?.value ?? "";
  const hint = element.placeholder?.text ?? "Choose an option";
  const groups = element.option_groups?.map((group) =>
    el("optgroup", { label: group.label.text }, group.options.map(choice)),
  );
  const node = el(
    "select",
    { ...key, "aria-label": hint, onchange: async () => {
      if (await confirmed(element)) await busy(node, () => context.use?.(element, node.value || null));
    } },
    el("option", { value: "" }, hint),
    groups ?? choices(element).map(choice),
  );
  node.value = held;
  return { node: el("span", { class: "select" }, node, icon("down")), read: () => node.value || null };
}

function checks(element, context, type) {
  const held = [pickedValue(context.held) ?? []].flat();
  const name = `${context.id ?? ""}-${element.action_id}-${Math.random()}`;
  const boxes = choices(element).map((option) => ({
    value: option.value,
    box: el("input", { type, name, checked: held.includes(option.value), data: { action: element.action_id } }),
    option,
  }));
  const picked = () => boxes.filter(({ box }) => box.checked).map(({ value }) => value);
  const read = () => (type === "radio" ? (picked()[0] ?? null) : picked());
  const rows = boxes.map(({ box, option }) =>
    el("label", {}, box, el("span", {}, ...textObject(option.text), described(option))),
  );
  const changed = () => context.use?.(element, read());
  return { node: el("div", { class: "checks", onchange: changed }, rows), read };
}

function described(option) {
  return option.description ? el("small", {}, ...textObject(option.description)) : null;
}

function choice(option) {
  return el("option", { value: option.value }, option.text.text);
}

/** Elements without options offer the workspace's people or conversations. */
function choices(element) {
  if (element.options) return element.options;
  if (element.option_groups) return element.option_groups.flatMap((group) => group.options);
  const offered = element.type.includes("users")
    ? state.workspace.people.filter((each) => !each.is_bot).map((each) => [each.id, person(each.id).name])
    : state.workspace.conversations.map((each) => [each.id, conversationName(each)]);
  return offered.map(([value, text]) => ({ value, text: { type: "plain_text", text, emoji: false } }));
}

async function busy(node, act) {
  node.classList.add("busy");
  node.disabled = true;
  try {
    await act();
  } finally {
    node.disabled = false;
    node.classList.remove("busy");
  }
}
