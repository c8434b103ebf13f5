// A small view for the kit's own tests: cards, a text, and steps to put in order.

/** @type {import('../../../static/learner/kit.d.ts').Mount} */
export async function mount(root, { view, kit, changed }) {
  if (view.broken) throw new Error('broken on purpose');
  const { el } = kit,
    radios = view.options.map((/** @type {string} */ word, /** @type {number} */ i) =>
      el('input', { type: 'radio', name: 'choice', value: String(i) }),
    );
  const choice = el(
    'fieldset',
    { oninput: () => changed('choice') },
    el('legend', null, kit.html(view.prompt)),
    el(
      'div',
      { class: 'pekt-grid' },
      view.options.map((/** @type {string} */ word, /** @type {number} */ i) =>
        el('label', { class: 'pekt-choice' }, radios[i], el('span', null, word)),
      ),
    ),
  );
  const field = el('input', { class: 'pekt-field', oninput: () => changed('why') });
  const why = el('div', null, el('label', { class: 'pekt-grid' }, 'Γιατί;', field));
  const notes = el('div', { class: 'pekt-grid' });
  const order =
    view.steps &&
    (await kit.load('reorder')).reorder(kit, { items: view.steps, label: 'Τα βήματα', leave_out: true, changed: () => changed('order') });
  root.append(...[el('div', { class: 'pekt-card pekt-grid' }, choice, kit.hints('choice'), notes), why, order?.node].filter(Boolean));
  return {
    read: () => ({
      choice: radios.find((/** @type {HTMLInputElement} */ r) => r.checked)?.value ?? null,
      why: field.value,
      order: order?.ids() ?? [],
    }),
    write(response) {
      for (const radio of radios) radio.checked = radio.value === response.choice;
      field.value = response.why ?? '';
      if (response.order?.length) order?.set(response.order);
    },
    show(result) {
      notes.replaceChildren(...(result?.parts ?? []).flatMap((part) => part.marks.map((mark) => kit.mark(mark.right, mark.note))));
    },
    fault: (at, text) => kit.fault(at === 'choice' ? choice : why, text),
    lock(on) {
      for (const input of [...radios, field]) input.disabled = on;
      order?.lock(on);
    },
  };
}
