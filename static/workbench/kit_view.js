// A small view for the pages of the design language: one question with three cards.

/** @type {import('../learner/kit.d.ts').Mount} */
export function mount(root, { view, kit, changed }) {
  const { el } = kit, radios = view.options.map((/** @type {string} */ _, /** @type {number} */ i) =>
    el('input', { type: 'radio', name: 'one', value: String(i) }));
  const notes = el('div', { class: 'pekt-grid' });
  const part = el('fieldset', { oninput: () => changed('one') }, el('legend', null, view.prompt), el('div', { class: 'pekt-grid' },
    radios.map((/** @type {Node} */ radio, /** @type {number} */ i) => el('label', { class: 'pekt-choice' }, radio, view.options[i]))));
  root.append(part, kit.hints('one'), notes);
  return {
    read: () => ({ one: radios.find((/** @type {HTMLInputElement} */ radio) => radio.checked)?.value ?? '' }),
    write({ one }) { for (const radio of radios) radio.checked = radio.value === one; },
    show(result) {
      notes.replaceChildren(...(result?.parts ?? []).flatMap(({ marks }) => marks.map(({ right, note }) => kit.mark(right, note))));
    },
    fault: (_, text) => kit.fault(part, text),
    lock(on) { for (const radio of radios) radio.disabled = on; },
  };
}
