// Starts the page and follows what happens.

import { get, listen, post } from "./api.js";
import { drawHome, drawMessages, openConversation, showThread } from "./conversation.js";
import { showModals } from "./modals.js";
import { drawSidebar, showSidebar } from "./sidebar.js";
import { conversation, forget, message, remember, state } from "./state.js";
import { attempt } from "./toast.js";

const CHANGES = {
  hello: () => attempt(readEverything),
  message: (change) => receive(change.channel, change.message),
  removed: ({ channel, ts }) => {
    forget(channel, ts);
    drawMessages();
  },
  views: ({ modals, home }) => {
    state.home = home;
    drawHome();
    showModals(modals);
  },
  connections: () => attempt(readWorkspace),
  lost: () => document.body.classList.add("lost"),
};

listen((change) => CHANGES[change.type]?.(change));
addEventListener("hashchange", () => attempt(follow));
addEventListener("click", (event) => {
  const outside = document.body.classList.contains("sidebar-open") && !event.target.closest(".sidebar, .only-small");
  if (outside) showSidebar(false);
});

async function readEverything() {
  document.body.classList.remove("lost");
  await readWorkspace();
  state.channel = null;
  await follow();
  const views = await get("/views");
  CHANGES.views(views);
}

async function readWorkspace() {
  state.workspace = await get("/workspace");
  drawSidebar();
}

/** Show the conversation and the thread that the address names. */
async function follow() {
  const [channel, thread] = location.hash.slice(1).split("/");
  const place = conversation(channel) ?? state.workspace.conversations[0];
  const moved = place.id !== state.channel;
  const threadMoved = (thread ?? null) !== state.thread;
  Object.assign(state, { channel: place.id, thread: thread ?? null });
  state.unread.delete(place.id);
  if (moved) {
    state.tab = "messages";
    await openConversation();
    if (place.is_direct) attempt(() => post("/app", { tab: "messages" }));
  } else if (threadMoved) {
    await showThread();
  }
  drawSidebar();
}

function receive(channel, changed) {
  const isNews = !message(channel, changed.ts);
  if (channel === state.channel) {
    remember(channel, [changed]);
    drawMessages();
  } else if (isNews && state.workspace) {
    state.unread.add(channel);
    drawSidebar();
  }
}
