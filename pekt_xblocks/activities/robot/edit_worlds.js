// A level's maps as tabs: add, copy, move, remove with undo are the list's own. A map's name is its number, by which faults call it too.

/** @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField */
/** @typedef {import('../../../static/studio/studio.d.ts').MakeRow} MakeRow */
/** @typedef {import('../../../static/studio/studio.d.ts').Context} Context */

/** A map to start from, as large as the one beside it. @param {Context} ctx @param {any} schema @param {string} board @param {string[]} like @returns {any} */
function fresh(ctx, schema, board, like) {
  const wide = Math.max(3, ...like.map((row) => row.length)),
    high = Math.max(1, like.length);
  const rows = Array.from({ length: high }, (_, y) =>
    Array.from({ length: wide }, (_, x) => (board === 'turtle' && x % 2 + (y % 2) === 0 ? '+' : '.')).join(''),
  );
  const [first = ''] = rows;
  if (board !== 'display') rows[0] = `S${first.slice(1)}`;
  if (board === 'grid' || board === 'line') rows[high - 1] = `${rows[high - 1]?.slice(0, -1)}G`;
  return { ...ctx.blank(schema), rows, hidden: true };
}

/** @type {MakeField} */
function worlds(schema, value, ctx) {
  const { el, t } = ctx;
  const bar = el('div', { className: 'pekt-robot-tabs', role: 'tablist', 'aria-label': schema.title });
  /** @type {any} */ let shown = null;
  const show = (/** @type {any} */ row) => {
    shown = row;
    for (const each of new Set([...list.rows, row])) each.node.hidden = each !== row;
    for (const each of list.rows) mark(each);
  };
  const mark = (/** @type {any} */ { tab }, on = tab === shown?.tab) => {
    tab.setAttribute('aria-selected', String(on));
    tab.tabIndex = on ? 0 : -1;
  };

  /** @type {MakeRow} */
  const row = (list, build, read, opened) => {
    const id = ctx.serial(),
      panel = el('div', { className: 'pekt-robot-world', role: 'tabpanel', id, 'aria-labelledby': `${id}-tab`, hidden: true });
    const tab = el('button', { type: 'button', className: 'pekt-robot-tab', role: 'tab', id: `${id}-tab`, 'aria-controls': id, onclick: () => show(made) });
    const fault = el('p', { className: 'pekt-fault', hidden: true, tabIndex: -1 });
    const lead = list.button('eye', t('See where the solution fails'), () => ctx.near('solution')?.watch?.(list.rows.indexOf(made)), 'pekt-see');
    const button = (/** @type {string} */ icon, /** @type {string} */ words, /** @type {() => void} */ act) => list.button(icon, words, act);
    const left = button('back', t('Move to the left'), () => list.move(made, -1, left)),
      right = button('next', t('Move to the right'), () => list.move(made, 1, right)),
      copy = button('double', t('Duplicate'), () => list.rows.length < (schema.maxItems ?? Infinity) && list.double(made)),
      remove = button('remove', t('Remove'), () => list.rows.length > (schema.minItems ?? 0) && list.remove(made));
    const tools = el('div', { className: 'pekt-tools', role: 'toolbar' }, left, right, copy, remove);
    ctx.rove(tools);
    lead.hidden = true;
    panel.append(tools, fault, lead);
    /** @type {any} */ let built;
    /** What a map lacks as a whole stands above it; the rest at its own field. @type {import('../../../static/studio/studio.d.ts').Field} */
    const field = {
      node: panel,
      read,
      fault(at, text) {
        const whole = !at.length;
        if (whole) ctx.tell(fault, text);
        else built.fault(at, text);
        if (whole) lead.hidden = !text;
        tab.classList.toggle('wrong', Boolean(text));
      },
      focus: (at = []) => (at.length || fault.hidden ? built.focus(at) : fault.focus()),
    };
    const made = {
      node: panel,
      tab,
      read,
      field: () => (made.open(true), field),
      open(/** @type {boolean} */ on) {
        if (!on) return;
        if (!built) panel.append((built = build()).node);
        show(made);
      },
      refresh(/** @type {number} */ at, /** @type {number} */ of) {
        const name = t('Map {n}', { n: at + 1 });
        tab.replaceChildren(name, ...(read().hidden ? [el('span', { className: 'pekt-robot-veil' }, t('hidden'))] : []));
        tools.setAttribute('aria-label', name);
        if (bar.children[at] !== tab) bar.insertBefore(tab, bar.children[at] ?? null);
        left.setAttribute('aria-disabled', String(at === 0));
        right.setAttribute('aria-disabled', String(at === of - 1));
        copy.setAttribute('aria-disabled', String(of >= (schema.maxItems ?? Infinity)));
        remove.setAttribute('aria-disabled', String(of <= (schema.minItems ?? 0)));
        if (at === of - 1) settle(of);
      },
    };
    mark(made, false);
    if (opened) made.open(true);
    return made;
  };
  /** After the last tab: those of removed maps go, and one map is on the page. @param {number} of */
  function settle(of) {
    const was = [...bar.children].indexOf(shown?.tab);
    while (bar.children.length > of) bar.lastElementChild.remove();
    if (!list.rows.includes(shown)) list.rows[Math.min(Math.max(was, 0), of - 1)]?.open(true);
  }

  const board = () => String(ctx.near('board')?.read() ?? 'grid');
  /** @type {any} */ let list = { rows: [] };
  const inside = { ...ctx, blank: (/** @type {any} */ item) => fresh(ctx, item, board(), shown?.read().rows ?? []) };
  list = ctx.kinds.array?.(schema, value, inside, { row });
  list.ol.before(el('div', { className: 'pekt-robot-tabbar' }, bar, list.adder));
  list.refresh();
  bar.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const at = list.rows.indexOf(shown),
      to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: list.rows.length - 1 }[event.key];
    if (event.key === 'Delete' && list.rows.length > (schema.minItems ?? 0)) list.remove(shown);
    else if (to === undefined) return;
    else {
      list.rows.at(to % list.rows.length).open(true);
      shown.tab.focus();
    }
    event.preventDefault();
  });
  return list;
}

export const kinds = { worlds };
