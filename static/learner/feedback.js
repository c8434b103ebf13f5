// What the server says back: results, missing answers, hints, solutions. Loaded with the first of them, so that a first page is light.
/** @import * as Kit from './kit.d.ts' */

/** @type {typeof Kit.settled} */
export function settled(shell, { response, reply }) {
  const { t } = shell.kit, outcome = reply?.outcome, { pressed } = shell;
  shell.pressed = false;
  if (outcome === 'graded') {
    Object.assign(shell.state, reply, { response });
    shell.draft.set(shell.dirty && { attempts: reply.attempts, response: shell.view.read() });
    shell.tell();
    result(shell, reply.result, pressed);
    return;
  }
  shell.paint(outcome === 'closed' ? outcome : 'edit');
  if (outcome === 'told') return hubSaid(shell, reply, pressed);
  if (outcome === 'incomplete') incomplete(shell, reply.missing, pressed);
  else shell.tell(reply?.error ?? reply?.text ?? t('This could not be accepted. Your answers are still here.'));
}

/** @type {typeof Kit.hubSaid} */
function hubSaid(shell, { taken, at, text, hub }, pressed) {
  shell.view.hub?.(hub);
  if (taken) shell.draft.set(shell.dirty && { attempts: shell.state.attempts, response: shell.view.read() });
  else shell.missing = [{ at, text }];
  const place = taken ? shell.title : shell.view.fault?.(at, text);
  shell.tell((taken ? shell.view.hub : place) ? '' : text, taken ? 'info' : 'warn'); // said by the view already
  if (pressed) place?.focus();
}

/** @type {typeof Kit.incomplete} */
function incomplete(shell, missing, pressed) {
  const { t } = shell.kit, n = missing.length, places = missing.map(({ at, text }) => shell.view.fault?.(at, text)).filter(Boolean);
  shell.missing = missing;
  shell.tell(!places.length ? missing.map(({ text }) => text).join(' ')
    : n === 1 ? t('1 answer is missing.') : t('{n} answers are missing.', { n }));
  if (pressed) places[0]?.focus();
}

/** @type {typeof Kit.result} */
export function result(shell, told, fresh) {
  const { el, t, icon, html } = shell.kit, { earned, possible, percent, passed, note } = told;
  const own = shell.view.headline?.(told);
  const [tone, word] = own ? ['right', own] : !possible ? ['info', t('Sent. Thank you!')] : earned >= possible ? ['right', t('All correct!')]
    : passed ? ['right', t('You passed!')] : ['warn', earned ? t('A good start. Not there yet.') : t('Not yet. Have another look.')];
  const head = el('h4', { tabindex: -1 }, word), share = el('div', { class: 'pekt-bar' }, el('span', { style: `width:${percent}%` }));
  const points = el('p', null, t('{earned} of {possible} points ({percent}%)', { earned, possible, percent }));
  shell.out.replaceChildren(el('div', { class: `pekt-note pekt-result ${tone} ${fresh ? 'fresh' : ''}` }, icon(tone),
    el('div', null, head, possible > 0 && [points, share], note && el('div', null, html(note)))));
  if (!shell.dirty) shell.view.show(told); // marks only on the response that earned them
  shell.paint(shell.dirty ? 'edit' : 'result');
  if (fresh) head.focus();
  if (fresh && passed) shell.node.dispatchEvent(new Event('pekt-passed', { bubbles: true, composed: true }));
}

/** @type {typeof Kit.hints} */
export function hints(shell, box, at) {
  const { el, t, html, icon } = shell.kit, list = el('ol', { 'aria-live': 'polite', 'aria-label': t('Hint') });
  const bulb = 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3 11v1h6v-1a6 6 0 0 0-3-11z';
  const button = el('button', { class: 'pekt-button quiet', onclick: () => { if (more) open(); } });
  let more = 0;
  const paint = (/** @type {Kit.Hints} */ told) => {
    more = told.more;
    list.replaceChildren(...told.open.map((text) => el('li', null, html(text))));
    button.replaceChildren(icon(bulb), !more ? t('No more hints') : told.open.length ? t('Another hint') : t('Hint'));
    button.setAttribute('aria-disabled', String(!more)); // hidden, it would lose the focus
  };
  const open = () => shell.call('open_hint', { at }).then(paint, (error) => shell.tell(error.message));
  box.append(list, button);
  paint(shell.state.hints[at] ?? { open: [], more: 0 });
}

/** @type {typeof Kit.solution} */
export async function solution(shell) {
  const { view, kit: { el, t, icon }, mine } = shell;
  if (mine) {
    shell.mine = null;
    mine.why.remove();
    view.explain?.(null);
    view.write(mine.response);
    view.show(mine.phase === 'result' ? shell.state.result : null);
    shell.paint(mine.phase);
    return;
  }
  const told = await shell.call('solution', {}).catch((error) => shell.tell(error.message));
  if (!told) return;
  const why = el('div', { role: 'status' });
  shell.mine = { response: view.read(), phase: shell.phase, why };
  view.show(null);
  view.write(told.response);
  shell.body.append(why);
  why.append(el('div', { class: 'pekt-note info' }, icon('info'), el('div', null, t('This is one correct solution.'))));
  view.explain?.(told.explanation);
  shell.paint('solution');
}
