// Block Kit's confirmation dialogs.

import { el } from "./dom.js";
import { textObject } from "./mrkdwn.js";

/** Ask whether to go on; true at once for elements that ask nothing. */
export function confirmed(element) {
  const ask = element.confirm;
  if (!ask) return Promise.resolve(true);
  return new Promise((answer) => {
    const style = ask.style === "danger" ? "danger" : "primary";
    const dialog = el(
      "dialog",
      { class: "confirm", "aria-label": ask.title.text, onclose: () => finish(dialog, answer) },
      el("h2", {}, ...textObject(ask.title)),
      el("div", { class: "said" }, ...textObject(ask.text)),
      el(
        "footer",
        {},
        el("button", { type: "button", onclick: () => dialog.close("") }, ...textObject(ask.deny)),
        el("button", { type: "button", class: style, onclick: () => dialog.close("yes") }, ...textObject(ask.confirm)),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

function finish(dialog, answer) {
  dialog.remove();
  answer(dialog.returnValue === "yes");
}
