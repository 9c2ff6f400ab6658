// Short notices in a corner, for what did not work.

import { el } from "./dom.js";
import { icon } from "./icons.js";

const SECONDS = 8;

export function toast(text) {
  const shown = el("div", { class: "toast" }, el("span", {}, text), dismiss());
  document.getElementById("toasts").append(shown);
  setTimeout(() => shown.remove(), SECONDS * 1000);
}

/** Do something, and say so when it did not work. Returns whether it did. */
export async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

function dismiss() {
  const act = (event) => event.currentTarget.parentElement.remove();
  return el("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: act }, icon("close"));
}
