/**
 * A message's pieces in the editor: sender, subject, and a text written whole and cut where a learner may mark it.
 * Its one rule: cutting anew keeps what was said of a piece whose words stayed.
 *
 * @typedef {import('../../../static/studio/studio.d.ts').Context} Context
 * @typedef {import('../../../static/studio/studio.d.ts').Field} Field
 * @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField
 * @typedef {import('../../../static/studio/studio.d.ts').Schema} Schema
 * @typedef {{id: string, text: string, place: 'sender'|'subject'|'body', target: string, clue: string, note: string}} Segment
 * @typedef {{segment: Segment, spare: boolean, node: HTMLElement, input: HTMLTextAreaElement, text: Field, tools: HTMLElement,
 *   read: () => Segment, fault: (key: string, text: string) => void, focus: (key?: string) => void}} Piece
 */

/** Channels whose messages have a subject, or show an address beside the sender's name. */
const SUBJECT = ['email', 'social', 'app_notice'];
const ADDRESS = ['email', 'sms'];

/** Beside an address: those of a message are never real, so their ending tells them. */
const HOST = /\s+(?=[\w@:/.-]+\.(?:example|test|invalid)\b)|(?<=\.(?:example|test|invalid)\b\S*)\s+/u;
/** Between two sentences; a dot after a shorter word may be an abbreviation's. U+037E is the Greek question mark. */
const SENTENCE = /(?<=(?:(?:\p{L}{3,}|\p{N}{2,}|[»")€%])[.;\u037e…]|[!?])[»")]?)\s+(?=[\p{Lu}\p{N}«"(\p{Extended_Pictographic}])/u;

/** A text cut into lines, sentences and addresses. @param {string} text @returns {string[]} */
export function cut(text) {
  return text.split(/\n+/).flatMap((line) => line.split(SENTENCE)).flatMap((part) => part.split(HOST)).map((part) => part.trim()).filter(Boolean);
}

/** Whether a text is another with a small change, by the letters that both begin and end with. @param {string} one @param {string} two */
function alike(one, two) {
  const least = Math.min(one.length, two.length);
  let start = 0, end = 0;
  while (start < least && one[start] === two[start]) start += 1;
  while (end < least - start && one.at(-1 - end) === two.at(-1 - end)) end += 1;
  return least > 0 && start + end >= least / 2;
}

/**
 * The pieces of a text: a line that is a piece stays one, and one that changed a little keeps what is known of it.
 * @param {string} text @param {Segment[]} known @param {() => string} newId @returns {Segment[]}
 */
export function recut(text, known, newId) {
  const left = [...known];
  const take = (/** @type {(segment: Segment) => boolean} */ fits) => (left.some(fits) ? left.splice(left.findIndex(fits), 1)[0] : undefined);
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const texts = lines.flatMap((line) => (known.some((s) => s.text.trim() === line) ? [line] : cut(line)));
  const found = texts.map((each) => take((s) => s.text.trim() === each));
  return texts.map((each, i) => found[i] ?? { ...(take((s) => alike(s.text.trim(), each)) ?? fresh('body', newId())), text: each });
}

/** @param {Segment['place']} place @param {string} id @returns {Segment} */
const fresh = (place, id) => ({ id, text: '', place, target: '', clue: '', note: '' });

/** Fields behind a box to tick; they keep what they hold while the box is off. @param {Context} ctx @param {string} words @param {boolean} on @param {Field[]} fields */
function folded({ el }, words, on, fields) {
  const box = el('input', { type: 'checkbox', checked: on });
  const body = el('div', { className: 'pekt-group pekt-inbox-more', hidden: !on }, ...fields.map((field) => field.node));
  box.addEventListener('change', () => { body.hidden = !box.checked; });
  const open = () => { box.checked = true; body.hidden = false; };
  return { box, body, open, node: el('label', { className: 'pekt-beside' }, box, el('span', {}, words)) };
}

/**
 * One piece: its text, and behind two boxes where it leads and what it gives away. `spare` pieces count once they hold a text.
 * @param {Segment} segment @param {Record<string, Schema>} of @param {Context} ctx
 * @param {{text: Partial<Schema>, real?: string, spare?: boolean}} look `real` names the address that stands open beside the text
 * @returns {Piece}
 */
function piece(segment, of, ctx, { text: look, real = '', spare = false }) {
  const { el, t } = ctx;
  const text = ctx.field({ ...of.text, ...look, ...(spare && { minLength: 0 }) }, segment.text, ctx);
  const target = ctx.field({ ...of.target, maxLength: 80, ...(real && { title: real, description: '' }) }, segment.target, ctx);
  const clue = ctx.field({ ...of.clue, title: t('Kind of clue'), description: '' }, segment.clue, ctx);
  const note = ctx.field({ ...of.note, minLength: 1 }, segment.note, ctx);
  const marked = folded(ctx, t('It is a clue of fraud or a decoy'), Boolean(segment.clue || segment.note), [clue, note]);
  const linked = real || (segment.place !== 'body' && !segment.target) ? null : folded(ctx, t('It leads to an address'), Boolean(segment.target), [target]);
  const tools = el('div', { className: 'pekt-row' });
  const node = el(segment.place === 'body' ? 'li' : 'div', { className: 'pekt-inbox-piece' }, el('div', { className: 'pekt-group', role: 'group' }, text.node,
    real && target.node, el('div', { className: 'pekt-row' }, marked.node, linked?.node), linked?.body, marked.body, segment.place === 'body' && tools));
  const group = /** @type {HTMLElement} */ (node.firstChild);
  const named = () => group.setAttribute('aria-label', String(text.read()) || (look.title ?? ''));
  node.addEventListener('input', named);
  named();
  const select = clue.node.querySelector('select');
  marked.box.addEventListener('change', () => { // a sign of fraud is of some kind: the likeliest one, to be changed
    if (!marked.box.checked || !select || clue.read()) return;
    const kinds = of.clue?.enum ?? [];
    select.selectedIndex = kinds.indexOf(segment.place === 'sender' ? 'sender_domain' : linked?.box.checked ? 'link_mismatch' : 'urgency');
    ctx.changed(select);
  });
  const at = (/** @type {string} */ key) => ({ text, target, clue, note }[key] ?? text);
  const reveal = (/** @type {string} */ key) => { if (key === 'target') linked?.open(); if (key === 'clue' || key === 'note') marked.open(); };
  return {
    segment, spare, node, text, tools, input: /** @type {HTMLTextAreaElement} */ (text.node.querySelector('input, textarea')),
    read: () => ({ ...segment, text: text.read(), target: linked && !linked.box.checked ? '' : target.read(),
      clue: marked.box.checked ? clue.read() : '', note: marked.box.checked ? note.read() : '' }),
    fault(key, words) { if (words) reveal(key); at(key).fault([], words); },
    focus(key = 'text') { reveal(key); at(key).focus(); },
  };
}

/** @type {MakeField} */
const pieces = (schema, value, ctx) => new Pieces(schema, value, ctx);

/** @implements {Field} */
class Pieces {
  /** @param {Schema} schema @param {Segment[]} value @param {Context} ctx */
  constructor(schema, value, ctx) {
    this.value = value;
    this.ctx = ctx;
    this.of = schema.items?.properties ?? {};
    this.touched = false;
    const blank = value.every((s) => !s.text && s.place === 'body');
    const { el, t } = ctx;
    this.own = el('p', { className: 'pekt-fault', hidden: true, tabIndex: -1 });
    this.head = this.headPieces(blank ? [] : value);
    /** @type {Piece[]} */
    this.body = blank ? [] : value.filter((s) => s.place === 'body').map((s) => this.bodyPiece(s));
    this.whole = this.wholeText();
    this.list = el('ol', { className: 'pekt-cards' });
    this.shift = el('button', { type: 'button', className: 'pekt-button pekt-add', onclick: () => this.turn(!this.writing, true) });
    this.node = el('fieldset', { className: 'pekt-group pekt-part' }, el('legend', {}, t('The message')), this.own,
      ...this.head.map((each) => each.node), el('div', { className: 'pekt-inbox-text' }, this.whole.node, this.list, this.shift));
    this.node.addEventListener('input', () => { this.touched = true; ctx.tell(this.own, ''); });
    this.turn(!this.body.length, false);
    ctx.near('channel', () => this.suit());
    this.suit();
  }

  /** The sender's pieces and the subject's, with a spare one for the address shown and for the subject. @param {Segment[]} value */
  headPieces(value) {
    const { t, newId } = this.ctx;
    const of = (/** @type {Segment['place']} */ place, /** @type {number} */ least) => {
      const found = value.filter((s) => s.place === place);
      return [...found, ...Array.from({ length: Math.max(0, least - found.length) }, () => fresh(place, newId()))].map((s) => ({ segment: s, spare: !found.includes(s) }));
    };
    const title = (/** @type {string} */ words) => ({ title: words, description: '', maxLength: 80 });
    return [
      ...of('sender', 2).map(({ segment, spare }, n) => piece(segment, this.of, this.ctx, n
        ? { text: title(t('Address shown')), spare }
        : { text: title(t('Sender’s name')), real: t('Real address, if it differs'), spare: false })),
      ...of('subject', 1).map(({ segment, spare }) => piece(segment, this.of, this.ctx, { text: title(t('Subject')), spare })),
    ];
  }

  /** @param {Segment} segment */
  bodyPiece(segment) {
    const { el, t, icon } = this.ctx;
    const made = piece(segment, this.of, this.ctx, { text: { title: t('Piece of the text'), description: '' } });
    const button = (/** @type {string} */ words, /** @type {() => void} */ act, /** @type {Node[]} */ ...signs) =>
      el('button', { type: 'button', className: 'pekt-button', onclick: act }, ...signs, words);
    made.tools.append(button(t('Cut at the cursor'), () => this.split(made)), button(t('Join with the next'), () => this.join(made)),
      button(t('Remove'), () => this.remove(made), icon('remove')));
    made.input.addEventListener('keydown', (e) => { if (e.key === 'Enter' && !e.isComposing) this.split(made); });
    return made;
  }

  wholeText() {
    const { ctx, ctx: { t } } = this;
    const input = ctx.growing(this.body.map((each) => each.read().text).join('\n'), 5);
    input.addEventListener('input', () => { if (this.writing) this.known = recut(input.value, this.known ?? [], ctx.newId); });
    const field = ctx.labelled({ title: t('Text of the message, whole'), description: t('Write or paste all of it; then cut it where learners may mark it.') },
      '', { input, read: () => input.value });
    return { node: field.node, input };
  }

  /** Whether the text stands whole. */
  get writing() { return !this.whole.node.hidden; }

  /** Shows the text whole, or its pieces. @param {boolean} whole @param {boolean} focus */
  turn(whole, focus) {
    const { ctx, ctx: { t }, whole: { node, input } } = this;
    if (whole) {
      this.known = this.body.map((each) => each.read());
      input.value = this.known.map((s) => s.text).join('\n');
    } else if (this.known) {
      this.body = this.known.map((s) => this.bodyPiece(s));
      this.known = undefined;
    }
    node.hidden = !whole;
    this.list.hidden = whole;
    this.draw();
    this.shift.textContent = whole ? t('Cut it into pieces') : t('Write it as one text');
    if (!focus) return;
    if (whole || !this.body.length) (whole ? input : this.shift).focus(); else this.body[0]?.focus();
    if (!whole) ctx.say(t('{n} pieces', { n: this.body.length }));
  }

  draw() {
    this.list.replaceChildren(...this.body.map((each) => each.node));
    this.body.forEach((each, i) => each.tools.children[1]?.setAttribute('aria-disabled', String(i === this.body.length - 1)));
  }

  /** Shows what a channel has: an e-mail's subject and address; what holds a text stays. */
  suit() {
    const channel = this.ctx.near('channel')?.read();
    for (const { segment, node, spare, text } of this.head) {
      if (spare) node.hidden = !text.read() && !(segment.place === 'subject' ? SUBJECT : ADDRESS).includes(channel);
    }
  }

  /** Puts pieces in the place of others. @param {number} at @param {number} many @param {Segment[]} segments */
  put(at, many, segments) {
    this.body.splice(at, many, ...segments.map((s) => this.bodyPiece(s)));
    this.draw();
    this.ctx.changed(this.list);
  }

  /** @param {Piece} made */
  split(made) {
    const { ctx } = this, at = this.body.indexOf(made), { value, selectionStart: to } = made.input;
    const [one, two] = [value.slice(0, to).trim(), value.slice(to).trim()];
    if (!one || !two) {
      ctx.say(ctx.t('Put the cursor where the piece is to be cut.'));
      made.focus();
      return;
    }
    this.put(at, 1, [{ ...made.read(), text: one }, { ...fresh('body', ctx.newId()), text: two }]);
    this.body[at + 1]?.focus();
    this.body[at + 1]?.input.setSelectionRange(0, 0);
  }

  /** @param {Piece} made */
  join(made) {
    const at = this.body.indexOf(made), next = this.body[at + 1];
    if (!next) return;
    const [one, two] = [made.read(), next.read()];
    this.put(at, 2, [{ ...one, text: `${one.text} ${two.text}`, target: one.target || two.target, clue: one.clue || two.clue,
      note: [one.note, two.note].filter(Boolean).join('\n\n') }]);
    this.body[at]?.focus();
  }

  /** Takes a piece out and leaves an undo in its place. @param {Piece} made */
  remove(made) {
    const { ctx: { el, t, icon, changed } } = this, at = this.body.indexOf(made);
    this.body.splice(at, 1);
    this.draw();
    const undo = el('button', { type: 'button', className: 'pekt-button', onclick: () => { this.put(at, 0, [made.read()]); this.body[at]?.focus(); } },
      icon('undo'), t('Bring it back'));
    this.list.insertBefore(el('li', { className: 'pekt-undo' }, el('span', {}, t('Removed.')), undo), this.body[at]?.node ?? null);
    undo.focus();
    changed(this.list);
  }

  /** The pieces as a definition has them, each with what shows it; a text that stands whole has none for its own yet. @returns {[Segment, Piece?][]} */
  stand() {
    const head = this.head.filter((each) => !each.spare || String(each.text.read()).trim());
    return [...head.map((each) => /** @type {[Segment, Piece]} */ ([each.read(), each])),
      ...(this.known ? this.known.map((s) => /** @type {[Segment]} */ ([s])) : this.body.map((each) => /** @type {[Segment, Piece]} */ ([each.read(), each])))];
  }

  read() { return this.touched ? this.stand().map(([segment]) => segment) : this.value; }

  /** The piece that a place in the value names, cut out if need be. @param {string | number | undefined} index */
  at(index) {
    const find = () => {
      const id = index === undefined ? null : this.read()[Number(index)]?.id;
      return [...this.head, ...this.body].find((each) => each.segment.id === id);
    };
    const found = find();
    if (found || !this.known?.length || index === undefined) return found;
    this.turn(false, false);
    return find();
  }

  /** @param {import('../../../static/studio/studio.d.ts').Path} at @param {string} text */
  fault([index, key], text) {
    const found = this.at(index);
    if (found) found.fault(String(key), text); else this.ctx.tell(this.own, text);
  }

  /** @param {import('../../../static/studio/studio.d.ts').Path} [at] */
  focus([index, key] = []) {
    const found = this.at(index);
    if (found) found.focus(key === undefined ? undefined : String(key)); else if (this.own.hidden) this.head[0]?.focus(); else this.own.focus();
  }
}

/** @type {Record<string, MakeField>} */
export const kinds = { pieces };
