/**
 * One item carried from a list to another, of this activity or any other, in the browser's own store.
 * Its one rule: what lies there is a stranger's until it fits the list's schema; pasted, it has identifiers of its own.
 *
 * @typedef {import('./studio.d.ts').Schema} Schema
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {{version: number, kind: string, shape: string, title: string, item: any}} Held
 * @typedef {{store: Storage | undefined, kind: string, renamed: (schema: Schema, value: any, ctx: Context) => any}} Given
 */

const KEY = 'pekt-clipboard';
const VERSION = 1;
const LIMIT = 500_000;

/** @param {Given} given */
export const clipboard = (given) => new Clipboard(given);

class Clipboard {
  /** @param {Given} given */
  constructor({ store, kind, renamed }) {
    this.store = store;
    this.kind = kind;
    this.renamed = renamed;
    this.held = this.read();
    /** @type {Set<{node: HTMLElement, refresh: () => void}>} */
    this.places = new Set();
    // Another tab, or another editor on the page, copied something.
    addEventListener('storage', (event) => { if (event.key === KEY) { this.held = this.read(); this.tell(); } });
  }

  /** @returns {Held | null} */
  read() {
    try {
      const text = this.store?.getItem(KEY) ?? '';
      const held = text.length <= LIMIT ? JSON.parse(text || 'null') : null;
      return held?.version === VERSION && typeof held.title === 'string' ? held : null;
    } catch { return null; }
  }

  /** Every place where something may be pasted looks anew; those that left the page are forgotten. */
  tell() {
    for (const place of this.places) if (place.node.isConnected) place.refresh(); else this.places.delete(place);
  }

  /** Keeps an item of a list with these items. @param {Schema} schema @param {any} item @param {string} title */
  copy(schema, item, title) {
    this.held = { version: VERSION, kind: this.kind, shape: shape(schema), title: title.slice(0, 80), item };
    // A browser that keeps nothing still pastes in this editor.
    try { this.store?.setItem(KEY, JSON.stringify(this.held)); } catch { /* full or forbidden */ }
    this.tell();
  }

  /** The button under a list. @param {any} list */
  paster(list) {
    const { ctx } = list;
    const { el, t } = ctx;
    const note = el('p', { className: 'pekt-fault', hidden: true });
    const button = el('button', { type: 'button', className: 'pekt-button', onclick: () => { ctx.tell(note, this.paste(list)); if (!note.hidden) ctx.say(note.textContent); } },
      ctx.icon('paste'), t('Paste'));
    const node = el('div', { className: 'pekt-paster', hidden: true }, button, note);
    // A list of cards says what does not fit; a short list of lines only offers what does.
    const refresh = () => {
      this.places.add(place);
      node.hidden = !this.held || !(list.cards || this.fits(list.item));
      if (node.hidden) ctx.tell(note, '');
    };
    const place = { node, refresh };
    return place;
  }

  /** @param {Schema} schema */
  fits(schema) { return Boolean(this.held) && this.held?.shape === shape(schema) && fits(schema, this.held?.item); }

  /** Adds what is held to a list; gives back in words why it can't. @param {any} list @returns {string} */
  paste(list) {
    const { t } = list.ctx;
    const { held } = this;
    if (!held) return t('There is nothing to paste any more. Copy it again.');
    if (!this.fits(list.item)) return t('“{title}” does not fit in “{list}”: it comes from a list of another kind.', { title: held.title, list: list.schema.title ?? '' });
    if (list.rows.length >= (list.schema.maxItems ?? Infinity)) return t('This list is full.');
    list.add(settled(list.item, this.renamed(list.item, structuredClone(held.item), list.ctx), list.ctx));
    list.ctx.say(t('Pasted.'));
    return '';
  }
}

/** What tells scalars apart that look alike: a hint is no name of a file. @param {Schema} schema */
const shape = (schema) => (schema.oneOf || schema.type === 'object' ? '' : `${schema.type}:${schema.format ?? ''}`);

/** Whether a value is an item as the schema has it: the same parts, each of its kind; how long or how many is the server's to say.
 * @param {Schema} schema @param {any} value @returns {boolean} */
export function fits(schema, value) {
  if (schema.oneOf) return schema.oneOf.some((member) => member.properties?.tag?.const === value?.tag && fits(member, value));
  if ('const' in schema) return value === schema.const;
  if (schema.enum) return schema.enum.includes(value);
  if (schema.type === 'array') return Array.isArray(value) && value.every((each) => fits(schema.items ?? {}, each));
  if (schema.type !== 'object') return typeof value === (schema.type === 'integer' ? 'number' : schema.type);
  const parts = Object.entries(schema.properties ?? {});
  return value !== null && typeof value === 'object' && Object.keys(value).length === parts.length
    && parts.every(([name, inner]) => Object.hasOwn(value, name) && fits(inner, value[name]));
}

/** An item without references to what is not here. @param {Schema} schema @param {any} value @param {Context} ctx @param {any[]} [around] @returns {any} */
function settled(schema, value, ctx, around = []) {
  const member = schema.oneOf?.find((each) => each.properties?.tag?.const === value?.tag) ?? schema;
  if (schema.refers) {
    const named = around.map((each) => each[schema.refers ?? '']).find(Array.isArray) ?? ctx.near(schema.refers)?.read() ?? [];
    return value.filter((/** @type {string} */ id) => named.some((/** @type {any} */ each) => each.id === id));
  }
  if (Array.isArray(value)) return value.map((each) => settled(schema.items ?? {}, each, ctx, around));
  if (!member.properties) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, settled(member.properties?.[name] ?? {}, inner, ctx, [value, ...around])]));
}
