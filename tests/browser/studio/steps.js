// A view that shows one part at a time and takes the focus when it turns, as the quiz does.

/** @type {import('../../../static/learner/kit.d.ts').Mount} */
export function mount(root, { kit: { el } }) {
  const heading = el('h4', { tabindex: '-1' });
  const steps = [1, 2, 3].map((n) => el('button', { onclick: () => go(n, true) }, `Βήμα ${n}`));
  function go(n, focus = false) {
    steps.forEach((step, i) => (i + 1 === n ? step.setAttribute('aria-current', 'step') : step.removeAttribute('aria-current')));
    heading.textContent = `Εδώ το ${n}`;
    if (focus) heading.focus();
  }
  root.append(el('ol', { class: 'pekt-steps' }, steps.map((step) => el('li', null, step))), heading);
  go(1);
  return { read: () => ({}), write() {}, show() {} };
}
