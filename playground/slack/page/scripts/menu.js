// A menu at a button: arrow keys move, Escape and a click elsewhere close it.

import { el } from "./dom.js";

/** Open a menu at `anchor`. `items` are `{ label, hint, act, danger, href }`. */
export function openMenu(anchor, label, items) {
  const menu = el("div", { class: "menu", role: "menu", popover: "auto", "aria-label": label }, items.map(entry));
  menu.addEventListener("click", () => menu.hidePopover());
  menu.addEventListener("keydown", (event) => move(menu, event));
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "closed") leave(menu, anchor);
  });
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor);
  menu.firstElementChild.focus();
}

function entry(item) {
  const text = [el("span", {}, item.label), item.hint ? el("small", {}, item.hint) : null];
  const style = { role: "menuitem", class: item.danger ? "danger" : null, onclick: item.act };
  if (item.href) return el("a", { ...style, href: item.href, target: "_blank", rel: "noopener noreferrer" }, text);
  return el("button", { ...style, type: "button" }, text);
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 4 + height < innerHeight ? at.bottom + 4 : Math.max(8, at.top - height - 4);
  menu.style.left = `${Math.max(8, Math.min(at.right - width, innerWidth - width - 8))}px`;
  menu.style.top = `${below}px`;
}

function move(menu, event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const items = [...menu.children];
  const next = items.indexOf(document.activeElement) + steps[event.key];
  items.at(next % items.length).focus();
}

function leave(menu, anchor) {
  anchor.setAttribute("aria-expanded", "false");
  if (menu.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
  menu.remove();
}
