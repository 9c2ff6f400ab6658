// `rich_text` blocks: what Slack's own composer writes.

import { el, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { channelMention, mention } from "./mrkdwn.js";

const LEAVES = {
  text: (leaf) => styled(leaf, breaking(leaf.text)),
  link: (leaf) => styled(leaf, link(leaf.url, leaf.text || leaf.url)),
  user: (leaf) => mention(leaf.user_id),
  channel: (leaf) => channelMention(leaf.channel_id),
  emoji: (leaf) => emoji(leaf.name),
  broadcast: (leaf) => el("span", { class: "mention" }, `@${leaf.range}`),
};
const PARTS = {
  rich_text_section: (part) => el("div", {}, leaves(part)),
  rich_text_preformatted: (part) => el("pre", {}, el("code", {}, leaves(part))),
  rich_text_quote: (part) => el("blockquote", {}, leaves(part)),
  rich_text_list: (part) =>
    el(part.style === "ordered" ? "ol" : "ul", {}, part.elements.map((item) => el("li", {}, leaves(item)))),
};

/** Return the nodes of a `rich_text` block. */
export function richText(block) {
  return block.elements.map((part) => PARTS[part.type]?.(part) ?? null);
}

function leaves(part) {
  return part.elements.flatMap((leaf) => LEAVES[leaf.type]?.(leaf) ?? []);
}

function breaking(text) {
  return text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
}

function styled(leaf, nodes) {
  const tags = { bold: "strong", italic: "em", strike: "s", code: "code" };
  const wanted = Object.keys(tags).filter((style) => leaf.style?.[style]);
  return wanted.reduce((inside, style) => el(tags[style], {}, inside), nodes);
}
