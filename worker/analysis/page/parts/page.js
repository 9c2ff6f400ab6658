"use strict";

const events = JSON.parse(document.getElementById("events").textContent);
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const large = byId("large");
const { width, height } = Object.fromEntries(
  Object.entries(document.querySelector("main").dataset).map(([name, pixels]) => [name, Number(pixels)]));
let current = 0;

const picture = (number) => byId(`frame-${number}`).textContent;
const clock = (t) => `${Math.floor(t / 60)}:${String(Math.floor(t % 60)).padStart(2, "0")}`;

/** Where the pointer was, if it was what mattered. */
const pointedAt = (event) => (event.kind === "click" || event.kind === "select" ? event.xy : null);

/** Go to one event: its pictures, its facts, and everything on the page that speaks of it. */
function choose(index) {
  if (!events.length) return;
  current = Math.max(0, Math.min(index, events.length - 1));
  const event = events[current];
  byId("position").textContent = `${current + 1} of ${events.length}`;
  byId("headline").textContent = event.headline;
  for (const side of ["before", "after"]) for (const svg of all(`.pair .${side}`)) draw(svg, event, event[side]);
  look(event);
  tell(event);
  mark(event);
  reveal();
  history.replaceState(null, "", `#${current + 1}`);
}

function draw(svg, event, frame) {
  svg.parentElement.hidden = frame === null;
  if (frame === null) return;
  svg.dataset.frame = frame;
  svg.querySelector("image").setAttribute("href", picture(frame));
  const [x, y, w, h] = event.bbox ?? [0, 0, 0, 0];
  for (const box of all("rect", svg)) {
    set(box, { x: x - 3, y: y - 3, width: w + 6, height: h + 6, visibility: event.bbox ? "visible" : "hidden" });
  }
  const [cx, cy] = pointedAt(event) ?? [0, 0];
  for (const ring of all("circle", svg)) {
    set(ring, { cx, cy, r: width / 70, visibility: pointedAt(event) ? "visible" : "hidden" });
  }
}

/** Turn the second pair of pictures to where it happened, if it did not happen everywhere. */
function look(event) {
  const [x, y, w, h] = event.bbox && event.bbox[2] * event.bbox[3] < 0.3 * width * height
    ? event.bbox : [...(pointedAt(event) ?? []), 1, 1];
  const pair = document.querySelector(".pair.close");
  pair.hidden = h === undefined;
  if (pair.hidden) return;
  const tall = Math.min(height, Math.max(h * 2, (w * 1.3 * height) / width, height / 4.5));
  const wide = (tall * width) / height;
  const left = Math.max(0, Math.min(x + w / 2 - wide / 2, width - wide));
  const top = Math.max(0, Math.min(y + h / 2 - tall / 2, height - tall));
  for (const svg of all("svg", pair)) svg.setAttribute("viewBox", `${left} ${top} ${wide} ${tall}`);
}

/** List what is known; everything is text, whatever it says. */
function tell(event) {
  const facts = {
    When: `${clock(event.t_start)}, ${event.t_start.toFixed(2)} – ${event.t_end.toFixed(2)} s`,
    Kind: event.kind.replace("_", " "),
    Label: event.label,
    Text: event.secret ? "a secret, which was not kept" : event.text,
    Address: event.url,
    Window: event.app,
    Pointer: event.xy?.join(", "),
    Said: event.said.join(" "),
    Steps: event.steps.join(", "),
    Confidence: `${Math.round(event.confidence * 100)} %`,
  };
  byId("facts").replaceChildren(...Object.entries(facts).filter(([, text]) => text).flatMap(([name, text]) => {
    const [term, description] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = name;
    description.textContent = text;
    return [term, description];
  }));
}

function mark(event) {
  for (const each of all(".chosen")) each.classList.remove("chosen");
  const steps = event.steps.map((number) => `[data-step="${number}"]`);
  const frames = [event.before, event.after].filter((frame) => frame !== null)
    .map((frame) => `.strip [data-frame="${frame}"]`);
  const places = [`.event[data-event="${current}"]`, ...steps, ...frames];
  for (const each of all(places.join(","))) each.classList.add("chosen");
  const bar = document.querySelector(`#timeline [data-event="${current}"]`);
  set(byId("now"), { x1: bar.getAttribute("x"), x2: bar.getAttribute("x") });
}

function reveal() {
  for (const each of all(".events .chosen, .steps .chosen, .strip .chosen")) scrollWithin(each);
}

/** Scroll the list, and never the page under the reader's eyes. */
function scrollWithin(element) {
  const list = element.closest(".strip, .events ol, .plan");
  const frame = list.getBoundingClientRect(), it = element.getBoundingClientRect();
  if (it.top < frame.top || it.bottom > frame.bottom) list.scrollTop += it.top - frame.top - frame.height / 3;
  if (it.left < frame.left || it.right > frame.right) list.scrollLeft += it.left - frame.left - frame.width / 3;
}

function enlarge(frame, caption) {
  set(large.querySelector("img"), { src: picture(frame), alt: `The screen: ${caption}` });
  large.querySelector("p").textContent = caption;
  if (!large.open) large.showModal();
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

document.addEventListener("keydown", (key) => {
  if (large.open || key.altKey || key.ctrlKey || key.metaKey) return;
  if (key.key in STEPS) choose(current + STEPS[key.key]);
  else if (key.key === "Home") choose(0);
  else if (key.key === "End") choose(events.length - 1);
  else return;
  key.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  const place = target.closest("[data-event], [data-frame], [data-step]");
  if (target === large) large.close();
  if (!place) return;
  if (place.dataset.event !== undefined) choose(Number(place.dataset.event));
  else if (place.dataset.frame !== undefined) enlarge(place.dataset.frame, place.dataset.moment ?? events[current].headline);
  else place.querySelector("[data-event]")?.click();
});

byId("previous")?.addEventListener("click", () => choose(current - 1));
byId("next")?.addEventListener("click", () => choose(current + 1));
for (const kept of all(".kept")) kept.querySelector("img").src = picture(kept.dataset.frame);
choose(Number(location.hash.slice(1)) - 1 || 0);
