// A list the learner puts in order: buttons and Alt+arrows first, pointer drag as an extra. The DOM order is the only state.

/** @type {Record<string, string>} */
const ICONS = { up: 'M12 19V6M6 12l6-6 6 6', down: 'M12 5v13M6 12l6 6 6-6', add: 'M12 6v12M6 12h12', remove: 'M6 12h12', grip: 'M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01' };

/** @type {typeof import('./kit.d.ts').reorder} */
export function reorder(kit, { items, label, changed, leave_out: leaveOut = false }) {
  const { el, t } = kit, icon = (/** @type {string} */ name) => kit.icon(ICONS[name] ?? name);
  const list = el('ol', { class: 'pekt-reorder', 'aria-label': label });
  const out = el('ul', { class: 'pekt-reorder out', 'aria-label': t('Not needed') });
  const aside = el('div', { class: 'pekt-aside', hidden: true }, el('p', { 'aria-hidden': 'true' }, t('Not needed')), out);
  const rows = new Map(items.map((item) => [item.id, row(item)]));
  let locked = false;

  /** @param {import('./kit.d.ts').Item} item */
  function row({ id, html }) {
    const text = el('div', { class: 'pekt-text' }, kit.html(html));
    const button = (/** @type {string} */ act, /** @type {string} */ word) => el('button', { class: 'pekt-button', 'data-act': act },
      icon(act), el('span', { class: 'pekt-hidden' }, `${word}: ${text.textContent}`));
    return el('li', { 'data-id': id }, el('span', { class: 'pekt-grip', 'aria-hidden': 'true' }, icon('grip')), text,
      el('span', { class: 'pekt-moves' }, button('up', t('Up')), button('down', t('Down')),
        leaveOut && [button('remove', t('Not needed')), button('add', t('Bring back'))]));
  }
  const at = (/** @type {Element} */ li) => [...list.children].indexOf(li);
  const ids = (/** @type {Element} */ of) => [...of.children].map((li) => /** @type {HTMLElement} */ (li).dataset.id ?? '');
  function refresh() { // aria-disabled, not disabled: a disabled button would lose the focus at the ends
    const last = list.children.length - 1;
    for (const li of rows.values()) for (const b of li.querySelectorAll('button')) {
      const end = b.dataset.act === 'up' ? 0 : b.dataset.act === 'down' ? last : -1;
      b.setAttribute('aria-disabled', String(locked || at(li) === end));
    }
    aside.hidden = !out.children.length;
  }
  /** @param {Element} li @param {number} to @param {HTMLElement|null} [focus] */
  function move(li, to, focus) {
    const from = at(li), all = list.children;
    if (locked || to < 0 || to >= all.length || to === from) return;
    list.insertBefore(li, all[to > from ? to + 1 : to] ?? null);
    done(li, focus, t('{what}: place {n} of {of}', { what: text(li), n: to + 1, of: all.length }));
  }
  /** @param {Element} li @param {boolean} bring */
  function toggle(li, bring) {
    if (locked) return;
    (bring ? list : out).append(li);
    done(li, li.querySelector(`[data-act=${bring ? 'remove' : 'add'}]`), bring
      ? t('{what}: place {n} of {of}', { what: text(li), n: at(li) + 1, of: list.children.length }) : t('{what}: not needed', { what: text(li) }));
  }
  /** @param {Element} li @param {HTMLElement|null|undefined} focus @param {string} said */
  function done(li, focus, said) {
    refresh();
    focus?.focus(); // a moved node loses it
    kit.say(said);
    changed?.(ids(list), ids(out));
  }
  const text = (/** @type {Element} */ li) => li.querySelector('.pekt-text')?.textContent ?? '';
  const near = (/** @type {Event} */ e, /** @type {string} */ what) => /** @type {HTMLElement|null} */ (/** @type {Element} */ (e.target).closest(what));
  const box = el('div', {
    onclick(/** @type {MouseEvent} */ e) {
      const b = near(e, 'button'), li = b?.closest('li'), act = b?.dataset.act;
      if (!b || !li) return;
      if (act === 'up' || act === 'down') move(li, at(li) + (act === 'up' ? -1 : 1), b); else toggle(li, act === 'add');
    },
    onkeydown(/** @type {KeyboardEvent} */ e) {
      const by = e.altKey ? { ArrowUp: -1, ArrowDown: 1 }[e.key] : 0, b = near(e, 'button'), li = b?.closest('li');
      if (!by || !b || !li || li.parentNode !== list) return;
      e.preventDefault();
      move(li, at(li) + by, b);
    },
    onpointerdown(/** @type {PointerEvent} */ e) {
      const li = near(e, '.pekt-grip')?.closest('li');
      if (li && !e.button && !locked && li.parentNode === list) { e.preventDefault(); drag(li, e.pointerId); }
    },
  }, list, leaveOut && aside);

  /** @param {Element} li @param {number} pointer */
  function drag(li, pointer) {
    const stop = new AbortController(), { signal } = stop;
    li.classList.add('dragged');
    list.setPointerCapture(pointer); // on the list, since the row moves
    list.addEventListener('pointermove', (e) => {
      const over = [...list.children].find((each) => e.clientY < each.getBoundingClientRect().bottom) ?? list.lastElementChild;
      if (!over) return;
      const { top, height } = over.getBoundingClientRect(), past = e.clientY - top - height / 2; // a step only past the middle
      if (at(over) > at(li) ? past > 0 : past < 0) move(li, at(over));
    }, { signal });
    for (const name of ['pointerup', 'pointercancel']) list.addEventListener(name, () => { stop.abort(); li.classList.remove('dragged'); }, { signal });
  }
  list.append(...rows.values());
  refresh();
  return {
    node: box,
    ids: () => ids(list),
    out: () => ids(out),
    row: (id) => rows.get(id),
    set(order, left = []) {
      const known = (/** @type {string[]} */ some) => some.flatMap((id) => rows.get(id) ?? []);
      list.append(...rows.values());
      list.prepend(...known(order));
      if (leaveOut) out.append(...known(left));
      refresh();
    },
    lock(on) { locked = on; refresh(); },
  };
}
