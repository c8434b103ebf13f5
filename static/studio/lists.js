/**
 * Lists: add, copy, move, remove with undo; its one rule: a folded item is not built, so a long list opens at once and reads back as it was.
 *
 * @typedef {import('./studio.d.ts').Schema} Schema
 * @typedef {import('./studio.d.ts').Field} Field
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {import('./studio.d.ts').MakeField} MakeField
 * @typedef {import('./studio.d.ts').Row} Row
 */

/** @type {MakeField} */
function array(schema, value, ctx, { row } = {}) {
  const choices = schema.items?.enum && new Set(value).size === value.length && ctx.kinds.choices;
  if (choices) return choices(schema, value, ctx);
  const list = new List(schema, ctx, row);
  for (const item of value) list.rows.push(list.row(item, false));
  list.ol.append(...list.rows.map((row) => row.node));
  list.refresh();
  return list;
}

/** Whether an item needs a card that folds: kinds to choose from, or more fields than fit in a line or two. @param {Schema} item @param {Context} ctx */
function needsCard(item, ctx) {
  if (ctx.kinds[item.format ?? '']?.line) return false;
  const fields = Object.values(item.properties ?? {}).filter((s) => !('const' in s) && s.format !== 'id');
  return Boolean(item.oneOf) || fields.length > 4 || fields.some((s) => s.type === 'array' || s.type === 'object' || s.oneOf);
}

/** @implements {Field} */
class List {
  /** @param {Schema} schema @param {Context} ctx @param {import('./studio.d.ts').MakeRow} [make] an activity's own rows in place of lines and cards */
  constructor(schema, ctx, make) {
    this.schema = schema;
    this.ctx = ctx;
    const untitled = !schema.items?.title && !schema.items?.oneOf;
    this.item = { ...schema.items, ...(untitled && { title: schema.title }) };
    this.cards = needsCard(this.item, ctx);
    this.make = make ?? (this.cards ? card : line);
    /** @type {Row[]} */ this.rows = [];
    const { el } = ctx;
    this.own = el('p', { className: 'pekt-fault', hidden: true, tabIndex: -1 });
    this.ol = el(make ? 'div' : 'ol', { className: `${this.cards ? 'pekt-cards' : 'pekt-lines'} ${untitled ? 'pekt-untitled' : ''}` });
    this.adder = this.item.oneOf ? this.menu() : this.button('plus', ctx.t('Add'), () => this.add(ctx.blank(this.item)), 'pekt-add');
    this.paster = ctx.clip?.paster(this);
    this.node = el('fieldset', { className: 'pekt-list' }, el('legend', {}, schema.title ?? ''),
      schema.description && el('p', { className: 'pekt-help' }, schema.description), this.own, this.ol, this.adder, this.paster?.node, ctx.under(this));
    this.ol.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => this.key(event));
    this.ol.addEventListener('input', () => this.refresh());
  }

  read() { return this.rows.map((row) => row.read()); }

  /** @param {import('./studio.d.ts').Path} at @param {string} text */
  fault([index, ...rest], text) {
    const row = this.rows[Number(index)];
    if (index === undefined || !row) return this.ctx.tell(this.own, text);
    row.open(true);
    return row.field().fault(rest, text);
  }

  /** @param {import('./studio.d.ts').Path} at */
  focus([index, ...rest] = []) {
    const row = this.rows[Number(index)] ?? (this.own.hidden ? this.rows[0] : undefined);
    if (!row) return (this.own.hidden ? this.adder.querySelector('summary') ?? this.adder : this.own).focus();
    row.open(true);
    return row.field().focus(rest);
  }

  /** @param {string} icon @param {string} words @param {() => void} act @param {string} [look] */
  button(icon, words, act, look = '') {
    const { el } = this.ctx;
    const bare = look === '';
    return el('button', { type: 'button', className: `pekt-button ${bare ? 'pekt-tool' : look}`, onclick: act, title: bare ? words : undefined },
      this.ctx.icon(icon), el('span', { className: bare ? 'pekt-hidden' : '' }, words));
  }

  /** The kinds of item to add, as pictures. */
  menu() {
    const { ctx } = this;
    const members = this.item.oneOf ?? [];
    const pick = (/** @type {Schema} */ member) => { menu.open = false; this.add(ctx.blank(member)); };
    const menu = ctx.el('details', { className: 'pekt-adder' }, ctx.el('summary', { className: 'pekt-button pekt-add' }, ctx.icon('plus'), ctx.t('Add')),
      ctx.el('div', { className: 'pekt-kinds' }, ...members.map((m) => ctx.el('button',
        { type: 'button', className: 'pekt-kindcard', onclick: () => pick(m) }, ctx.picture(ctx.tagOf(m)), ctx.el('span', {}, ctx.nameOf(m))))));
    return menu;
  }

  /** @param {any} value */
  add(value) {
    const text = this.schema.marks ? this.ctx.near(this.schema.marks) : null;
    if (text) {
      const taken = new Set(this.read().map((item) => item.id));
      value.id = String(Array.from({ length: taken.size + 1 }, (_, i) => i + 1).find((n) => !taken.has(String(n))));
      text.insert?.(`[[${value.id}]]`);
    }
    this.place(this.row(value, true), this.rows.length);
    this.rows.at(-1)?.field().focus();
  }

  /** Adds items that were made elsewhere, folded, as many as fit; their identifiers stay unless the list has them already.
   * @param {any[]} values @returns {Row[]} the rows that are new */
  append(values) {
    const taken = new Set(this.read().map((item) => item.id));
    const fitting = values.slice(0, Math.max(0, (this.schema.maxItems ?? Infinity) - this.rows.length));
    const rows = fitting.map((value) => this.row(taken.has(value.id) ? renamed(this.item, value, this.ctx) : value, false));
    this.ol.querySelector('.pekt-undo')?.remove();
    this.rows.push(...rows);
    this.ol.append(...rows.map((row) => row.node));
    if (rows.length) this.ctx.changed(this.ol);
    return rows;
  }

  /** @param {Row} row @param {number} index */
  place(row, index) {
    this.rows.splice(index, 0, row);
    this.ol.querySelector('.pekt-undo')?.remove();
    this.ol.insertBefore(row.node, this.rows[index + 1]?.node ?? null);
    this.ctx.changed(this.ol);
  }

  /** @param {any} value @param {boolean} opened @returns {Row} */
  row(value, opened) {
    /** @type {Field | undefined} */
    let built;
    const build = () => (built ??= this.ctx.field(this.item, value, this.ctx, { bare: true }));
    const read = () => (built ? built.read() : value);
    return this.make(this, build, read, opened);
  }

  /** Says anew what each row is and where it stands. */
  refresh() {
    this.rows.forEach((row, at) => row.refresh(at, this.rows.length));
    this.adder.hidden = this.rows.length >= (this.schema.maxItems ?? Infinity);
    this.paster?.refresh();
  }

  /** @param {Row} row @param {number} by @param {HTMLElement} [focus] */
  move(row, by, focus) {
    const from = this.rows.indexOf(row), to = from + by;
    if (to < 0 || to >= this.rows.length) return;
    const other = /** @type {Row} */ (this.rows[to]);
    this.rows.splice(from, 1);
    this.rows.splice(to, 0, row);
    other.node[by < 0 ? 'before' : 'after'](row.node);
    focus?.focus();
    this.ctx.changed(this.ol);
    this.ctx.say(this.ctx.t('Moved to place {at} of {of}.', { at: to + 1, of: this.rows.length }));
  }

  /** Puts a copy under the row. @param {Row} row */
  double(row) {
    const twin = this.row(renamed(this.item, row.read(), this.ctx), this.cards);
    this.place(twin, this.rows.indexOf(row) + 1);
    twin.field().focus();
    this.ctx.say(this.ctx.t('There is a copy below.'));
  }

  /** Keeps a row to be pasted elsewhere. @param {Row} row */
  copy(row) {
    const item = row.read(), { kind, text } = summary(this.item, item, this.ctx);
    this.ctx.clip?.copy(this.item, item, text || kind || this.item.title || '');
    this.ctx.say(this.ctx.t('Copied. Paste it in a list of the same kind, in this activity or another.'));
  }

  /** Takes a row out and leaves an undo in its place. @param {Row} row */
  remove(row) {
    const { ctx } = this, at = this.rows.indexOf(row);
    this.ol.querySelector('.pekt-undo')?.remove();
    this.rows.splice(at, 1);
    const undo = this.button('undo', ctx.t('Bring it back'), () => { this.place(row, at); row.field().focus(); }, 'pekt-again');
    row.node.replaceWith(ctx.el(row.node.localName, { className: 'pekt-undo' }, ctx.el('span', {}, ctx.t('Removed.')), undo));
    undo.focus();
    this.ctx.changed(this.ol);
  }

  /** Alt and an arrow move the row that holds the focus. @param {KeyboardEvent} event */
  key(event) {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    const target = /** @type {HTMLElement} */ (event.target);
    const row = this.rows.find((each) => each.node.contains(target));
    // In a choice list Alt+arrow opens the list, in a text it may walk the lines: both keep their own keys.
    if (!by || !row || target.tagName === 'SELECT' || target.tagName === 'TEXTAREA') return;
    event.preventDefault();
    event.stopPropagation();
    this.move(row, by, target);
  }

  /** @type {any} */ toolset;

  /** The buttons of a row. @param {() => Row} row */
  tools(row) {
    const { ctx, ctx: { t } } = this;
    const full = () => this.rows.length >= (this.schema.maxItems ?? Infinity);
    /** @type {Record<string, [string, (at: HTMLElement) => void]>} */
    const acts = { up: [t('Move up'), (at) => this.move(row(), -1, at)], down: [t('Move down'), (at) => this.move(row(), 1, at)],
      double: [t('Duplicate'), () => full() || this.double(row())], ...(ctx.clip && { copy: [t('Copy'), () => this.copy(row())] }), remove: [t('Remove'), () => this.remove(row())] };
    // Made once and copied: of all that a long list shows, its buttons are most.
    this.toolset ??= ctx.el('div', { className: 'pekt-tools', role: 'toolbar' }, ...Object.entries(acts).map(([icon, [words]]) => this.button(icon, words, () => {})));
    const node = this.toolset.cloneNode(true), [up, down, double] = node.children;
    Object.values(acts).forEach(([, act], i) => { node.children[i].onclick = () => act(node.children[i]); });
    ctx.rove(node);
    const refresh = (/** @type {number} */ at, /** @type {number} */ of) => {
      node.setAttribute('aria-label', ctx.t('Item {number}', { number: at + 1 }));
      up.setAttribute('aria-disabled', String(at === 0));
      down.setAttribute('aria-disabled', String(at === of - 1));
      double.setAttribute('aria-disabled', String(full()));
    };
    return { node, refresh };
  }
}

/** A row that is always open: its field, then its buttons. @param {List} list @param {() => Field} build @param {() => any} read @returns {Row} */
function line(list, build, read) {
  const tools = list.tools(() => row);
  const field = build();
  const row = { node: list.ctx.el('li', { className: 'pekt-line' }, field.node, tools.node), read, field: build, open() {}, refresh: tools.refresh };
  return row;
}

/**
 * A row that folds to one line.
 * @param {List} list @param {() => Field} build @param {() => any} read @param {boolean} opened @returns {Row}
 */
function card(list, build, read, opened) {
  const { ctx } = list;
  const tools = list.tools(() => row);
  const body = ctx.el('div', { className: 'pekt-cardbody', id: ctx.serial(), hidden: true });
  const title = ctx.el('span', { className: 'pekt-cardtitle' });
  const face = ctx.el('span', { className: 'pekt-face' });
  const head = ctx.el('button', { type: 'button', className: 'pekt-cardhead', 'aria-controls': body.id, onclick: () => row.open(body.hidden) },
    ctx.icon('chevron'), face, title);
  const row = {
    node: ctx.el('li', { className: 'pekt-item' }, ctx.el('div', { className: 'pekt-cardtop' }, head, tools.node), body),
    read,
    field: build,
    open(/** @type {boolean} */ on) {
      if (on && !body.firstChild) body.append(build().node);
      body.hidden = !on;
      head.setAttribute('aria-expanded', String(on));
    },
    refresh(/** @type {number} */ at, /** @type {number} */ of) {
      const { kind, text, tag } = summary(list.item, read(), ctx);
      const number = list.schema.marks ? `[[${read().id}]]` : `${at + 1}.`;
      title.textContent = `${number} ${[kind, text].filter(Boolean).join(': ') || list.item.title || ''}`;
      if (face.dataset.tag !== tag) { face.replaceChildren(...(tag ? [ctx.picture(tag)] : [])); face.dataset.tag = tag; }
      tools.refresh(at, of);
    },
  };
  row.open(opened);
  return row;
}

/** The schema of one value: of a union, the member it is of. @param {Schema} schema @param {any} value @param {Context} ctx @returns {Schema} */
const memberOf = (schema, value, ctx) => schema.oneOf?.find((m) => ctx.tagOf(m) === value?.tag) ?? schema;

/** An item in one line: its kind and the first words it holds. @param {Schema} schema @param {any} value @param {Context} ctx */
export function summary(schema, value, ctx) {
  const member = memberOf(schema, value, ctx);
  return { kind: schema.oneOf ? ctx.nameOf(member) : '', text: plain(firstText(member, value, true) || firstText(member, value, false)), tag: schema.oneOf ? ctx.tagOf(member) : '' };
}

const SILENT = ['id', 'media', 'map', 'code'];

/** The first words in a value; of `required` texts alone, what may stay empty being rarely what an item is about.
 * @param {Schema} schema @param {any} value @param {boolean} required @returns {string} */
function firstText(schema, value, required) {
  if (schema.enum || 'const' in schema || SILENT.includes(schema.format ?? '')) return '';
  if (schema.type === 'array') return value?.length ? firstText(schema.items ?? {}, value[0], required) : '';
  if (schema.type === 'string') return required && !schema.minLength ? '' : String(value ?? '');
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const text = firstText(inner, value?.[key], required);
    if (text.trim()) return text;
  }
  return '';
}

/** @param {string} markdown */
const plain = (markdown) => markdown.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`#>]+/g, '').replace(/\s+/g, ' ').trim().slice(0, 120);

/** A copy with new identifiers; what named an old one inside, or held its mark, names the new one. @param {Schema} schema @param {any} value @param {Context} ctx */
export function renamed(schema, value, ctx) {
  const names = new Map();
  walk(schema, value, (id, refers) => { if (!refers) names.set(id, ctx.newId()); return id; }, (text) => text);
  return walk(schema, value, (id) => names.get(id) ?? id, (text) => text.replace(/\[\[([^[\]]+)\]\]/g, (all, id) => (names.has(id) ? `[[${names.get(id)}]]` : all)));

  /**
   * @param {Schema} s @param {any} each @param {(id: string, refers: boolean) => string} name @param {(text: string) => string} write
   * @param {boolean} [refers] @returns {any}
   */
  function walk(s, each, name, write, refers = false) {
    if (typeof each === 'string') return s.format === 'id' ? name(each, refers) : s.format === 'markdown' ? write(each) : each;
    if (Array.isArray(each)) return each.map((one) => walk(s.items ?? {}, one, name, write, Boolean(s.refers)));
    const properties = memberOf(s, each, ctx).properties;
    if (!properties || !each || typeof each !== 'object') return each;
    return Object.fromEntries(Object.entries(each).map(([k, inner]) => [k, walk(properties[k] ?? {}, inner, name, write)]));
  }
}

/** @type {Record<string, MakeField>} */
export const kinds = { array };
