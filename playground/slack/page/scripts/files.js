// Files: players for videos, pictures, and cards for everything else.

import { me } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";

const UPLOADED = /\/files-pri\/[A-Z0-9]+-(F[A-Z0-9]+)\//;

/** Return a file as messages show it. */
export function attachment(file) {
  const kind = file.mimetype.split("/")[0];
  if (kind === "video") return figure(file, player(file));
  if (kind === "image") return figure(file, el("img", { src: content(file.id), alt: file.title, loading: "lazy" }));
  return el("a", { class: "file", href: content(file.id), download: file.name }, icon("file"), description(file));
}

/** Return the picture of an image block or element; pictures from elsewhere are linked, never loaded. */
export function picture(image) {
  const address = image.slack_file ? uploaded(image.slack_file) : own(image.image_url);
  if (address) {
    const img = el("img", { src: address, alt: image.alt_text, loading: "lazy" });
    return el("a", { href: address, target: "_blank", rel: "noopener", class: "picture" }, img);
  }
  return el("a", { class: "file", href: image.image_url, target: "_blank", rel: "noopener noreferrer" }, icon("eye"), image.alt_text);
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

function content(id) {
  return `/control/files/${id}?user=${me}`;
}

function uploaded(file) {
  return content(file.id ?? UPLOADED.exec(file.url)?.[1]);
}

function own(address) {
  const url = new URL(address, location.origin);
  const file = UPLOADED.exec(url.pathname);
  if (file) return content(file[1]);
  return url.origin === location.origin ? url.href : null;
}

function player(file) {
  return el("video", { src: content(file.id), controls: true, preload: "metadata", "aria-label": file.title });
}

function figure(file, shown) {
  return el("figure", { class: "attachment" }, el("figcaption", {}, description(file)), shown);
}

function description(file) {
  return el("span", { class: "file-name" }, file.title, el("small", {}, ` ${file.pretty_type} · ${size(file.size)}`));
}
