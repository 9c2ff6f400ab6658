// Line icons, drawn on a grid of 20.

const SHAPES = {
  attach: "M14.5 9.5l-5 5a3 3 0 01-4.200-4.200l6-6a2 2 0 012.800 2.800l-6 6a1 1 0 01-1.400-1.400l5-5",
  close: "M5 5l10 10M15 5L5 15",
  file: "M6 2.500h5.500L15.500 6.500v11H6a1 1 0 01-1-1v-13a1 1 0 011-1zM11 2.500V7h4.500",
  hash: "M8 3.500L6.500 16.500M13.500 3.500L12 16.500M4 7.500h12.500M3.500 12.500H16",
  menu: "M3.500 6h13M3.500 10h13M3.500 14h13",
  more: "M10 4.500v.01M10 10v.01M10 15.500v.01",
  reply: "M3.500 4.500h13v9H9l-3.500 3v-3h-2z",
  send: "M3.500 16.500l13-6.500-13-6.500v5l7 1.500-7 1.500z",
  lock: "M5.500 9h9v7h-9zM7.500 9V6.500a2.500 2.500 0 015 0V9",
  bolt: "M11 2.500L4.500 11.500H9l-.5 6 6.500-9h-4.500z",
  down: "M5.500 8l4.500 4.500L14.500 8",
  eye: "M2.500 10S5 5 10 5s7.500 5 7.500 5-2.500 5-7.500 5-7.500-5-7.500-5zM10 12a2 2 0 100-4 2 2 0 000 4z",
};
const SVG = "http://www.w3.org/2000/svg";

/** Return an icon; it says nothing to screen readers, so what it stands in must. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}
