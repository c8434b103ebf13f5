// Questions answered part by part: pairs, bins, grids, reasons, gaps, an order. Fetched where a quiz asks one of them.
/** @typedef {import('./view.js').Control} Control @typedef {import('./view.js').Part} Part */

/** The controls of one such question. `tools` are the view's own; `touched` tells that the learner changed the order.
 * @param {any} tools @param {any} item @param {() => void} touched @returns {Promise<Control>} */
export async function asked(tools, item, touched) {
  const { kit, cards, field, line, several, given } = tools, { el, t, html } = kit;
  const { id: name, tag, options, rows, choices, text, gaps, steps, extra } = item;
  /** @param {string} name @param {any[]} [words] @returns {Control} */
  const judged = (name, words) => cards('radio', name, ['true', 'false'].map((id, n) => ({ id, text: words?.[n].text || (n ? t('False') : t('True')) })), 'pekt-row');

  if (tag === 'table') return several(rows, (/** @type {any} */ { id, text: said }) => {
    const pick = judged(`${name}/${id}`, choices);
    return { id, control: pick, spot: el('fieldset', { class: 'pekt-line' }, el('legend', null, html(said)), pick.node) };
  });
  if (tag === 'truefalse_why') return several(['is', 'why'], (/** @type {string} */ id) => {
    const pick = id === 'is' ? judged(name) : cards('radio', `${name}/why`, options);
    return { id, control: pick, spot: id === 'is' ? pick.node : el('fieldset', null, el('legend', null, t('Why?')), pick.node) };
  });
  if (tag === 'cloze') {
    const node = el('div', null, html(text)), places = [...node.querySelectorAll('[data-gap]')];
    return several(places, (/** @type {any} */ place, /** @type {number} */ n) => {
      const id = place.dataset.gap, label = t('Gap {n} of {of}', { n: n + 1, of: places.length });
      const pick = field(gaps[id], { 'aria-label': label, size: !gaps[id] && 12 });
      place.append(pick.node);
      return { id, control: pick, spot: el('div', { class: 'pekt-gap', 'data-gap': label }) };
    }, node);
  }
  if (tag === 'order') {
    const { reorder } = await kit.load('reorder'), ids = steps.map((/** @type {any} */ { id }) => id);
    const ready = cards('checkbox', name, [{ id: 'ready', text: t('This is my order') }]);
    const list = reorder(kit, { items: steps, label: t('Steps'), leave_out: extra, changed() { ready.write('ready'); touched(); } });
    return { node: [list.node, ready.node], spot: list.row, lock: list.lock, read: () => given(ready) ? list.ids() : [],
      write(said) { list.set(said ?? ids, said ? ids.filter((/** @type {string} */ id) => !said.includes(id)) : []); ready.write(said && 'ready'); } };
  }
  // Of match and sort; on paper, where no menu opens, its words stand above.
  const menu = el('p', { class: 'pekt-card', hidden: true }, choices.map((/** @type {any} */ { text }) => text).join(' · '));
  return several(rows, (/** @type {any} */ row) => line(row.id, html(row.text), field(choices)), menu);
}
