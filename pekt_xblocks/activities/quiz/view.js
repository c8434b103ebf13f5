// A quiz in the page: one item at a time or all of them. Native controls answer every kind; what is not answered is not in the response.

/** @typedef {string | string[] | Record<string, string>} Given */
/** How one kind of item is answered: `spots` are where marks stand, `empty` is the first control left blank.
 * @typedef {{node: Node|Node[], spots: Record<string, Element>, read(): Given, write(given?: Given): void, empty?(): Element|undefined, lock?(on: boolean): void}} Control */

/** @type {import('../../../static/learner/kit.d.ts').Mount} */
export async function mount(root, { view, kit, changed }) {
  const { el, t, html, icon } = kit, stepper = view.layout === 'stepper' && view.items.length > 1;
  const reorder = view.items.some((/** @type {any} */ item) => item.tag === 'order') && (await kit.load('reorder')).reorder;
  const spotted = (/** @type {{id: string}[]} */ list, /** @type {ArrayLike<Element>} */ nodes) => Object.fromEntries(list.map(({ id }, n) => [id, nodes[n]]));
  const truth = (/** @type {any[]} */ [yes, no] = [{}, {}]) => [{ id: 'true', text: yes.text || t('True') }, { id: 'false', text: no.text || t('False') }];

  /** Choice cards. @param {string} type @param {string} name @param {any[]} options @param {string} [look] @returns {Control & {read(): string[]}} */
  function cards(type, name, options, look = 'pekt-grid') {
    const inputs = options.map(({ id }) => el('input', { type, name, value: id }));
    const node = el('div', { class: look }, options.map(({ text }, n) => el('div', null, el('label', { class: 'pekt-choice' }, inputs[n], el('div', null, html(text))))));
    return { node, spots: spotted(options, node.children), read: () => inputs.filter((i) => i.checked).map((i) => i.value),
      write(given = []) { for (const input of inputs) input.checked = given.includes(input.value); } };
  }
  const menu = (/** @type {{id: string, text: string}[]} */ choices, /** @type {object} */ props) => el('select', { class: 'pekt-field', ...props },
    el('option', { value: '' }, t('Choose')), choices.map(({ id, text }) => el('option', { value: id }, text)));
  const line = (/** @type {object} */ props) => el('input', { class: 'pekt-field', maxlength: 500, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', ...props });

  /** Several fields, each with a name. @param {Record<string, HTMLInputElement|HTMLSelectElement>} fields @returns {Omit<Control, 'node'|'spots'>} */
  const filled = (fields) => ({
    read: () => Object.fromEntries(Object.entries(fields).flatMap(([id, { value }]) => value.trim() ? [[id, value]] : [])),
    write(given = {}) { for (const [id, field] of Object.entries(fields)) field.value = /** @type {any} */ (given)[id] ?? ''; },
    empty: () => Object.values(fields).find((field) => !field.value.trim())?.parentElement ?? undefined,
  });

  /** @type {Record<string, (item: any) => Control>} */
  const KINDS = {
    single(item) {
      const all = cards('radio', item.id, item.options);
      return { ...all, read: () => all.read()[0] ?? '', write: (given) => all.write(given ? [/** @type {string} */ (given)] : []) };
    },
    multiple: (item) => cards('checkbox', item.id, item.options),
    opinion: (item) => cards(item.several ? 'checkbox' : 'radio', item.id, item.options),
    truefalse_why(item) {
      const is = cards('radio', item.id, truth(), 'pekt-row'), why = cards('radio', `${item.id}/why`, item.options);
      return { node: [is.node, el('fieldset', { class: 'pekt-why' }, el('legend', null, t('Why?')), why.node)].flat(), spots: { ...is.spots, ...why.spots },
        read: () => Object.fromEntries(Object.entries({ is: is.read()[0], why: why.read()[0] }).filter(([, id]) => id)),
        write(given = {}) { const { is: one, why: other } = /** @type {any} */ (given); is.write([one]); why.write([other]); },
        empty: () => (is.read()[0] ? why : is).node };
    },
    text(item) { return written(item, line({})); },
    number(item) { return written(item, line({ inputmode: 'decimal', class: 'pekt-field short' })); },
    cloze(item) {
      const text = el('div', { class: 'pekt-cloze' }, html(item.text)), gaps = [...text.querySelectorAll('[data-gap]')];
      /** @type {Record<string, HTMLInputElement|HTMLSelectElement>} */ const fields = {};
      const notes = gaps.map((gap, n) => {
        const id = gap.getAttribute('data-gap') ?? '', name = t('Gap {n} of {of}', { n: n + 1, of: gaps.length }), choices = item.gaps[id];
        gap.append(fields[id] = choices.length ? menu(choices.map((/** @type {string} */ word) => ({ id: word, text: word })), { 'aria-label': name }) : line({ 'aria-label': name, size: 12 }));
        return el('div', { 'data-name': name, class: 'pekt-gap' });
      });
      return { node: [text, ...notes], spots: spotted(Object.keys(fields).map((id) => ({ id })), notes), ...filled(fields) };
    },
    match: placed,
    sort: placed,
    table(item) {
      const rows = item.rows.map(({ id, text }) => {
        const pick = cards('radio', `${item.id}/${id}`, truth(item.choices), 'pekt-row');
        return { id, pick, node: el('fieldset', { class: 'pekt-line' }, el('legend', null, html(text)), pick.node) };
      });
      const nodes = rows.map((/** @type {any} */ row) => row.node);
      return { node: nodes, spots: spotted(rows, nodes), empty: () => rows.find(({ pick }) => !pick.read()[0])?.node,
        read: () => Object.fromEntries(rows.flatMap(({ id, pick }) => pick.read().map((said) => [id, said]))),
        write(given = {}) { for (const { id, pick } of rows) pick.write([given[id]]); } };
    },
    order(item) {
      const ids = item.steps.map((/** @type {any} */ step) => step.id), ready = cards('checkbox', item.id, [{ id: 'ready', text: t('This is my order') }]);
      const list = reorder(kit, { items: item.steps, label: t('Steps'), leave_out: item.extra, changed() { ready.write(['ready']); touched(item.id); } });
      return { node: [list.node, ready.node].flat(), spots: spotted(item.steps, ids.map(list.row)), lock: list.lock,
        read: () => ready.read().length ? list.ids() : [],
        write(given = []) { list.set(given.length ? given : ids, given.length ? ids.filter((id) => !given.includes(id)) : []); ready.write(given.length ? ['ready'] : []); } };
    },
  };
  /** @param {any} item @param {HTMLInputElement} input @returns {Control} */
  function written(item, input) {
    const node = el('div', null, el('label', { class: 'pekt-line' }, el('span', null, t('Your answer')), input));
    return { node, spots: { [item.id]: node }, read: () => input.value.trim(), write(given = '') { input.value = /** @type {string} */ (given); } };
  }
  /** @param {any} item @returns {Control} */
  function placed(item) {
    const fields = Object.fromEntries(item.rows.map(({ id }) => [id, menu(item.choices, {})]));
    const rows = item.rows.map(({ id, text }) => el('div', { class: 'pekt-line' }, el('label', null, el('div', null, html(text)), fields[id])));
    return { node: rows, spots: spotted(item.rows, rows), ...filled(fields) };
  }

  const all = view.items.map((/** @type {any} */ item, /** @type {number} */ n) => {
    const control = KINDS[item.tag](item), verdict = el('p', { class: 'pekt-verdict', hidden: true }), last = el('div');
    const worth = item.points ? item.points === 1 ? t('1 point') : t('{n} points', { n: item.points }) : t('Not scored');
    const set = el('fieldset', { tabindex: stepper ? '-1' : null, oninput: () => touched(item.id) },
      el('legend', null, el('span', { class: 'pekt-count' }, t('Question {n} of {of}', { n: n + 1, of: view.items.length }), ' · ', worth), el('div', null, html(item.prompt))),
      item.picture && el('img', { src: item.picture, alt: item.alt }), verdict, control.node, last);
    const card = el('div', { class: 'pekt-card', hidden: stepper && n > 0 }, set, item.hints > 0 && kit.hints(item.id));
    return { item, n, control, set, card, verdict, last, dot: el('button', { class: 'pekt-button', onclick: () => go(n) }), code: '', faulted: /** @type {Element|null} */ (null) };
  });
  const one = (/** @type {string} */ id) => all.find((each) => each.item.id === id);
  const said = (/** @type {typeof all[0]} */ { control }) => { const given = control.read(); return Object.keys(given).length ? given : undefined; };
  const WORDS = { right: ['right', t('Correct')], partial: ['warn', t('Partly right')], wrong: ['wrong', t('Not right')], unanswered: ['info', t('Not answered')] };

  let at = 0;
  const back = el('button', { class: 'pekt-button', onclick: () => go(at - 1) }, icon('back'), t('Previous'));
  const next = el('button', { class: 'pekt-button', onclick: () => go(at + 1) }, t('Next'), icon('next'));
  /** @param {number} n @param {boolean} [focus] */
  function go(n, focus = true) {
    at = n;
    if (!stepper) return;
    for (const { card, n: own } of all) card.hidden = own !== n;
    back.hidden = n === 0; next.hidden = n === all.length - 1;
    dots();
    if (focus) all[n].set.focus();
  }
  function dots() {
    for (const each of all) {
      const [look, word] = WORDS[each.code] ?? [said(each) ? 'done' : '', said(each) ? t('answered') : t('not answered yet')];
      each.dot.className = `pekt-button ${look}`;
      each.dot.toggleAttribute('aria-current', each.n === at);
      if (each.n === at) each.dot.setAttribute('aria-current', 'step');
      each.dot.replaceChildren(el('span', { 'aria-hidden': 'true' }, WORDS[each.code] ? icon(look) : `${each.n + 1}`),
        el('span', { class: 'pekt-hidden' }, `${t('Question {n} of {of}', { n: each.n + 1, of: all.length })}, ${word}`));
    }
  }
  /** @param {typeof all[0]} each @param {any} [part] */
  function paint(each, part) {
    const { control, verdict, last, set } = each, [tone, word] = WORDS[part?.code] ?? [];
    each.code = part?.code ?? '';
    for (const node of set.querySelectorAll('.pekt-mark')) { node.parentElement?.classList.remove('right', 'wrong', 'marked'); node.remove(); }
    verdict.hidden = !word;
    verdict.className = `pekt-verdict ${tone}`;
    verdict.replaceChildren(...(word ? [icon(tone), el('strong', null, word), part.possible > 0 && t('{earned} of {possible} points', part)].filter(Boolean) : []));
    for (const { at: id, right, note } of part?.marks ?? []) {
      const spot = control.spots[id];
      if (!spot || (right === null && !note)) continue;
      spot.classList.add('marked', ...(right === null ? [] : [right ? 'right' : 'wrong']));
      spot.append(el('div', { class: 'pekt-mark' }, kit.mark(right, note)));
    }
    const more = part?.code === 'partial' && each.item.tag === 'multiple' && part.marks.every((/** @type {any} */ mark) => mark.right) ? t('Something that is right is still missing.') : '';
    for (const note of [more, part?.note]) if (note) last.append(el('div', { class: 'pekt-mark' }, kit.mark(null, note)));
  }
  /** @param {string} id */
  function touched(id) {
    const each = one(id);
    if (each?.code) paint(each);
    dots();
    changed(id);
  }

  root.append(...[view.intro && el('div', null, html(view.intro)), stepper && el('nav', { 'aria-label': t('Questions') }, el('ol', { class: 'pekt-steps' }, all.map(({ dot }) => el('li', null, dot)))),
    ...all.map(({ card }) => card), stepper && el('div', { class: 'pekt-row pekt-turn' }, back, next)].filter(Boolean));
  go(0, false);
  return {
    read: () => ({ items: Object.fromEntries(all.flatMap((each) => said(each) ? [[each.item.id, said(each)]] : [])) }),
    write({ items = {} }) { for (const { item, control } of all) control.write(items[item.id]); dots(); },
    show(result) {
      for (const each of all) paint(each, result?.parts.find((part) => part.id === each.item.id));
      go(Math.max(0, result ? all.findIndex(({ code }) => code === 'wrong' || code === 'partial') : at), false);
    },
    fault(id, text) {
      const each = one(id);
      if (!each) return;
      if (!text) { if (each.faulted) kit.fault(each.faulted, ''); each.faulted = null; return; }
      const first = !all.some(({ faulted }) => faulted);
      each.faulted = each.control.empty?.() ?? each.set;
      if (first) go(each.n, false);
      return kit.fault(each.faulted, text);
    },
    lock(on) { for (const { set, control } of all) { set.disabled = on; control.lock?.(on); } },
  };
}
