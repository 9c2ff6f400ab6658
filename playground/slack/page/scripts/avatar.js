// Faces: initials on a colour for people, a picture for the app.

import { el } from "./dom.js";

const COLOURS = 6;

export function avatar(person) {
  if (person.is_bot) return el("img", { class: "avatar", src: "/images/app.svg", alt: "" });
  const initials = person.name.split(/\s+/).map((part) => part[0]).slice(0, 2).join("");
  return el("span", { class: `avatar colour-${colour(person.id)}`, "aria-hidden": "true" }, initials);
}

function colour(id) {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLOURS;
}
