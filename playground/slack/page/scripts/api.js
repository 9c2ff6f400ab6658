// Talking to the stand-in as the person this page belongs to.

const RECONNECT = 1000; // milliseconds
const PEOPLE = ["U0ANA", "U0BEN"];
const chosen = new URLSearchParams(location.search).get("user") ?? localStorage.getItem("user");

/** The person at this page; "?user=U0BEN" makes it Ben, and is remembered. */
export const me = PEOPLE.includes(chosen) ? chosen : PEOPLE[0];
localStorage.setItem("user", me);

/** What went wrong, in words for the person. */
export class Refused extends Error {
  constructor(body) {
    super(body.message ?? "That did not work.");
    this.code = body.error;
  }
}

export async function get(path, fields = {}) {
  return read(await reach(`/control${path}?${new URLSearchParams({ user: me, ...fields })}`));
}

export async function post(path, fields) {
  const body = JSON.stringify({ user: me, ...fields });
  return read(await reach(`/control${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

/** Post a message with files. */
export async function postFiles(fields, files) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ user: me, ...fields })) if (value) form.append(name, value);
  for (const file of files) form.append("file", file);
  return read(await reach("/control/messages", { method: "POST", body: form }));
}

/** Call `onChange` with every change from now on, the first being "hello" at every (re)connection. */
export function listen(onChange) {
  const socket = new WebSocket(`ws://${location.host}/control/changes?user=${me}`);
  socket.onmessage = (message) => onChange(JSON.parse(message.data));
  socket.onclose = () => {
    onChange({ type: "lost" });
    setTimeout(listen, RECONNECT, onChange);
  };
}

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Refused({ error: "unreachable", message: "The stand-in is not running." });
  }
}

async function read(response) {
  const body = await response.json().catch(() => ({ message: `The stand-in failed (${response.status}).` }));
  if (body.errors) return body;
  if (!response.ok || body.ok === false) throw new Refused(body);
  return body;
}
