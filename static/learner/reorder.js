// A list the learner puts in order: buttons and Alt+arrows first, pointer drag as an extra. The DOM order is the only state.
/** @import * as Kit from './kit.d.ts' */

/** @type {Record<string, string>} */
const ICONS = {
  up: 'M12 19V6M6 12l6-6 6 6', down: 'M12 5v13M6 12l6 6 6-6', add: 'M12 6v12M6 12h12', remove: 'M6 12h12',
  grip: 'M9 6v.01M15 6v.01M9 12v.01M15 12v.01M9 18v.01M15 18v.01',
};
const ids = (/** @type {Element} */ list) => [...list.children].map((li) => /** @type {HTMLElement} */ (li).dataset.id ?? '');
const text = (/** @type {Element} */ li) => li.querySelector('.pekt-text')?.textContent ?? '';
/** The nearest element around what an event met. @param {Event} event @param {string} what @returns {HTMLElement|null} */
const near = (event, what) => /** @type {Element} */ (event.target).closest(what);

/** @type {typeof Kit.reorder} */
export const reorder = (kit, options) => {
  const order = new Order(kit, options); // what follows needs no `this`, so that a view can hand it on
  return { node: order.node, ids: () => ids(order.list), out: () => ids(order.left), row: (id) => order.rows.get(id),
    set: (...some) => order.set(...some), lock: (on) => order.lock(on) };
};

class Order {
  /** @param {Kit.Kit} kit @param {Parameters<typeof Kit.reorder>[1]} options */
  constructor(kit, { items, label, changed, leave_out: leaveOut }) {
    const { el, t } = this.kit = kit;
    this.changed = changed;
    this.leaveOut = leaveOut;
    this.locked = false;
    this.list = el('ol', { class: 'pekt-reorder', 'aria-label': label });
    this.left = el('ul', { class: 'pekt-reorder out', 'aria-label': t('Not needed') });
    this.aside = el('div', { class: 'pekt-aside' }, el('p', { 'aria-hidden': 'true' }, t('Not needed')), this.left);
    this.rows = new Map(items.map((item) => [item.id, this.build(item)]));
    this.list.append(...this.rows.values());
    this.node = el('div', { onclick: (e) => this.press(e), onkeydown: (e) => this.key(e), onpointerdown: (e) => this.drag(e) },
      this.list, leaveOut && this.aside);
    this.refresh();
  }

  /** @param {string[]} order @param {string[]} [left] */
  set(order, left = []) {
    const known = (/** @type {string[]} */ some) => some.flatMap((id) => this.rows.get(id) ?? []);
    this.list.append(...this.rows.values());
    this.list.prepend(...known(order));
    if (this.leaveOut) this.left.append(...known(left));
    this.refresh();
  }
  /** @param {boolean} on */
  lock(on) { this.locked = on; this.refresh(); }

  /** @param {Kit.Item} item */
  build({ id, html }) {
    const { el, t } = this.kit, icon = (/** @type {string} */ name) => this.kit.icon(ICONS[name] ?? '');
    const what = el('div', { class: 'pekt-text' }, this.kit.html(html));
    const button = (/** @type {string} */ act, /** @type {string} */ word) => el('button', { class: 'pekt-button', 'data-act': act },
      icon(act), el('span', { class: 'pekt-hidden' }, `${word}: ${what.textContent}`));
    return el('li', { 'data-id': id }, el('span', { class: 'pekt-grip', 'aria-hidden': 'true' }, icon('grip')), what,
      el('span', { class: 'pekt-moves' }, button('up', t('Up')), button('down', t('Down')),
        this.leaveOut && [button('remove', t('Not needed')), button('add', t('Bring back'))]));
  }
  refresh() { // aria-disabled, not disabled: a disabled button would lose the focus at the ends
    for (const li of this.rows.values()) for (const b of li.querySelectorAll('button')) {
      const end = { up: this.list.firstChild, down: this.list.lastChild }[b.dataset.act ?? ''] === li;
      b.setAttribute('aria-disabled', String(this.locked || end));
    }
    this.aside.hidden = !this.left.children.length;
  }

  /** @param {MouseEvent} e */
  press(e) {
    const b = near(e, 'button'), li = b?.closest('li'), act = b?.dataset.act;
    if (!b || !li) return;
    if (act === 'up' || act === 'down') this.move(li, this.place(li) + (act === 'up' ? -1 : 1), b); else this.toggle(li, act === 'add');
  }
  /** @param {KeyboardEvent} e */
  key(e) {
    const by = e.altKey ? { ArrowUp: -1, ArrowDown: 1 }[e.key] : 0, b = near(e, 'button'), li = b?.closest('li');
    if (!by || !li || li.parentNode !== this.list) return;
    e.preventDefault();
    this.move(li, this.place(li) + by, b);
  }
  /** @param {PointerEvent} e */
  drag(e) {
    const li = near(e, '.pekt-grip')?.closest('li'), { list } = this;
    if (!li || e.button || this.locked || li.parentNode !== list) return;
    const stop = new AbortController(), { signal } = stop, end = () => { stop.abort(); li.classList.remove('dragged'); };
    e.preventDefault();
    li.classList.add('dragged');
    list.setPointerCapture(e.pointerId); // on the list, since the row moves
    list.addEventListener('pointermove', ({ clientY }) => {
      const over = [...list.children].find((each) => clientY < each.getBoundingClientRect().bottom) ?? list.lastElementChild ?? li;
      const { top, height } = over.getBoundingClientRect(), past = clientY - top - height / 2; // a step only past the middle
      if (this.place(over) > this.place(li) ? past > 0 : past < 0) this.move(li, this.place(over));
    }, { signal });
    for (const name of ['pointerup', 'pointercancel']) list.addEventListener(name, end, { signal });
  }

  /** @param {Element} li */
  place(li) { return [...this.list.children].indexOf(li); }
  /** @param {Element} li */
  told(li) { return this.kit.t('{what}: place {n} of {of}', { what: text(li), n: this.place(li) + 1, of: this.list.children.length }); }
  /** @param {Element} li @param {number} to @param {HTMLElement|null} [focus] */
  move(li, to, focus) {
    const from = this.place(li), all = this.list.children;
    if (this.locked || to < 0 || to >= all.length || to === from) return;
    this.list.insertBefore(li, all[to > from ? to + 1 : to] ?? null);
    this.done(focus, this.told(li));
  }
  /** @param {Element} li @param {boolean} bring */
  toggle(li, bring) {
    if (this.locked) return;
    (bring ? this.list : this.left).append(li);
    const said = bring ? this.told(li) : this.kit.t('{what}: not needed', { what: text(li) });
    this.done(li.querySelector(`[data-act=${bring ? 'remove' : 'add'}]`), said);
  }
  /** @param {HTMLElement|null|undefined} focus @param {string} said */
  done(focus, said) {
    this.refresh();
    focus?.focus(); // a moved node loses it
    this.kit.say(said);
    this.changed?.(ids(this.list), ids(this.left));
  }
}
