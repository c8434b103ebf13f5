// Check-in: a box for the code, or for a teacher the code itself and who is there. The server alone knows what a code is worth.
/** @import * as Kit from '../../../static/learner/kit.d.ts' */

/** @type {Kit.Mount} */
export async function mount(root, given) {
  const { view, state, kit } = given, { el, t, html } = kit, { hub } = state;
  if (view.intro) root.append(el('div', null, html(view.intro)));
  if (hub?.role === 'teacher') return (await kit.load('teacher')).teacher(root, given);
  if (hub?.role === null) root.append(el('div', { class: 'pekt-note warn' }, kit.icon('warn'), el('div', null, hub.text)));
  if (!hub) root.append(el('div', { class: 'pekt-note info' }, kit.icon('info'), el('div', null,
    t('A code counts only for a learner who is signed in and in a class.'))));
  return learner(root, given);
}

/** @param {HTMLElement} root @param {Kit.Given} given @returns {Kit.View} */
function learner(root, { view, state, kit, changed, send }) {
  const { el, t } = kit, many = view.visits > 1, made = el('p', { class: 'checkin-made' });
  const input = el('input', { class: 'pekt-field checkin-input', id: 'code', inputmode: 'numeric', autocomplete: 'one-time-code',
    maxlength: 32, spellcheck: 'false', oninput: () => changed('code'),
    onkeydown: (e) => { if (e.key === 'Enter') { e.preventDefault(); send(read()); } } });
  const box = el('div', { class: 'pekt-grid' }, el('label', { for: 'code' }, t('Code on the screen (six digits)')), input);
  const read = () => ({ code: input.value, visits: 0 });
  const count = (/** @type {number} */ n) => {
    made.textContent = t('Visits: {n} of {of}', { n: Math.min(n, view.visits), of: view.visits });
    made.hidden = !many;
  };
  root.append(made, box);
  count(state.hub?.visits ?? 0);
  const scanned = /#pekt-code=(\d{6})$/.exec(location.hash)?.[1];
  input.value = scanned ?? '';
  return {
    read,
    write(response) { input.value = scanned || (response?.code ?? ''); },
    show(result) {
      box.hidden = Boolean(result);
      if (result) { input.value = ''; count(result.earned); }
    },
    hub: ({ visits }) => count(visits),
    headline: ({ earned }) => (earned ? t('Recorded. You are on the list.') : ''),
    fault: (at, text) => kit.fault(box, text),
    lock(on) { input.readOnly = on; },
  };
}
