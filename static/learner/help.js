// Hints and solutions, for the shell: loaded with the first hint or solution of a page.

/** @type {typeof import('./kit.d.ts').hints} */
export function hints(shell, box, at) {
  const { el, t, html, icon } = shell.kit, list = el('ol', { 'aria-live': 'polite' });
  const bulb = 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3 11v1h6v-1a6 6 0 0 0-3-11z';
  const button = el('button', { class: 'pekt-button quiet', onclick: () => more && open() });
  let more = 0;
  const paint = (/** @type {import('./kit.d.ts').Hints} */ told) => {
    more = told.more;
    list.replaceChildren(...told.open.map((text) => el('li', null, html(text))));
    button.replaceChildren(icon(bulb), !more ? t('No more hints') : told.open.length ? t('Another hint') : t('Hint'));
    button.setAttribute('aria-disabled', String(!more)); // hidden, it would lose the focus
  };
  const open = () => shell.call('open_hint', { at }).then(paint, (error) => shell.tell(error.message));
  box.append(list, button);
  paint(shell.state.hints[at] ?? { open: [], more: 0 });
}

/** Shows a correct response in place of the learner's, or the learner's again. @type {typeof import('./kit.d.ts').solution} */
export async function solution(shell) {
  const { view, kit: { el, t, html, icon }, mine } = shell;
  if (mine) {
    shell.mine = null;
    mine.why.remove();
    view.write(mine.response);
    shell.result(mine.result);
    return;
  }
  const { response, explanation } = await shell.call('solution', {}), why = el('div', { role: 'status' });
  shell.mine = { response: view.read(), result: shell.phase === 'result' ? shell.state.result : null, why };
  view.show(null);
  view.write(response);
  shell.body.append(why);
  why.append(el('div', { class: 'pekt-note info' }, icon('info'), el('div', null, t('This is one correct solution.'), ' ', html(explanation ?? ''))));
  shell.paint('solution');
}
