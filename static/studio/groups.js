/**
 * Fields that hold other fields: an object, and a union of kinds; its one rule: a part that is hidden keeps what it holds.
 *
 * @typedef {import('./studio.d.ts').Schema} Schema
 * @typedef {import('./studio.d.ts').Field} Field
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {import('./studio.d.ts').MakeField} MakeField
 */

/** Whether a field is to be shown, by what its siblings hold. @param {Schema} schema @param {Map<string, Field>} parts */
function wanted(schema, parts) {
  return Object.entries(schema.show_if ?? {}).every(([key, value]) => [value].flat().includes(parts.get(key)?.read()));
}

/** Fields of one object, one under the other; the rare ones fold away. @type {MakeField} */
function object(schema, value, ctx, { bare = false } = {}) {
  const properties = Object.entries(schema.properties ?? {});
  /** @type {(() => void)[]} */
  const listeners = [];
  /** @type {Map<string, Field>} */
  const parts = new Map();
  /** @type {Context} */
  const inside = { ...ctx, near(name, listen) {
    if (!schema.properties?.[name]) return ctx.near(name, listen);
    if (listen) listeners.push(listen);
    return parts.get(name);
  } };
  for (const [key, inner] of properties) parts.set(key, ctx.field(inner, value?.[key], inside));
  const own = ctx.el('p', { className: 'pekt-fault', hidden: true, tabIndex: -1 });
  const shown = properties.filter(([, s]) => s.group !== 'rare').map(([key]) => parts.get(key)?.node);
  const fold = rare(properties.filter(([, s]) => s.group === 'rare').map(([key]) => parts.get(key)?.node), ctx);
  const node = bare ? ctx.el('div', { className: 'pekt-group' }, own, ...shown, fold)
    : ctx.el('fieldset', { className: 'pekt-group pekt-part' }, ctx.el('legend', {}, schema.title ?? ''), help(schema, ctx), own, ...shown, fold);
  const refresh = () => {
    for (const [key, s] of properties) if (s.show_if) /** @type {Field} */ (parts.get(key)).node.hidden = !wanted(s, parts);
    for (const listen of listeners) listen();
  };
  node.addEventListener('input', refresh);
  refresh();
  return {
    node,
    read: () => Object.fromEntries([...parts].map(([key, part]) => [key, part.read()])),
    fault([key, ...rest], text) {
      const part = parts.get(String(key));
      if (part && !part.unseen) { reveal(part.node); part.fault(rest, text); } else ctx.tell(own, text);
    },
    focus([key, ...rest] = []) {
      const part = parts.get(String(key)) ?? (key === undefined && own.hidden ? [...parts.values()].find((p) => !p.unseen && !p.node.hidden) : null);
      if (!part || part.unseen) { own.focus(); return; }
      reveal(part.node);
      part.focus(rest);
    },
  };
}

/** @param {Schema} schema @param {Context} ctx */
const help = (schema, ctx) => (schema.description ? ctx.el('p', { className: 'pekt-help' }, schema.description) : null);

/** @param {(HTMLElement|undefined)[]} nodes @param {Context} ctx */
function rare(nodes, ctx) {
  if (!nodes.length) return null;
  return ctx.el('details', { className: 'pekt-fold' }, ctx.el('summary', {}, ctx.icon('chevron'), ctx.t('More settings')), ...nodes);
}

/**
 * An object behind a fold that is not built before it opens; until then it reads back as it was given.
 * @param {string} words @param {Schema} schema @param {any} value @param {Context} ctx @returns {Field}
 */
export function folded(words, schema, value, ctx) {
  /** @type {Field | undefined} */
  let built;
  const build = () => {
    if (!built) node.append((built = ctx.field(schema, value, ctx, { bare: true })).node);
    return built;
  };
  const node = ctx.el('details', { className: 'pekt-fold', ontoggle: () => { if (node.open) build(); } }, ctx.el('summary', {}, ctx.icon('chevron'), words));
  const kept = Object.fromEntries(Object.keys(schema.properties ?? {}).filter((key) => key in value).map((key) => [key, value[key]]));
  return { node, read: () => built?.read() ?? kept, fault: (at, text) => build().fault(at, text), focus: (at) => build().focus(at) };
}

/** Opens what hides a part: a condition, a fold. @param {HTMLElement} part */
function reveal(part) {
  part.hidden = false;
  for (let at = part.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
}

/** One of several kinds, chosen by a picture; what the old and the new kind share is carried over. @type {MakeField} */
function union(schema, value, ctx, options = {}) {
  const members = schema.oneOf ?? [];
  const member = (/** @type {string} */ tag) => /** @type {Schema} */ (members.find((m) => ctx.tagOf(m) === tag) ?? members[0]);
  const left = new Map();
  let tag = value?.tag ?? ctx.tagOf(/** @type {Schema} */ (members[0]));
  let inner = ctx.field(member(tag), value, ctx, { bare: true });
  const choose = (/** @type {string} */ next) => {
    left.set(tag, inner.read());
    inner = ctx.field(member(next), carried(member(tag), inner.read(), member(next), left.get(next), ctx), ctx, { bare: true });
    tag = next;
    node.replaceChild(inner.node, /** @type {Node} */ (node.lastChild));
  };
  const picker = ctx.el('details', { className: 'pekt-fold pekt-kind' }, ctx.el('summary', {}, ctx.icon('chevron'), ctx.t('Change the kind')),
    pictures(members, tag, ctx, choose));
  const node = options.bare ? ctx.el('div', {}, picker, inner.node)
    : ctx.el('fieldset', { className: 'pekt-part' }, ctx.el('legend', {}, schema.title ?? ''), help(schema, ctx), picker, inner.node);
  return {
    node,
    read: () => inner.read(),
    fault: (at, text) => inner.fault(at, text),
    focus: (at) => inner.focus(at),
  };
}

/** @param {Schema[]} members @param {string} tag @param {Context} ctx @param {(tag: string) => void} choose */
function pictures(members, tag, ctx, choose) {
  const group = ctx.serial();
  return ctx.el('fieldset', { className: 'pekt-kinds' }, ctx.el('legend', { className: 'pekt-hidden' }, ctx.t('Kind')),
    ...members.map((m) => ctx.el('label', { className: 'pekt-kindcard' },
      ctx.el('input', { type: 'radio', name: group, checked: ctx.tagOf(m) === tag, onchange: () => choose(ctx.tagOf(m)) }),
      ctx.picture(ctx.tagOf(m)), ctx.el('span', {}, ctx.nameOf(m)))));
}

/**
 * A value of the next kind that keeps what both kinds have, and what this kind held when it was last chosen.
 * @param {Schema} from @param {any} old @param {Schema} to @param {any} before @param {Context} ctx
 */
function carried(from, old, to, before, ctx) {
  const same = (/** @type {string} */ key) => JSON.stringify(from.properties?.[key]) === JSON.stringify(to.properties?.[key]);
  return Object.fromEntries(Object.entries(to.properties ?? {}).map(([key, schema]) => [key,
    'const' in schema ? schema.const : same(key) ? old[key] : before?.[key] ?? ctx.blank(schema)]));
}

/** Some of the items of a list nearby, by boxes to tick; what they hold are identifiers. @type {MakeField} */
const references = (schema, value, ctx) => ticks(schema, value, ctx, (listen) => {
  const items = ctx.near(schema.refers ?? '', listen)?.read() ?? [];
  return items.map((/** @type {any} */ item, /** @type {number} */ i) => [item.id, item.text || item.title || item.name || `${i + 1}`]);
});

/** Some of a few values, by boxes to tick. @type {MakeField} */
const choices = (schema, value, ctx) => ticks(schema, value, ctx, () => (schema.items?.enum ?? [])
  .map((each) => [each, schema.items?.labels?.[String(each)] ?? ctx.t(String(each))]));

/**
 * Boxes to tick; the value keeps the order in which they were ticked.
 * @param {Schema} schema @param {any[]} value @param {Context} ctx
 * @param {(listen?: () => void) => [any, string][]} offered what there is to tick, as (value, words); `listen` is called when that may have changed
 * @returns {Field}
 */
function ticks(schema, value, ctx, offered) {
  const { el, t } = ctx;
  const boxes = el('div', { className: 'pekt-ticks' });
  const own = el('p', { className: 'pekt-fault', hidden: true, tabIndex: -1 });
  const node = el('fieldset', { className: 'pekt-entry pekt-radios' }, el('legend', { className: 'pekt-label' }, schema.title ?? ''), help(schema, ctx), boxes, own);
  let chosen = [...value];
  let drawn = '';
  const tick = (/** @type {any} */ id, /** @type {boolean} */ on) => {
    chosen = on ? [...chosen, id] : chosen.filter((each) => each !== id);
    ctx.tell(own, '');
  };
  const draw = () => {
    const names = offered(drawn ? undefined : draw);
    if (drawn === JSON.stringify(names)) return;
    drawn = JSON.stringify(names);
    boxes.replaceChildren(...names.map(([id, name]) => el('label', { className: 'pekt-beside' },
      el('input', { type: 'checkbox', checked: chosen.includes(id), onchange: (/** @type {any} */ e) => tick(id, e.target.checked) }), el('span', {}, name))));
    if (!names.length) boxes.append(el('p', { className: 'pekt-help' }, t('There is nothing to choose from yet.')));
  };
  draw();
  return { node, read: () => chosen, fault: (_at, text) => ctx.tell(own, text), focus: () => (boxes.querySelector('input') ?? own).focus() };
}

/** @type {Record<string, MakeField>} */
export const kinds = { object, union, references, choices };
