/**
 * A form made from a schema: every field shows a value and reads it back.
 * Its one rule: what nobody touched is read back exactly as it was shown, so that opening and saving changes nothing.
 *
 * @typedef {import('./studio.d.ts').Schema} Schema
 * @typedef {import('./studio.d.ts').Field} Field
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {import('./studio.d.ts').MakeField} MakeField
 * @typedef {import('./studio.d.ts').Path} Path
 */

const VOCABULARY = new Set(['title', 'description', 'type', 'properties', 'items', 'oneOf', 'enum', 'const', 'default', 'format',
  'minItems', 'maxItems', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum',
  'item', 'group', 'show_if', 'labels', 'refers', 'marks', 'alt', 'required', 'additionalProperties']);

/**
 * An element with properties (or attributes, where there is no such property) and children; empty children are left out.
 * @type {Context['el']}
 */
export function el(tag, props, ...children) {
  /** @type {any} */
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null) continue;
    if (name in node) node[name] = value; else node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** One tab stop for a toolbar, where it was left last; the arrows walk it. Keys held with another are others' to take. @type {Context['rove']} */
function rove(bar) {
  const stops = () => /** @type {HTMLElement[]} */ ([...bar.children]);
  const stand = (/** @type {EventTarget | null | undefined} */ on) => stops().forEach((stop) => { stop.tabIndex = stop === on ? 0 : -1; });
  stand(bar.firstElementChild);
  bar.addEventListener('focusin', (event) => stand(event.target));
  bar.addEventListener('keydown', (event) => {
    const all = stops(), at = all.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  });
}

/**
 * What every field of one editor shares.
 * @param {{words?: Record<string, string>, lang?: string, competences?: Context['competences'], media?: Context['media'],
 *   say?: (text: string) => void, ids?: Iterable<string>, kinds?: Context['kinds'], icon?: Context['icon'], picture?: Context['picture'],
 *   under?: Context['under'], clip?: Context['clip'], files?: Context['files'], load?: Context['load'], bring?: Context['bring'],
 *   sheet?: Context['sheet'], act?: Context['act']}} given
 * @returns {Context}
 */
export function context({ words = {}, lang = 'el', competences = [], media = async () => null, say = () => {}, ids = [], kinds: more = {},
  icon = () => svg(), picture = () => svg(), under = () => null, clip = null, files = { list: async () => ({ files: null, limit: null }), add: nowhere, encoded: nowhere },
  load = nowhere, bring = nowhere, sheet = nowhere, act = nowhere }) {
  const taken = new Set(ids);
  let count = 0;
  /** @type {Context} */
  const ctx = {
    lang, competences, media, files, under, clip, say, icon, picture, load, bring, sheet, act, el, field, rove,
    kinds: { ...kinds, ...more },
    t: (message, params = {}) => (words[message] ?? message).replace(/\{(\w+)\}/g, (all, key) => String(params[key] ?? all)),
    serial: () => `pekt-field-${count += 1}`,
    newId() {
      let id;
      do id = `i${Math.random().toString(36).slice(2, 7)}`; while (taken.has(id));
      taken.add(id);
      return id;
    },
    blank: (schema) => blank(schema, ctx),
    near: () => undefined,
    changed: (node) => { node.dispatchEvent(new Event('input', { bubbles: true })); },
    tell(note, text) {
      note.replaceChildren(...(text ? [ctx.icon('warn'), text] : []));
      note.hidden = !text;
    },
    tagOf: (member) => String(member.properties?.tag?.const),
    nameOf: (member) => member.title || ctx.t(ctx.tagOf(member)),
    growing, labelled: (schema, value, parts) => labelled(schema, value, ctx, parts),
  };
  return ctx;
}

const nowhere = () => Promise.reject(new Error('There is no site around this form.'));
const svg = () => document.createElementNS('http://www.w3.org/2000/svg', 'svg');

/** Every identifier in a value, so that new ones differ. @param {any} value @returns {string[]} */
export function idsIn(value) {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'id' && typeof inner === 'string' ? [inner] : idsIn(inner)));
}

/** The field of a schema; an unknown word or kind is an error, never a guess. @type {MakeField} */
export function field(schema, value, ctx, options = {}) {
  for (const word of Object.keys(schema)) if (!VOCABULARY.has(word)) throw new Error(`The editor does not know the schema word "${word}".`);
  if (schema.group !== undefined && schema.group !== 'rare') throw new Error(`The editor does not know the group "${schema.group}".`);
  const make = ctx.kinds[kindOf(schema)];
  if (!make) throw new Error(`The editor has no field for ${JSON.stringify(schema)}`);
  return make(schema, fits(schema, value) ? value : blank(schema, ctx), ctx, options);
}

/** Whether a value has the shape a field needs; a definition that could not be read may hold anything. @param {Schema} schema @param {any} value */
function fits(schema, value) {
  if (schema.type === 'array') return Array.isArray(value);
  const object = value !== null && typeof value === 'object' && !Array.isArray(value);
  if (schema.oneOf) return object && schema.oneOf.some((member) => member.properties?.tag?.const === value.tag);
  return schema.type === 'object' ? object : value !== undefined && value !== null && !object && !Array.isArray(value);
}

/** The name of a schema's field kind; an activity's own field is named by its `format`. @param {Schema} schema @returns {string} */
export function kindOf(schema) {
  if (schema.oneOf) return 'union';
  if ('const' in schema) return 'constant';
  if (schema.enum) return 'choice';
  if (schema.refers) return 'references';
  return schema.format ?? schema.type ?? 'nothing';
}

/** What a new field holds. @param {Schema} schema @param {Context} ctx @returns {any} */
function blank(schema, ctx) {
  if (schema.format === 'id') return ctx.newId();
  if (schema.default !== undefined) return structuredClone(schema.default);
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.oneOf) return blank(schema.oneOf[0] ?? {}, ctx);
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => blank(schema.items ?? {}, ctx));
  if (schema.type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, s]) => [key, blank(s, ctx)]));
  return schema.type === 'string' ? '' : schema.type === 'boolean' ? false : Math.min(Math.max(0, schema.minimum ?? 0), schema.maximum ?? Infinity);
}

/**
 * The help and the fault under a control, tied to it by `aria-describedby`.
 * @param {Schema} schema @param {HTMLElement} control @param {Context} ctx
 */
function notes(schema, control, ctx) {
  const id = control.id || ctx.serial();
  control.id = id;
  const help = schema.description ? el('p', { className: 'pekt-help', id: `${id}-help`, textContent: schema.description }) : null;
  const note = el('p', { className: 'pekt-fault', id: `${id}-fault`, hidden: true });
  const tie = () => {
    const ids = [help?.id, note.hidden ? '' : note.id].filter(Boolean).join(' ');
    if (ids) control.setAttribute('aria-describedby', ids); else control.removeAttribute('aria-describedby');
  };
  tie();
  return {
    help,
    note,
    /** @param {string} text */
    fault(text) {
      ctx.tell(note, text);
      if (text) control.setAttribute('aria-invalid', 'true'); else control.removeAttribute('aria-invalid');
      tie();
    },
  };
}

/** Whether a text may stay empty; only texts say so. @param {Schema} schema */
const optional = (schema) => schema.type === 'string' && !schema.enum && !schema.minLength;

/**
 * A control with its label, help and fault; the value is read from the control only after somebody changed it.
 * @param {Schema} schema @param {any} value @param {Context} ctx
 * @param {{input: any, read: () => unknown, body?: HTMLElement, beside?: boolean}} parts `body` holds the input where it is more than the input
 * @returns {Field}
 */
function labelled(schema, value, ctx, { input, read, body = input, beside = false }) {
  const own = notes(schema, input, ctx);
  const label = el('label', { className: 'pekt-label', htmlFor: input.id }, schema.title ?? '',
    optional(schema) && el('span', { className: 'pekt-optional' }, ` ${ctx.t('(optional)')}`));
  const order = beside ? [el('div', { className: 'pekt-beside' }, body, label), own.help, own.note] : [label, own.help, body, own.note];
  const node = el('div', { className: 'pekt-entry' }, ...order);
  let touched = false;
  node.addEventListener('input', () => { touched = true; own.fault(''); });
  return { node, read: () => (touched ? read() : value), fault: (_at, text) => own.fault(text), focus: () => input.focus() };
}

/** @type {MakeField} */
function text(schema, value, ctx) {
  const short = Boolean(schema.pattern) || (schema.maxLength ?? 1000) <= 80;
  const input = short ? el('input', { type: 'text', value }) : growing(value);
  if (!short) input.addEventListener('keydown', (/** @type {KeyboardEvent} */ e) => { if (e.key === 'Enter' && !e.isComposing) e.preventDefault(); });
  return ctx.labelled(schema, value, { input, read: () => input.value });
}

/** A text area as tall as its text. @param {string} value @param {number} [rows] */
function growing(value, rows = 1) {
  const input = el('textarea', { rows, value });
  if (!globalThis.CSS?.supports?.('field-sizing', 'content')) {
    const grow = () => { input.style.height = 'auto'; input.style.height = `${input.scrollHeight + 2}px`; };
    input.addEventListener('input', grow);
    input.addEventListener('focus', grow);
  }
  return input;
}

/** @type {MakeField} */
function number(schema, value, ctx) {
  const shown = ctx.lang === 'el' ? String(value).replace('.', ',') : String(value);
  const input = el('input', { type: 'text', inputMode: schema.type === 'integer' ? 'numeric' : 'decimal', autocomplete: 'off', className: 'pekt-short', value: shown });
  // What is no number goes to the server as written, which says so at this field; nothing typed is lost.
  const read = () => (/^\s*[+-]?\d+([.,]\d+)?\s*$/.test(input.value) ? Number(input.value.trim().replace(',', '.')) : input.value);
  return ctx.labelled(schema, value, { input, read });
}

/** @type {MakeField} */
function boolean(schema, value, ctx) {
  const input = el('input', { type: 'checkbox', checked: value === true });
  return ctx.labelled(schema, value, { input, read: () => input.checked, beside: true });
}

/** @type {MakeField} */
function choice(schema, value, ctx) {
  const values = schema.enum ?? [];
  const name = (/** @type {unknown} */ v) => schema.labels?.[String(v)] ?? ctx.t(String(v));
  if (values.length <= 4) return radios(schema, value, ctx, name);
  const input = el('select', {}, ...values.map((v, i) => el('option', { value: String(i) }, name(v))));
  input.selectedIndex = values.indexOf(value);
  return ctx.labelled(schema, value, { input, read: () => values[input.selectedIndex] });
}

/** @param {Schema} schema @param {any} value @param {Context} ctx @param {(v: unknown) => string} name @returns {Field} */
function radios(schema, value, ctx, name) {
  const group = ctx.serial();
  const inputs = (schema.enum ?? []).map((v) => el('input', { type: 'radio', name: group, checked: v === value }));
  const own = notes({}, el('span', {}), ctx);
  const help = schema.description ? el('p', { className: 'pekt-help', id: `${group}-help` }, schema.description) : null;
  const node = el('fieldset', { className: 'pekt-entry pekt-radios', 'aria-describedby': help?.id }, el('legend', { className: 'pekt-label' }, schema.title ?? ''),
    help, ...inputs.map((input, i) => el('label', { className: 'pekt-beside' }, input, el('span', {}, name(schema.enum?.[i])))), own.note);
  node.addEventListener('input', () => own.fault(''));
  const chosen = () => inputs.findIndex((input) => input.checked);
  return {
    node,
    read: () => (chosen() < 0 ? value : schema.enum?.[chosen()]),
    fault(_at, words) {
      own.fault(words);
      node.setAttribute('aria-describedby', [help?.id, words && own.note.id].filter(Boolean).join(' '));
    },
    focus: () => inputs[Math.max(0, chosen())]?.focus(),
  };
}

/** Kept and sent, never shown. @type {MakeField} */
function unseen(schema, value, ctx) {
  const kept = schema.format === 'id' && value === '' ? ctx.newId() : value;
  return { node: el('span', { hidden: true }), read: () => kept, fault() {}, focus() {}, unseen: true };
}

/** The fields of this module by kind; `groups`, `lists`, `texts` and an activity's `edit` bring theirs. @type {Record<string, MakeField>} */
export const kinds = { string: text, integer: number, number, boolean, choice, constant: unseen, id: unseen };
