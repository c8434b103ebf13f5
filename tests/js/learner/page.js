/** A page without a browser: jsdom's document and storage as globals, and a server that answers what the test says. */
import { JSDOM } from 'jsdom';

export const file = (name) => new URL(`../../../static/learner/${name}`, import.meta.url).href;

/** Globals of a fresh page; `storage` outlives it, as it does in a browser. */
export function open(storage) {
  const { window } = new JSDOM('<!doctype html><html lang="el"><body></body></html>', {
    url: 'https://learn.example/',
    pretendToBeVisual: true,
  });
  if (storage) for (const [key, value] of Object.entries(storage)) window.localStorage.setItem(key, value);
  const values = {
    window,
    document: window.document,
    localStorage: window.localStorage,
    location: window.location,
    addEventListener: window.addEventListener.bind(window),
    Event: window.Event,
    navigator: {},
  };
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return window;
}

/**
 * Answers every POST in turn with the next reply (the last one again and again) and keeps what was asked.
 * A reply is a status, `null` for no line, `'<html>'` for a page with 200, an object for JSON,
 * `{status, ...}` for JSON with a status, or a function.
 */
export function server(...replies) {
  const asked = [];
  globalThis.fetch = async (url, { body, headers, redirect }) => {
    asked.push({ url, headers, redirect, ...JSON.parse(body) });
    let reply = replies.length > 1 ? replies.shift() : replies[0];
    if (typeof reply === 'function') reply = await reply(asked.at(-1));
    if (reply === null) throw new TypeError('Failed to fetch');
    if (reply === 'redirect')
      return {
        type: 'opaqueredirect',
        status: 0,
        json: async () => {
          throw new SyntaxError();
        },
      };
    if (typeof reply === 'number' || typeof reply === 'string')
      return { status: typeof reply === 'number' ? reply : 200, json: async () => JSON.parse('<html>') };
    return { status: reply.status > 99 ? reply.status : 200, json: async () => reply };
  };
  return asked;
}

/** Locks as a browser has them: one holder of a name at a time. */
export function locks() {
  const last = new Map();
  return {
    request(name, work) {
      const done = (last.get(name) ?? Promise.resolve()).then(work);
      last.set(
        name,
        done.catch(() => {}),
      );
      return done;
    },
  };
}

/** Lets everything that is ready happen. */
export const settle = async () => {
  for (let i = 0; i < 20; i++) await new Promise((done) => setImmediate(done));
};
