// Block Kit, drawn.

import { control } from "./elements.js";
import { el } from "./dom.js";
import { picture } from "./files.js";
import { markdown } from "./markdown.js";
import { textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const BLOCKS = {
  header: (block) => el("h3", { class: "block-header" }, ...textObject(block.text)),
  section,
  context: (block) => el("div", { class: "block-context" }, block.elements.map(contextElement)),
  divider: () => el("hr"),
  actions: (block, context) =>
    el("div", { class: "block-actions" }, block.elements.map((each) => control(each, inside(block, context, each)).node)),
  image: (block) => el("figure", {}, block.title ? el("figcaption", {}, ...textObject(block.title)) : null, picture(block)),
  rich_text: (block) => el("div", { class: "said" }, richText(block)),
  markdown: (block) => el("div", { class: "said" }, markdown(block.text)),
  table,
};

/** Return the nodes of blocks. `context.use(block, element, value)` is what happens when something is used. */
export function blocks(list, context) {
  return list.map((block) => BLOCKS[block.type]?.(block, context) ?? context.input?.(block) ?? unknown(block));
}

/** Narrow a context down to one element of a block. */
export function inside(block, context, element) {
  return {
    id: block.block_id,
    held: context.state?.[block.block_id]?.[element.action_id],
    use: context.use && ((used, value) => context.use(block, used, value)),
  };
}

function section(block, context) {
  return el(
    "div",
    { class: "block-section" },
    el(
      "div",
      { class: "section-text" },
      block.text ? el("div", { class: "said" }, ...textObject(block.text)) : null,
      block.fields ? el("div", { class: "fields" }, block.fields.map((field) => el("div", { class: "said" }, ...textObject(field)))) : null,
    ),
    block.accessory ? el("div", { class: "accessory" }, control(block.accessory, inside(block, context, block.accessory)).node) : null,
  );
}

function contextElement(element) {
  return element.type === "image" ? picture(element) : el("span", {}, ...textObject(element));
}

function table(block) {
  const cell = (tag) => (each) => el(tag, {}, each.type === "rich_text" ? richText(each) : (each.text ?? ""));
  const [head, ...rows] = block.rows;
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, head.map(cell("th")))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell("td"))))),
  );
}

function unknown(block) {
  return el("p", { class: "unknown" }, `This page does not draw “${block.type}” blocks.`);
}
