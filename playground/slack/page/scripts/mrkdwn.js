// Slack's mrkdwn, as nodes.

import { el, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { conversation, conversationName, isMe, person } from "./state.js";

const FENCE = /```\n?([\s\S]*?)\n?```/;
const QUOTE = /^(?:&gt;|>) ?/;

// In the order of precedence: what is code or a reference is not looked into.
const INLINE = [
  [/`([^`\n]+)`/, (match) => el("code", {}, unescaped(match[1]))],
  [/<([^<>\n]+)>/, (match) => reference(match[1])],
  [/(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])/, (match) => el("strong", {}, ...inline(match[1]))],
  [/(?<![\w_])_(?!\s)([^_\n]+?)(?<!\s)_(?![\w_])/, (match) => el("em", {}, ...inline(match[1]))],
  [/(?<![\w~])~(?!\s)([^~\n]+?)(?<!\s)~(?![\w~])/, (match) => el("s", {}, ...inline(match[1]))],
  [/:([a-z0-9_+-]+(?:::[a-z0-9-]+)?):/, (match) => emoji(match[1])],
];

/** Return the nodes of a text: code blocks, quotes and lines. */
export function mrkdwn(text) {
  const fence = FENCE.exec(text);
  if (!fence) return lines(text);
  const before = text.slice(0, fence.index).replace(/\n$/, "");
  const after = text.slice(fence.index + fence[0].length).replace(/^\n/, "");
  const code = el("pre", {}, el("code", {}, unescaped(fence[1])));
  return [...(before ? lines(before) : []), code, ...(after ? mrkdwn(after) : [])];
}

/** Return the nodes of a text object of Block Kit. */
export function textObject(object) {
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return object.emoji === false ? [object.text] : withEmoji(object.text);
}

/** Return the nodes of plain text: shortcodes become emoji, everything else stays. */
export function withEmoji(text) {
  return split(text, [INLINE.at(-1)], (rest) => rest);
}

/** Return the nodes of one line. */
export function inline(text) {
  return split(text, INLINE, unescaped);
}

export function mention(id) {
  const own = isMe(id) ? " mention-own" : "";
  return el("span", { class: `mention${own}` }, `@${person(id).name}`);
}

export function channelMention(id) {
  const place = conversation(id);
  return el("a", { class: "mention", href: `#${id}` }, `#${place ? conversationName(place) : id}`);
}

export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function lines(text) {
  const nodes = [];
  let quote = null;
  text.split("\n").forEach((line, index) => {
    if (QUOTE.test(line)) {
      if (quote) quote.append(el("br"));
      else nodes.push((quote = el("blockquote")));
      quote.append(...inline(line.replace(QUOTE, "")));
      return;
    }
    if (index > 0 && !quote) nodes.push(el("br"));
    quote = null;
    nodes.push(...inline(line));
  });
  return nodes;
}

function split(text, rules, plain) {
  const found = rules
    .map(([pattern, build]) => ({ match: pattern.exec(text), build }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!found) return text ? [plain(text)] : [];
  const { match, build } = found;
  const before = text.slice(0, match.index);
  return [...(before ? [plain(before)] : []), build(match), ...split(text.slice(match.index + match[0].length), rules, plain)];
}

function reference(inner) {
  const [target, label] = inner.split("|", 2);
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return channelMention(target.slice(1));
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return el("span", { class: "mention" }, `@${target.slice(1).split("^")[0]}`);
  return link(unescaped(target), unescaped(label ?? target));
}

function date(target, fallback) {
  const [, seconds, format] = target.split("^");
  const moment = new Date(Number(seconds) * 1000);
  if (Number.isNaN(moment.getTime())) return fallback ?? "";
  const shown = format
    .replace(/\{date[a-z_]*\}/g, moment.toLocaleDateString([], { dateStyle: "medium" }))
    .replace(/\{time[a-z_]*\}/g, moment.toLocaleTimeString([], { timeStyle: "short" }))
    .replace("{ago}", moment.toLocaleString());
  return el("time", { datetime: moment.toISOString() }, shown);
}
