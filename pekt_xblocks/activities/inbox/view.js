// An inbox: its list, what was decided of each message, and room for the open one (message.js), beside the list or on a phone in its place.
/** @import * as It from './inbox.d.ts' */

const ROUND = 'M4 5h16v11H9l-5 4z';
/** @type {It.Opens} */
export function mount(root, given) { return new Inbox(root, given); }

/** The sign (strokes on a 24 x 24 grid) and the name of each. @param {It.Kit} kit @returns {Record<string, [string, string]>} */
const channels = ({ t }) => ({
  email: ['M3 6h18v12H3zM3 7l9 6 9-6', t('E-mail')], sms: [ROUND, t('Text message')], chat: [`${ROUND}M8 9h8M8 12h5`, t('Chat')],
  social: ['M12 8a3 3 0 1 0 0 .01M5 20c0-4 3-6 7-6s7 2 7 6', t('Social network')],
  app_notice: ['M7 9a5 5 0 0 1 10 0c0 5 2 6 2 7H5c0-1 2-2 2-7zM10 19h4', t('App notice')],
  qr: ['M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2', t('QR code')],
  call_note: ['M6 4h3l2 5-2 1c1 3 2 4 5 5l1-2 5 2v3c0 1-1 2-2 2C10 20 4 14 4 6c0-1 1-2 2-2z', t('Phone call')],
});

/** @implements {It.View} @implements {It.Board} */
class Inbox {
  /** @param {HTMLElement} root @param {It.Opening} given */
  constructor(root, { view, kit, changed }) {
    const { el } = kit;
    this.view = view;
    this.kit = kit;
    this.changed = changed;
    this.channels = channels(kit);
    /** @type {Record<string, string>} */ this.actions = {};
    this.locked = this.pointing = false;
    /** @type {It.Result|null} */ this.result = null;
    this.later = ['told'];
    this.tally = el('span', { class: 'inbox-soft' });
    this.pane = el('div', { class: 'inbox-pane' }, el('p', { class: 'inbox-soft' }, kit.t('Opening…')));
    /** @type {Map<string, Row>} */ this.rows = new Map(view.messages.map((message, n) => [message.id, new Row(this, message, n)]));
    this.list = el('ol', { class: 'inbox-list', 'aria-label': kit.t('Messages') }, [...this.rows.values()].map((row) => row.entry));
    const owner = el('div', { class: 'inbox-owner' }, this.face(view.persona),
      el('span', null, el('strong', null, view.persona), this.tally));
    this.box = el('div', { class: 'inbox' }, view.intro && el('div', { class: 'inbox-intro' }, kit.html(view.intro)),
      el('div', { class: 'inbox-side' }, owner, this.list), this.pane);
    root.append(el('div', { class: 'inbox-room' }, this.box));
    this.open(view.messages[0]?.id ?? '', false, false);
    this.paint();
    this.drawn = kit.load('message').then(({ page, actions }) => {
      this.actions = actions(kit);
      this.pane.replaceChildren(...[...this.rows.values()].map((row) => (row.page = page(this, row)).node));
      this.paint();
      this.turn(this.awaited);
    });
  }

  /** @param {string} id @param {boolean} [focus] @param {boolean} [reading] on a phone, the message takes the list's place */
  open(id, focus, reading = true) {
    const found = this.rows.get(id);
    if (!found) return;
    for (const row of this.rows.values()) row.button.setAttribute('aria-current', String(row === found));
    this.box.classList.toggle('reading', reading);
    this.at = found;
    this.turn(focus);
  }

  /** Shows the open message as soon as there is a page of it; paper shows all. @param {boolean} [focus] */
  turn(focus) {
    const page = this.at?.page;
    this.awaited = !page && focus;
    for (const row of this.rows.values()) if (row.page) row.page.node.hidden = row !== this.at;
    if (focus) page?.heading.focus();
  }

  /** A round face with the first letter of a name. @param {string} name */
  face(name) {
    return this.kit.el('span', { class: 'inbox-face', 'aria-hidden': 'true' }, [...name][0]?.toLocaleUpperCase('el'));
  }

  paint() {
    const { kit: { t }, view: { limits } } = this, rows = [...this.rows.values()];
    const left = Object.fromEntries(Object.entries(limits).map(([name, limit]) =>
      [name, limit - rows.filter((r) => r.decision.action === name).length]));
    for (const row of rows) row.paint(left, this.locked);
    this.tally.textContent = t('{n} of {of} decided', { n: rows.filter((r) => r.decision.action).length, of: rows.length });
  }

  read() {
    return { decisions: Object.fromEntries([...this.rows].filter(([, { decision: { action, marks } }]) => action || marks.length)
      .map(([id, { decision }]) => [id, decision])) };
  }

  /** @param {It.Response} response */
  write(response) {
    for (const [id, row] of this.rows) row.decision = row.known(response?.decisions?.[id]);
    this.paint();
  }

  /** @param {It.Result|null} result */
  show(result) {
    const told = result ?? this.result;
    this.result = result;
    if (told) this.told((after) => { if (this.result === result) after.result(this, result); });
  }

  /** @param {any} explanation */
  explain(explanation) {
    this.told((after) => after.replay(this, explanation));
  }

  /** What comes after an attempt is fetched with the first of it. @param {(after: typeof It) => void} then */
  async told(then) {
    await this.drawn;
    then(await this.kit.load('told'));
  }

  /** @param {string} at @param {string} text */
  fault(at, text) {
    const row = this.rows.get(at);
    if (!row?.page) return;
    if (text && !this.pointing) { // of several, the first is the one to see
      this.pointing = true;
      queueMicrotask(() => { this.pointing = false; });
      this.open(at);
    }
    return this.kit.fault(row.page.actions, text);
  }

  /** @param {boolean} on */
  lock(on) {
    this.locked = on;
    this.paint();
  }
}

/** One message in the list, and what the learner decided of it. @implements {It.Row} */
class Row {
  /** @param {Inbox} inbox @param {It.Message} message @param {number} n */
  constructor(inbox, message, n) {
    const { kit: { el, hints }, view: { messages } } = inbox;
    this.message = message;
    this.n = n;
    this.next = messages[n + 1]?.id;
    this.inbox = inbox;
    this.decision = this.known();
    /** @type {It.Page|undefined} */ this.page = undefined;
    this.first = this.at('sender')[0]?.text ?? '';
    this.hints = message.hints > 0 && hints(message.id);
    this.state = el('span', { class: 'inbox-state' });
    this.button = this.listed();
    this.entry = el('li', null, this.button);
  }

  /** @param {It.Segment['place']} place */
  at(place) { return this.message.segments.filter((s) => s.place === place); }

  listed() {
    const { message: { id, channel, when }, inbox } = this, { el, icon } = inbox.kit, [sign = '', name] = inbox.channels[channel] ?? [];
    const said = [...this.at('subject'), ...this.at('body')].map((s) => s.text).join(' ').replace(/^(?=.{61})(.{0,60}) .*$/s, '$1 …');
    return el('button', { class: 'inbox-entry', onclick: () => inbox.open(id, true) },
      el('span', { class: `inbox-face ${channel}` }, icon(sign)),
      el('span', { class: 'inbox-who' }, el('span', { class: 'pekt-hidden' }, `${name}. `),
        el('strong', null, this.first), el('span', { class: 'inbox-soft' }, said)),
      el('span', { class: 'inbox-soft' }, when), this.state);
  }

  /** A decision without what is no longer in the inbox. @param {It.Decision} [given] @returns {It.Decided} */
  known({ action, marks } = {}) {
    return { action: this.inbox.view.actions.find((each) => each === action) ?? null,
      marks: this.message.segments.map(({ id }) => id).filter((id) => marks?.includes(id)) };
  }

  /** @param {Partial<It.Decided>} change */
  decide(change) {
    Object.assign(this.decision, change);
    this.inbox.changed(this.message.id);
    this.inbox.paint();
  }

  /** @param {Record<string, number>} left of the limited actions @param {boolean} locked */
  paint(left, locked) {
    const { inbox: { actions, kit: { t } }, decision: { action, marks: { length: n } } } = this;
    this.page?.paint(left, locked);
    this.button.classList.toggle('decided', Boolean(action));
    this.state.classList.toggle('pekt-hidden', !action && !n);
    this.state.textContent = [action ? actions[action] : t('Not decided yet'),
      n && (n === 1 ? t('1 mark') : t('{n} marks', { n }))].filter(Boolean).join(' · ');
  }
}
