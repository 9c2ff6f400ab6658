// The little of Markdown that `markdown` blocks need, as nodes.

import { el, link } from "./dom.js";
import { withEmoji } from "./mrkdwn.js";

const INLINE = [
  [/`([^`\n]+)`/, (match) => el("code", {}, match[1])],
  [/\[([^\]\n]+)\]\(([^()\s]+)\)/, (match) => link(match[2], match[1])],
  [/\*\*([^*\n]+)\*\*/, (match) => el("strong", {}, ...inline(match[1]))],
  [/(?<!\w)[*_]([^*_\n]+)[*_](?!\w)/, (match) => el("em", {}, ...inline(match[1]))],
  [/~~([^~\n]+)~~/, (match) => el("s", {}, ...inline(match[1]))],
];
const KINDS = [
  ["code", /^```/],
  ["heading", /^#{1,6} /],
  ["ul", /^\s*[-*+] /],
  ["ol", /^\s*\d+[.)] /],
  ["quote", /^> ?/],
];

/** Return the nodes of a Markdown text. */
export function markdown(text) {
  const rows = text.split("\n");
  const nodes = [];
  while (rows.length) {
    const kind = kindOf(rows[0]);
    if (kind === "code") nodes.push(fence(rows));
    else if (kind === "heading") nodes.push(el("p", { class: "heading" }, ...inline(rows.shift().replace(/^#+ /, ""))));
    else nodes.push(group(kind, taken(rows, kind)));
  }
  return nodes.filter(Boolean);
}

function kindOf(row) {
  return KINDS.find(([, pattern]) => pattern.test(row))?.[0] ?? (row.trim() ? "paragraph" : "gap");
}

function taken(rows, kind) {
  const group = [];
  while (rows.length && kindOf(rows[0]) === kind) group.push(rows.shift());
  return group;
}

function fence(rows) {
  rows.shift();
  const code = [];
  while (rows.length && kindOf(rows[0]) !== "code") code.push(rows.shift());
  rows.shift();
  return el("pre", {}, el("code", {}, code.join("\n")));
}

function group(kind, rows) {
  if (kind === "gap") return null;
  if (kind === "ul" || kind === "ol") {
    return el(kind, {}, rows.map((row) => el("li", {}, ...inline(row.replace(/^\s*(?:[-*+]|\d+[.)]) /, "")))));
  }
  const said = rows.flatMap((row, index) => [index ? el("br") : null, ...inline(row.replace(/^> ?/, ""))]);
  return el(kind === "quote" ? "blockquote" : "p", {}, said);
}

function inline(text) {
  const found = INLINE.map(([pattern, build]) => ({ match: pattern.exec(text), build }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!found) return withEmoji(text);
  const { match, build } = found;
  return [...withEmoji(text.slice(0, match.index)), build(match), ...inline(text.slice(match.index + match[0].length))];
}
