// When something was said, in words.

const DAY = 24 * 60 * 60;

const moment = (ts) => new Date(Number(ts) * 1000);

export function clock(ts) {
  return moment(ts).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function full(ts) {
  return moment(ts).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" });
}

export function day(ts) {
  const date = moment(ts).toDateString();
  if (date === new Date().toDateString()) return "Today";
  if (date === new Date(Date.now() - DAY * 1000).toDateString()) return "Yesterday";
  return moment(ts).toLocaleDateString([], { weekday: "long", month: "long", day: "numeric" });
}

export function ago(ts) {
  const seconds = Date.now() / 1000 - Number(ts);
  if (seconds < 60) return "just now";
  if (seconds < 3600) return plural(Math.round(seconds / 60), "minute");
  if (seconds < DAY) return plural(Math.round(seconds / 3600), "hour");
  return plural(Math.round(seconds / DAY), "day");
}

function plural(count, unit) {
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
