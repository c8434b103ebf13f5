// A practical task: brief, rules and ticks for the learner; for a teacher the tasks that wait, signed one by one or many at once.
/** @import * as Kit from '../../../static/learner/kit.d.ts' */

/** @type {Kit.Mount} */
export async function mount(root, given) {
  const { view, state, kit } = given, { el, html, icon } = kit, { hub } = state;
  root.append(el('div', null, html(view.brief)));
  if (hub?.role === 'teacher') return (await kit.load('teacher')).teacher(root, given);
  if (hub?.role === null) root.append(el('div', { class: 'pekt-note warn' }, icon('warn'), el('div', null, hub.text)));
  return learner(root, given);
}

/** @param {HTMLElement} root @param {Kit.Given} given @returns {Kit.View} */
function learner(root, { view, state, kit, changed, mode }) {
  const { el, t, icon } = kit;
  /** @type {Map<string, HTMLInputElement>} */ const inputs = new Map();
  /** @type {Map<string, HTMLElement>} */ const boxes = new Map();
  const ticks = (/** @type {string} */ title, /** @type {any[]} */ list) => list.length > 0 && el('fieldset', { class: 'pekt-grid' }, el('legend', null, title),
    list.map(({ id, text }) => {
      const input = el('input', { type: 'checkbox', value: id, onchange: () => changed(id) });
      const box = el('div', null, el('label', { class: 'pekt-choice' }, input, el('div', null, text)));
      inputs.set(id, input);
      boxes.set(id, box);
      return box;
    }));
  const left = el('p', { class: 'pekt-left', id: 'left' });
  const note = el('textarea', { class: 'pekt-field', id: 'note', maxlength: 500, 'aria-describedby': 'left', oninput: () => { count(); changed('note'); } });
  const count = () => { left.textContent = t('{n} of 500 characters', { n: note.value.length }); };
  const standing = el('div', { role: 'status' }), rubric = el('div');
  const hub = (/** @type {any} */ told) => {
    const task = told?.task;
    const [tone, text] = !task ? [] : task.state === 'signed' ? ['right', t('Signed off by your teacher.')]
      : task.state === 'returned' ? ['warn', t('Your teacher gave it back. Mend it and hand it in again.')] : ['info', t('Ready for review. Your teacher sees it now.')];
    standing.replaceChildren(...(tone && text && (task.comment || task.state !== 'signed') ? [el('div', { class: `pekt-note ${tone}` }, icon(tone), el('div', null, el('strong', null, text),
      task.comment && el('p', null, task.comment)))] : []));
  };
  const write = (/** @type {any} */ response) => {
    for (const [id, input] of inputs) input.checked = Boolean(response?.ticks?.includes(id));
    note.value = response?.note ?? '';
    count();
  };
  const levels = (/** @type {Record<string, any>} */ parts = {}) => rubric.replaceChildren(el('details', { class: 'practical-rubric', open: Object.keys(parts).length > 0 },
    el('summary', null, t('What your teacher looks at')), view.criteria.map((/** @type {any} */ { id, text, levels: names }) =>
      el('div', { class: 'practical-criterion' }, el('strong', null, text), el('ol', { start: 0 }, names.map((/** @type {string} */ name, /** @type {number} */ n) => {
        const given = parts[id]?.code === `level_${n}`;
        return el('li', { value: n, class: given && 'right' }, name, given && el('strong', null, ' ', icon('right'), ' ', t('your level')));
      }))))));
  root.append(standing, ...[ticks(t('Safety rules: all of them'), view.safety), ticks(t('Your own checklist'), view.checklist)].filter((each) => each !== false),
    el('div', { class: 'pekt-grid' }, el('label', { for: 'note' }, view.question || t('What worked, and what did you change?')), note, left), rubric);
  levels();
  write(state.hub?.task);
  if (mode === 'learner') hub(state.hub);
  return {
    read: () => ({ ticks: [...inputs].filter(([, input]) => input.checked).map(([id]) => id), note: note.value, levels: {} }),
    write, hub,
    show: (result) => levels(Object.fromEntries(result?.parts.map((part) => [part.id, part]) ?? [])),
    final: true,
    headline: () => t('Signed off by your teacher.'),
    fault: (at, text) => kit.fault(boxes.get(at) ?? root, text),
    lock(on) { note.readOnly = on; for (const input of inputs.values()) input.disabled = on; },
  };
}
