// What this page knows: the workspace, the messages it has seen, and where the person is looking.

import { me } from "./api.js";

export const state = {
  workspace: null,
  channel: null,
  thread: null, // the timestamp of the message whose thread is open
  tab: "messages", // or "home", in the conversation with the app
  home: null,
  unread: new Set(),
};

const known = new Map(); // by conversation, then by timestamp

export function remember(channel, messages) {
  const place = known.get(channel) ?? new Map();
  for (const message of messages) place.set(message.ts, { ...message, channel });
  known.set(channel, place);
}

/** Drop everything known of a conversation, before it is read anew. */
export function forgetAll(channel) {
  known.delete(channel);
}

export function forget(channel, ts) {
  known.get(channel)?.delete(ts);
}

export function message(channel, ts) {
  return known.get(channel)?.get(ts);
}

export const isReply = (each) => Boolean(each.thread_ts) && each.thread_ts !== each.ts;

/** The messages of the open conversation, oldest first. */
export function timeline() {
  return sorted((each) => !isReply(each));
}

/** The open thread with the message it began with, oldest first. */
export function replies() {
  return sorted((each) => each.ts === state.thread || each.thread_ts === state.thread);
}

export function person(id) {
  return state.workspace.people.find((each) => each.id === id) ?? { id, name: id, handle: id, is_bot: false };
}

export function conversation(id = state.channel) {
  return state.workspace.conversations.find((each) => each.id === id);
}

/** What a conversation is called by the person at this page. */
export function conversationName(place) {
  return place.is_direct ? state.workspace.app.name : place.name;
}

export const isMe = (id) => id === me;

function sorted(wanted) {
  const place = known.get(state.channel) ?? new Map();
  return [...place.values()].filter(wanted).sort((one, other) => Number(one.ts) - Number(other.ts));
}
