// An inbox: a list and the open message side by side, one after the other on a phone. Its one rule: nothing in it is a live link.
/** @import * as It from './inbox.d.ts' */

const ROUND = 'M4 5h16v11H9l-5 4z';
/** @type {Record<string, string>} strokes on a 24 x 24 grid */
const CHANNELS = {
  email: 'M3 6h18v12H3zM3 7l9 6 9-6', sms: ROUND, chat: `${ROUND}M8 9h8M8 12h5`,
  social: 'M12 8a3 3 0 1 0 0 .01M5 20c0-4 3-6 7-6s7 2 7 6', app_notice: 'M7 9a5 5 0 0 1 10 0c0 5 2 6 2 7H5c0-1 2-2 2-7zM10 19h4',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  call_note: 'M6 4h3l2 5-2 1c1 3 2 4 5 5l1-2 5 2v3c0 1-1 2-2 2C10 20 4 14 4 6c0-1 1-2 2-2z',
};
const UNDER_POST = ['M12 20C5 15 3 12 3 9a4 4 0 0 1 9-2 4 4 0 0 1 9 2c0 3-2 6-9 11z', ROUND, 'M5 12v7h14v-7M12 15V4M8 8l4-4 4 4'];
/** What shows its own sign in place of a sender's face. */
const SIGNED = ['call_note', 'app_notice', 'qr'];
const EYE = 'M2 12c5-8 15-8 20 0-5 8-15 8-20 0zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6';

/** @type {It.Opens} */
export function mount(root, given) { return new Inbox(root, given); }

/** @param {It.Kit} kit @returns {It.Words} */
const words = ({ t }) => ({
  actions: {
    keep: t('Keep it'), open: t('Open the link'), reply: t('Reply'), delete: t('Delete it'), report: t('Report it'),
    block: t('Block the sender'), verify: t('Check by another way'), ask: t('Ask an adult'),
  },
  channels: {
    email: t('E-mail'), sms: t('Text message'), chat: t('Chat'), social: t('Social network'), qr: t('QR code'),
    call_note: t('Phone call'), app_notice: t('App notice'),
  },
});

/** @implements {It.Page} */
class Inbox {
  /** @param {HTMLElement} root @param {It.Opening} given */
  constructor(root, { view, kit, changed }) {
    const { el } = kit;
    this.view = view;
    this.kit = kit;
    this.changed = changed;
    this.words = words(kit);
    this.locked = this.pointing = false;
    /** @type {It.Result|null} */ this.result = null;
    /** @type {Promise<typeof It>|null} */ this.after = null;
    this.tally = el('span', { class: 'inbox-soft' });
    this.pane = el('div', { class: 'inbox-pane' });
    this.summary = el('section', { class: 'inbox-summary', hidden: true });
    /** @type {Map<string, Row>} */ this.rows = new Map(view.messages.map((message, n) => [message.id, new Row(this, message, n)]));
    this.list = el('ol', { class: 'inbox-list', 'aria-label': kit.t('Messages') }, [...this.rows.values()].map((row) => row.entry));
    const owner = el('div', { class: 'inbox-owner' }, face(kit, view.persona),
      el('span', null, el('strong', null, view.persona), this.tally));
    this.box = el('div', { class: 'inbox' }, view.intro && el('div', { class: 'inbox-intro' }, kit.html(view.intro)), this.summary,
      el('div', { class: 'inbox-side' }, owner, this.list), this.pane);
    root.append(el('div', { class: 'inbox-room' }, this.box));
    this.open(view.messages[0]?.id ?? '', false, false);
    this.paint();
  }

  /** @param {string} id @param {boolean} [focus] @param {boolean} [reading] on a phone, the message takes the list's place */
  open(id, focus, reading = true) {
    const found = this.rows.get(id);
    if (!found) return;
    for (const row of this.rows.values()) row.button.setAttribute('aria-current', String(row === found));
    this.box.classList.toggle('reading', reading);
    this.pane.replaceChildren(found.page);
    if (focus) found.heading.focus();
  }

  close() {
    this.box.classList.remove('reading');
    /** @type {HTMLElement|null} */ (this.list.querySelector('[aria-current=true]'))?.focus();
  }

  /** A change of the learner's in one message. @param {Row} row */
  touched(row) {
    this.changed(row.message.id);
    this.paint();
  }

  paint() {
    const { kit: { t }, view: { limits } } = this, rows = [...this.rows.values()];
    const left = Object.fromEntries(Object.entries(limits).map(([name, limit]) =>
      [name, limit - rows.filter((r) => r.action === name).length]));
    for (const row of rows) row.paint(left, this.locked);
    this.tally.textContent = t('{n} of {of} decided', { n: rows.filter((r) => r.action).length, of: rows.length });
  }

  read() {
    return { decisions: Object.fromEntries([...this.rows].filter(([, r]) => r.action || r.marked.length)
      .map(([id, r]) => [id, { action: r.action, marks: r.marked }])) };
  }

  /** @param {It.Response} response */
  write(response) {
    for (const [id, row] of this.rows) row.write(response?.decisions?.[id] ?? {});
    this.paint();
  }

  /** @param {It.Result|null} result */
  show(result) {
    this.result = result;
    this.told((after) => { if (this.result === result) after.result(this, result); }, Boolean(result));
  }

  /** @param {any} explanation */
  explain(explanation) {
    this.told((after) => after.replay(this, explanation), true);
  }

  /** What comes after an attempt is fetched with the first of it. @param {(after: typeof It) => void} then @param {boolean} needed */
  told(then, needed) {
    if (!needed && !this.after) return;
    this.after ??= this.kit.load('told');
    this.after.then(then, (error) => { this.after = null; console.error(error); }); // the frame has told the score already
  }

  /** @param {string} at @param {string} text */
  fault(at, text) {
    const row = this.rows.get(at);
    if (!row) return;
    if (text && !this.pointing) { // of several, the first is the one to see
      this.pointing = true;
      queueMicrotask(() => { this.pointing = false; });
      this.open(at);
    }
    return this.kit.fault(row.actions, text);
  }

  /** @param {boolean} on */
  lock(on) {
    this.locked = on;
    this.paint();
  }
}

/** One message: its entry in the list, its page, what the learner decided of it. */
class Row {
  /** @param {Inbox} inbox @param {It.Message} message @param {number} n */
  constructor(inbox, message, n) {
    const { kit: { el, icon, html, hints, t }, words: { channels }, view: { messages } } = this.inbox = inbox;
    this.kit = inbox.kit;
    this.message = message;
    /** @type {Map<string, HTMLElement>} */ this.pieces = new Map();
    this.state = el('span', { class: 'inbox-state' });
    this.button = this.listed();
    this.entry = el('li', null, this.button);
    this.heading = el('h4', { tabindex: -1 }, t('Message {n} of {of}', { n: n + 1, of: messages.length }), ' · ',
      channels[message.channel]);
    this.actions = this.choices();
    this.verdict = el('div');
    this.marks = el('div', { class: 'pekt-grid' });
    const next = messages[n + 1];
    this.page = el('div', { class: 'inbox-page' },
      el('button', { class: 'pekt-button quiet inbox-back', onclick: () => inbox.close() }, icon('back'), t('All messages')), this.heading,
      this.verdict, message.context && el('div', { class: 'pekt-note info' }, icon('info'), el('div', null, html(message.context))),
      el('p', { class: 'inbox-soft' }, t('Press the pieces that look suspicious.')), this.card(), this.marks,
      message.hints > 0 && hints(message.id), this.actions,
      next && el('button', { class: 'pekt-button inbox-next', onclick: () => inbox.open(next.id, true) }, t('Next message'), icon('next')));
  }

  /** @param {It.Segment['place']} place */
  at(place) { return this.message.segments.filter((s) => s.place === place); }

  get action() { return this.radios?.find((radio) => radio.checked)?.value ?? null; }
  get marked() { return [...this.pieces].filter(([, b]) => b.getAttribute('aria-pressed') === 'true').map(([id]) => id); }

  listed() {
    const { kit: { el, icon }, message: { id, channel, when }, inbox } = this;
    const said = [...this.at('subject'), ...this.at('body')].map((s) => s.text).join(' ').slice(0, 60);
    return el('button', { class: 'inbox-entry', onclick: () => inbox.open(id, true) },
      el('span', { class: `inbox-face ${channel}` }, icon(CHANNELS[channel] ?? '')),
      el('span', { class: 'inbox-who' }, el('span', { class: 'pekt-hidden' }, `${inbox.words.channels[channel]}. `),
        el('strong', null, this.at('sender')[0]?.text ?? ''), el('span', { class: 'inbox-soft' }, said)),
      el('span', { class: 'inbox-soft' }, when), this.state);
  }

  choices() {
    const { kit: { el, t }, inbox, message: { id } } = this, { view: { actions }, words } = inbox;
    this.left = actions.map(() => el('span', { class: 'inbox-soft' }));
    this.radios = actions.map((value) => el('input', { type: 'radio', name: `inbox-${id}`, value, onchange: () => inbox.touched(this) }));
    return el('fieldset', { class: 'inbox-actions' }, el('legend', null, t('What do you do with it?')), el('div', { class: 'pekt-grid' },
      this.radios.map((radio, i) => el('label', { class: 'pekt-choice' }, radio,
        el('span', null, words.actions[radio.value], ' ', this.left?.[i] ?? '')))));
  }

  /** The message drawn as its channel is known. */
  card() {
    const { kit, kit: { el, icon }, message: { channel, when } } = this, [sender, subject, body] =
      /** @type {const} */ (['sender', 'subject', 'body']).map((place) => this.at(place).map((s) => this.piece(s)));
    const title = subject?.length ? el('div', { class: 'inbox-subject' }, subject) : '';
    const sign = SIGNED.includes(channel) ? el('span', { class: 'inbox-face' }, icon(CHANNELS[channel] ?? ''))
      : face(kit, this.at('sender')[0]?.text);
    const head = el('div', { class: 'inbox-head' }, sign,
      el('div', { class: 'inbox-from' }, sender, el('span', { class: 'inbox-soft' }, when)));
    return el('article', { class: `inbox-card ${channel}` }, channel === 'email' ? [title, head] : [head, title],
      el('div', { class: 'inbox-body' }, body),
      channel === 'social' && el('div', { class: 'inbox-under' }, UNDER_POST.map(icon)));
  }

  /** A piece to mark, with what it hides: a span, since a native button does not flow with the text. @param {It.Segment} segment */
  piece({ id, text, target, place }) {
    const { kit: { el }, inbox, message: { channel } } = this, link = target && place === 'body';
    const press = (/** @type {Event} */ e) => {
      e.preventDefault();
      if (inbox.locked) return;
      mark.setAttribute('aria-pressed', String(mark.getAttribute('aria-pressed') !== 'true'));
      inbox.touched(this);
    };
    const mark = el('span', { role: 'button', tabindex: 0, 'aria-pressed': 'false', onclick: press,
      class: `inbox-piece ${link ? text.includes('.') ? 'link' : 'cta' : ''}`,
      onkeydown: (e) => { if ([' ', 'Enter'].includes(e.key)) press(e); } }, text);
    this.pieces.set(id, mark);
    return [link && channel === 'qr' && this.code(), mark, ' ', target && this.peek(target, place === 'sender')];
  }

  code() {
    const { el, load } = this.kit, box = el('span', { class: 'inbox-qr', 'aria-hidden': 'true' });
    load('qr').then(({ draw }) => box.append(draw(this.kit)), console.error); // the message reads without its picture
    return box;
  }

  /** @param {string} target @param {boolean} sender */
  peek(target, sender) {
    const { el, t, say, icon } = this.kit, real = el('code', { class: 'inbox-target', hidden: true }, target);
    const reveal = el('button', { class: 'inbox-reveal', 'aria-expanded': 'false', onclick: () => {
      real.hidden = !real.hidden;
      reveal.setAttribute('aria-expanded', String(!real.hidden));
      if (!real.hidden) say(target);
    } }, icon(EYE), sender ? t('Sender details') : t('See where it leads'));
    return [reveal, real, ' '];
  }

  /** @param {Record<string, number>} left of the limited actions @param {boolean} locked */
  paint(left, locked) {
    const { kit: { t }, action, marked: { length: n }, inbox } = this;
    this.radios?.forEach((radio, i) => {
      const rest = left[radio.value], node = this.left?.[i];
      radio.disabled = locked || (rest !== undefined && rest <= 0 && !radio.checked);
      if (node && rest !== undefined) node.textContent = `(${t('{n} left', { n: Math.max(0, rest) })})`;
    });
    for (const piece of this.pieces.values()) piece.setAttribute('aria-disabled', String(locked));
    this.button.classList.toggle('decided', Boolean(action));
    this.state.classList.toggle('pekt-hidden', !action && !n);
    this.state.textContent = [action ? inbox.words.actions[action] : t('Not decided yet'),
      n && (n === 1 ? t('1 mark') : t('{n} marks', { n }))].filter(Boolean).join(' · ');
  }

  /** @param {It.Decision} decision */
  write({ action, marks = [] }) {
    for (const radio of this.radios ?? []) radio.checked = radio.value === action;
    for (const [id, piece] of this.pieces) piece.setAttribute('aria-pressed', String(marks.includes(id)));
  }
}

/** A round face with the first letter of a name. @param {It.Kit} kit @param {string} [name] */
function face({ el }, name = '') {
  return el('span', { class: 'inbox-face', 'aria-hidden': 'true' }, [...name][0]?.toLocaleUpperCase('el'));
}
