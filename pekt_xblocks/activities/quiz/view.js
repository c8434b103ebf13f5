// A quiz in the page, one question at a time or all at once. What is not answered is not in the response.

/** `spot` is where a mark stands, `blank` the first part left out.
 * @typedef {{node: any, spot?(id: string): any, read(): any, write(said?: any): void, blank?(): any, lock?(on: boolean): void}} Control
 * @typedef {{id: string, control: Control, spot: any}} Part */

const inParts = (/** @type {any} */ { tag }) => ['table', 'truefalse_why', 'cloze', 'order', 'match', 'sort'].includes(tag);

/** @type {import('../../../static/learner/kit.d.ts').Mount} */
export async function mount(root, { view, kit, changed }) {
  const { el, t, html, icon } = kit, items = /** @type {any[]} */ (view.items), stepper = view.layout === 'stepper' && items.length > 1;
  const parts = items.some(inParts) ? await kit.load('parts') : /** @type {any} */ (null);

  /** @param {Control} control */
  const given = (control) => Object.keys(control.read()).length > 0; // of a text, a list or an object
  /** @param {string} type @param {string} name @param {any[]} options @returns {Control} */
  const cards = (type, name, options, look = 'pekt-grid') => {
    const inputs = options.map(({ id }) => el('input', { type, name, value: id }));
    const boxes = options.map(({ text }, n) => el('div', null, el('label', { class: 'pekt-choice' }, inputs[n], el('div', null, html(text)))));
    return { node: el('div', { class: look }, boxes), spot: (id) => boxes[inputs.findIndex((each) => each.value === id)],
      read() { const ids = inputs.filter((each) => each.checked).map((each) => each.value); return type === 'radio' ? ids[0] ?? '' : ids; },
      write(ids = '') { for (const each of inputs) each.checked = ids.includes(each.value); } };
  };
  /** A menu, or without choices a line. @param {any[]} [choices] @param {object} [more] @returns {Control} */
  const field = (choices, more) => {
    const node = choices ? el('select', { class: 'pekt-field', ...more }, el('option', { value: '' }, t('Choose')), choices.map(({ id, text }) => el('option', { value: id }, text)))
      : el('input', { class: 'pekt-field', maxlength: 500, autocomplete: 'off', spellcheck: 'false', ...more });
    return { node, read: () => node.value.trim(), write(text = '') { node.value = text; } };
  };
  /** @param {string} id @param {any} label @param {Control} control @returns {Part} */
  const line = (id, label, control) => ({ id, control, spot: el('div', { class: 'pekt-line' }, el('label', null, el('div', null, label), control.node)) });
  /** @param {any[]} of @param {(one: any, n: number) => Part} part @param {any} [node] @returns {Control} */
  const several = (of, part, node) => {
    const parts = of.map(part), answered = () => parts.filter(({ control }) => given(control));
    return { node: [node, parts.map(({ spot }) => spot)], spot: (id) => parts.map((each) => each.id === id ? each.spot : each.control.spot?.(id)).find(Boolean),
      read: () => Object.fromEntries(answered().map(({ id, control }) => [id, control.read()])),
      write(said = {}) { for (const { id, control } of parts) control.write(said[id]); },
      blank: () => parts.find(({ control }) => !given(control))?.spot };
  };

  /** @param {any} item @returns {Control|Promise<Control>} */
  function asked(item) {
    const { id: name, tag, options, several: many } = item;
    if (inParts(item)) return parts.asked({ kit, cards, field, line, several, given }, item, () => touched(all.find(({ id }) => id === name)));
    if (options) return cards(tag === 'multiple' || many ? 'checkbox' : 'radio', name, options);
    const { control: pick, spot } = line(name, t('Your answer'), field(undefined, { inputmode: tag === 'number' && 'decimal' }));
    return { ...pick, node: spot, spot: () => spot };
  }

  const controls = await Promise.all(items.map(asked)), all = items.map((item, n) => {
    const control = /** @type {Control} */ (controls[n]), verdict = el('p', { class: 'pekt-verdict' }), name = t('Question {n} of {of}', { n: n + 1, of: items.length });
    const worth = item.points === 1 ? t('1 point') : item.points ? t('{n} points', { n: item.points }) : t('Not scored');
    const spot = el('fieldset', { tabindex: stepper && -1, oninput: () => touched(all[n]) },
      el('legend', null, el('span', { class: 'pekt-count' }, name, ' · ', worth), el('div', null, html(item.prompt))),
      item.picture && el('img', { src: item.picture, alt: item.alt }), verdict, control.node);
    return { ...item, control, spot, name, verdict, card: el('div', { class: 'pekt-card' }, spot, item.hints > 0 && kit.hints(item.id)), dot: el('button', { onclick: () => go(n, true) }) };
  });
  const whole = several(all, (each) => each);
  /** @type {Record<string, string[]>} */
  const WORDS = { right: ['right', t('Correct')], partial: ['warn', t('Partly right')], wrong: ['wrong', t('Not right')] };
  const turn = (/** @type {number} */ by, /** @type {any[]} */ ...face) => el('button', { class: 'pekt-button', onclick: () => go(at + by, true) }, face);
  const back = turn(-1, icon('back'), t('Previous')), next = turn(1, t('Next'), icon('next'));
  let at = 0;

  /** @param {number} n @param {boolean} [focus] */
  function go(n, focus) {
    at = n;
    all.forEach(({ code, control, card, dot, name }, place) => {
      const [look = '', word] = WORDS[code] ?? (given(control) ? ['done', t('answered')] : ['', t('not answered yet')]);
      card.hidden = stepper && place !== n;
      dot.className = `pekt-button ${look}`;
      dot.ariaCurrent = place === n ? 'step' : null;
      dot.replaceChildren(el('span', { 'aria-hidden': 'true' }, WORDS[code] ? icon(look) : `${place + 1}`), el('span', { class: 'pekt-hidden' }, name, ', ', word));
    });
    back.hidden = n === 0; next.hidden = n === all.length - 1;
    if (focus) all[n].spot.focus();
  }
  /** @param {Element} spot @param {boolean|null} right @param {string} note */
  function mark(spot, right, note) {
    if (right !== null) spot?.classList.add(right ? 'right' : 'wrong');
    if (right !== null || note) spot?.append(el('div', { class: 'pekt-mark' }, kit.mark(right, note)));
  }
  /** @param {any} each @param {any} [part] */
  function paint(each, part = { marks: [] }) {
    const { control, verdict, spot, tag } = each, [tone = '', word] = WORDS[each.code = part.code] ?? [];
    for (const old of spot.querySelectorAll('.pekt-mark')) { old.parentElement.classList.remove('right', 'wrong'); old.remove(); }
    verdict.className = `pekt-verdict ${tone}`;
    verdict.replaceChildren(...word ? [icon(tone), `${word}. ${t('{earned} of {possible} points', part)}`] : []);
    for (const { at: id, right, note } of part.marks) mark(control.spot(id), right, note);
    if (tag === 'multiple' && part.code === 'partial' && !spot.querySelector('.wrong')) mark(spot, null, t('Something that is right is still missing.'));
    mark(spot, null, part.note);
  }
  /** @param {any} each */
  function touched(each) {
    if (each.code) paint(each);
    go(at);
    changed(each.id);
  }

  root.append(view.intro ? el('div', null, html(view.intro)) : '', el('ol', { class: 'pekt-steps', 'aria-label': t('Questions'), hidden: !stepper }, all.map(({ dot }) => el('li', null, dot))),
    ...all.map(({ card }) => card), el('div', { class: 'pekt-row pekt-turn', hidden: !stepper }, back, next));
  go(0);
  return {
    read: () => ({ items: whole.read() }),
    write(response) { whole.write(response.items); go(at); },
    show(result) {
      for (const each of all) paint(each, result?.parts.find(({ id }) => id === each.id));
      go(result ? Math.max(0, all.findIndex(({ code }) => code === 'wrong' || code === 'partial')) : at);
    },
    fault(id, text) {
      const each = all.find((one) => one.id === id), box = each.fault || each.control.blank?.() || each.spot;
      if (text && !all.some(({ fault }) => fault)) go(all.indexOf(each));
      each.fault = text && box;
      return kit.fault(box, text);
    },
    lock(on) { for (const { spot, control } of all) { spot.disabled = on; control.lock?.(on); } },
  };
}
