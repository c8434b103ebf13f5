// One message: drawn as its channel is known, its pieces to mark, what to do with it. Its one rule: nothing in it is a live link.
/** @import * as It from './inbox.d.ts' */

const ROUND = 'M4 5h16v11H9l-5 4z';
const UNDER_POST = ['M12 20C5 15 3 12 3 9a4 4 0 0 1 9-2 4 4 0 0 1 9 2c0 3-2 6-9 11z', ROUND, 'M5 12v7h14v-7M12 15V4M8 8l4-4 4 4'];
/** What shows its own sign in place of a sender's face. */
const SIGNED = ['call_note', 'app_notice', 'qr'];
const EYE = 'M2 12c5-8 15-8 20 0-5 8-15 8-20 0zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6';

/** @type {typeof It.actions} */
export const actions = ({ t }) => ({
  keep: t('Keep it'), open: t('Open the link'), reply: t('Reply'), delete: t('Delete it'), report: t('Report it'),
  block: t('Block the sender'), verify: t('Check by another way'), ask: t('Ask an adult'),
});

/** @type {typeof It.page} */
export const page = (inbox, row) => new Page(inbox, row);

/** @implements {It.Page} */
class Page {
  /** @param {It.Board} inbox @param {It.Row} row */
  constructor(inbox, row) {
    const { el, icon, html, t } = this.kit = inbox.kit, { message, n, next } = this.row = row;
    this.inbox = inbox;
    this.message = message;
    /** @type {Map<string, HTMLElement>} */ this.pieces = new Map();
    this.heading = el('h4', { tabindex: -1 }, t('Message {n} of {of}', { n: n + 1, of: inbox.view.messages.length }), ' · ',
      inbox.channels[message.channel]?.[1] ?? '');
    this.left = inbox.view.actions.map(() => el('span', { class: 'inbox-soft' }));
    this.radios = inbox.view.actions.map((value) => el('input', { type: 'radio', name: `inbox-${message.id}`, value,
      onchange: () => row.decide({ action: value }) }));
    this.actions = this.choices();
    this.verdict = el('div');
    this.marks = el('div', { class: 'pekt-grid' });
    this.node = el('div', { class: 'inbox-page' },
      el('button', { class: 'pekt-button quiet inbox-back', onclick: () => this.close() }, icon('back'), t('All messages')), this.heading,
      this.verdict, message.context && el('div', { class: 'pekt-note info' }, icon('info'), el('div', null, html(message.context))),
      el('p', { class: 'inbox-soft' }, t('Press the pieces that look suspicious.')), this.card(), this.marks, row.hints, this.actions,
      next && el('button', { class: 'pekt-button inbox-next', onclick: () => inbox.open(next, true) }, t('Next message'), icon('next')));
  }

  get marked() { return [...this.pieces].filter(([, b]) => b.getAttribute('aria-pressed') === 'true').map(([id]) => id); }

  /** Back to the list, on a phone. */
  close() {
    this.inbox.box.classList.remove('reading');
    this.row.button.focus();
  }

  choices() {
    const { kit: { el, t }, inbox: { actions } } = this;
    return el('fieldset', { class: 'inbox-actions' }, el('legend', null, t('What do you do with it?')), el('div', { class: 'pekt-grid' },
      this.radios.map((radio, i) => el('label', { class: 'pekt-choice' }, radio,
        el('span', null, actions[radio.value] ?? '', ' ', this.left[i] ?? '')))));
  }

  /** The message drawn as its channel is known. */
  card() {
    const { inbox, row, kit: { el, icon }, message: { channel, when } } = this, [sender, subject, body] =
      /** @type {const} */ (['sender', 'subject', 'body']).map((place) => row.at(place).map((s) => this.piece(s)));
    const title = subject?.length ? el('div', { class: 'inbox-subject' }, subject) : '';
    const sign = SIGNED.includes(channel) ? el('span', { class: 'inbox-face' }, icon(inbox.channels[channel]?.[0] ?? ''))
      : inbox.face(row.first);
    const head = el('div', { class: 'inbox-head' }, sign,
      el('div', { class: 'inbox-from' }, sender, el('span', { class: 'inbox-soft' }, when)));
    return el('article', { class: `inbox-card ${channel}`, 'aria-label': inbox.channels[channel]?.[1] }, channel === 'email' ? [title, head] : [head, title],
      el('div', { class: 'inbox-body' }, body),
      channel === 'social' && el('div', { class: 'inbox-under' }, UNDER_POST.map(icon)));
  }

  /** A piece to mark, with what it hides: a span, since a native button does not flow with the text. @param {It.Segment} segment */
  piece({ id, text, target, place }) {
    const { kit: { el }, inbox, row, message: { channel } } = this, link = target && place === 'body';
    const press = (/** @type {Event} */ e) => {
      e.preventDefault();
      if (inbox.locked) return;
      mark.setAttribute('aria-pressed', String(mark.getAttribute('aria-pressed') !== 'true'));
      row.decide({ marks: this.marked });
    };
    const mark = el('span', { role: 'button', tabindex: 0, 'aria-pressed': 'false', onclick: press,
      class: `inbox-piece ${link ? text.includes('.') ? 'link' : 'cta' : ''}`,
      onkeydown: (e) => { if ([' ', 'Enter'].includes(e.key)) press(e); } }, text);
    this.pieces.set(id, mark);
    return [link && channel === 'qr' && this.code(), mark, ' ', target && this.peek(target, place === 'sender')];
  }

  code() {
    const { el, load } = this.kit, box = el('span', { class: 'inbox-qr', 'aria-hidden': 'true' });
    load('qr').then(({ draw }) => box.append(draw(this.kit))); // the message reads without its picture
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

  /** As the learner decided. @param {Record<string, number>} left of the limited actions @param {boolean} locked */
  paint(left, locked) {
    const { t } = this.kit, { action, marks } = this.row.decision;
    this.radios.forEach((radio, i) => {
      const rest = left[radio.value], node = this.left[i];
      radio.checked = radio.value === action;
      radio.disabled = locked || (rest !== undefined && rest <= 0 && !radio.checked);
      if (node && rest !== undefined) node.textContent = `(${t('{n} left', { n: Math.max(0, rest) })})`;
    });
    for (const [id, piece] of this.pieces) {
      piece.setAttribute('aria-pressed', String(marks.includes(id)));
      piece.setAttribute('aria-disabled', String(locked));
    }
  }
}
