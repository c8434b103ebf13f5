// The tasks that wait for a teacher, signed one by one or many at once. Fetched by teachers alone.
/** @import * as Kit from '../../../static/learner/kit.d.ts' */

/** @param {HTMLElement} root @param {Kit.Given} given @returns {Kit.View} */
export function teacher(root, { view, state, kit, act }) {
  const { el, t, icon } = kit, names = Object.fromEntries([...view.safety, ...view.checklist].map(({ id, text }) => [id, text]));
  const head = el('h4', { tabindex: -1 }), list = el('div', { class: 'practical-scroll', tabindex: 0, role: 'region', 'aria-label': t('Tasks that wait') });
  const said = el('div', { role: 'status' }), chosen = () => [...list.querySelectorAll('tbody input:checked')].map((each) => /** @type {HTMLInputElement} */ (each).value);
  const radios = view.criteria.map((/** @type {any} */ { id, text, levels }) => el('fieldset', { class: 'pekt-grid', id }, el('legend', null, text),
    levels.map((/** @type {string} */ name, /** @type {number} */ n) => el('label', { class: 'pekt-choice' },
      el('input', { type: 'radio', name: `level-${id}`, value: n }), el('div', null, el('strong', null, `${n}`), ' ', name)))));
  const comment = el('textarea', { class: 'pekt-field', id: 'comment', maxlength: 500 });
  const bank = el('select', { class: 'pekt-field', id: 'bank', onchange: () => { if (bank.value) comment.value = bank.value; } },
    el('option', { value: '' }, t('Choose a comment')), state.hub.comments.map((/** @type {string} */ each) => el('option', { value: each }, each)));
  const tell = (/** @type {string} */ tone, /** @type {string} */ text) => said.replaceChildren(el('div', { class: `pekt-note ${tone}` }, icon(tone), el('div', null, text)));
  const ask = async (/** @type {string} */ name, /** @type {object} */ more, /** @type {string} */ done) => {
    const refs = chosen();
    if (!refs.length) { tell('warn', t('Choose one or more learners first.')); return; }
    try {
      paint((await act(name, { refs, comment: comment.value, ...more })).tasks);
      comment.value = bank.value = '';
      for (const each of radios) for (const input of each.querySelectorAll('input')) input.checked = false;
      tell('right', done);
      head.focus();
    } catch (error) { tell('warn', /** @type {Error} */ (error).message); }
  };
  const sign = (/** @type {number} */ all) => {
    const levels = Object.fromEntries(radios.map((/** @type {any} */ each) => [each.id, all >= 0 ? all : Number(each.querySelector('input:checked')?.value ?? -1)]));
    const open = radios.find((/** @type {any} */ each) => levels[each.id] < 0);
    if (open) { tell('warn', t('Choose a level for every criterion.')); open.querySelector('input').focus(); return; }
    ask('sign', { levels }, t('Signed off. The learners have their points.'));
  };
  const paint = (/** @type {any[]} */ tasks) => {
    head.textContent = t('Waiting for your review: {n}', { n: tasks.length });
    list.hidden = work.hidden = !tasks.length;
    const rows = tasks.map(({ ref, name, group, note, ticks, unsafe }) => {
      const input = el('input', { type: 'checkbox', value: ref, id: `task-${ref}` });
      return el('tr', null, el('th', { scope: 'row' }, el('label', { class: 'practical-pick', for: input.id }, input, el('span', null, name, ' · ', group))),
        el('td', null, note || '–', ticks.length > 0 && el('ul', null, ticks.map((/** @type {string} */ id) => names[id] && el('li', null, names[id]))),
          unsafe.length > 0 && el('p', { class: 'pekt-note warn' }, icon('warn'), el('span', null, t('Safety not ticked: {what}', { what: unsafe.join(' · ') })))));
    });
    const all = el('input', { type: 'checkbox', id: 'everyone', onchange: () => {
      for (const each of list.querySelectorAll('tbody input')) /** @type {HTMLInputElement} */ (each).checked = all.checked;
    } });
    list.replaceChildren(el('table', null, el('thead', null, el('tr', null, el('th', { scope: 'col' }, el('label', { class: 'practical-pick', for: 'everyone' }, all, el('span', null, t('Everyone')))),
      el('th', { scope: 'col' }, t('What they wrote and ticked')))), el('tbody', null, rows)));
  };
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick, look = '') => el('button', { class: `pekt-button ${look}`, onclick }, text);
  const work = el('div', { class: 'pekt-grid' }, el('div', { class: 'pekt-row' }, button(t('Sign off: level 2 for everything'), () => sign(2), 'primary')),
    el('details', { class: 'practical-rubric' }, el('summary', null, t('Level by criterion, comment, return')), radios,
      state.hub.comments.length > 0 && el('div', { class: 'pekt-grid' }, el('label', { for: 'bank' }, t('Ready comment')), bank),
      el('label', { for: 'comment' }, t('Comment for the learner')), comment,
      el('div', { class: 'pekt-row' }, button(t('Sign off with these levels'), () => sign(-1), 'primary'),
        button(t('Return for rework'), () => ask('return', {}, t('Returned. The learners see your comment.'))))));
  root.append(head, list, work, said);
  if (state.hub.classes.length) paint(state.hub.tasks);
  else head.textContent = t('You have no class in this course. Ask the coordinator of the hub.');
  list.hidden = work.hidden = !state.hub.tasks.length;
  return { read: () => ({ ticks: [], note: '', levels: {} }), write() {}, show() {}, submits: true };
}
