// A self-check: each statement with four steps; once it is given, what was said and shown side by side. It judges nothing.

/** @type {import('../../../static/learner/kit.d.ts').Mount} */
export function mount(root, { view, state, kit, changed }) {
  const { el, t, html } = kit, names = [t('Not yet'), t('With help'), t('On my own'), t('I can show it to others')];
  const told = el('div');
  let asked = 0;
  const rows = view.statements.map((/** @type {any} */ { id, text }, /** @type {number} */ n) => {
    const inputs = names.map((_, step) => el('input', { type: 'radio', name: id, value: step + 1, onchange: () => changed(id) }));
    const box = el('fieldset', { class: 'pekt-card passport-row' }, el('legend', null, `${n + 1}. ${text}`),
      el('div', { class: 'passport-steps' }, inputs.map((input, step) => el('label', { class: 'pekt-choice' }, input, el('div', null, names[step])))));
    return { id, inputs, box };
  });
  root.append(el('p', null, el('strong', null, t('My own view')), ' · ', view.moment === 'after' ? t('After the module') : t('Before the module')),
    view.intro && el('div', null, html(view.intro)), ...rows.map((/** @type {any} */ { box }) => box), told);
  const read = () => ({ steps: Object.fromEntries(rows.map((/** @type {any} */ { id, inputs }) => [id, Number(inputs.find((/** @type {any} */ each) => each.checked)?.value ?? 0)])
    .filter((/** @type {any[]} */ [, step]) => step)) });
  return {
    read,
    later: ['map'],
    write(response) { for (const { id, inputs } of rows) inputs.forEach((/** @type {any} */ input, /** @type {number} */ n) => { input.checked = response?.steps?.[id] === n + 1; }); },
    show(result) {
      const turn = asked += 1, { steps } = read();
      told.replaceChildren();
      if (result) kit.load('map').then(({ map }) => { if (turn === asked) told.replaceChildren(map(kit, view, state.hub, steps)); });
    },
    fault(at, text) {
      const row = rows.find((/** @type {any} */ { id }) => id === at);
      return row && kit.fault(row.box, text);
    },
    lock(on) { for (const { inputs } of rows) for (const input of inputs) input.disabled = on; },
  };
}
