import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds as forms } from '../../../pekt_xblocks/activities/inbox/edit.js';
import { cut, kinds as pieces, recut } from '../../../pekt_xblocks/activities/inbox/edit_pieces.js';
import { kinds as ready } from '../../../pekt_xblocks/activities/inbox/edit_ready.js';
import { button, context, type, window } from '../studio/page.js';

const text = (title, more = {}) => ({ type: 'string', title, minLength: 1, maxLength: 2000, ...more });
const note = (title) => text(title, { format: 'markdown', minLength: 0 });
const id = { type: 'string', format: 'id' };
const SEGMENT = { type: 'object', properties: { id, text: text('Text'), place: { enum: ['sender', 'subject', 'body'], default: 'body' },
  target: text('Real', { minLength: 0 }), clue: { enum: ['', 'decoy', 'urgency', 'sender_domain', 'link_mismatch'], default: '' }, note: note('Why') } };
const RULE = { type: 'object', properties: { action: { enum: ['keep', 'open', 'report'], title: 'Action', labels: { keep: 'Keep' } },
  worth: { enum: ['usual', '0', '0.5', '1'], title: 'Worth', default: 'usual' }, feedback: note('Feedback') } };
const MESSAGE = { type: 'object', format: 'message', properties: {
  id, channel: { enum: ['email', 'sms'], labels: { email: 'E-mail', sms: 'SMS' }, default: 'email', title: 'Kind' }, genuine: { type: 'boolean', title: 'Genuine' },
  when: text('When', { minLength: 0 }), segments: { type: 'array', items: SEGMENT, minItems: 2 }, actions: { type: 'array', items: RULE, default: [] }, why: text('Truth') } };
const segment = (at, words, more = {}) => ({ id: at, text: words, place: 'body', target: '', clue: '', note: '', ...more });

function open(value) {
  const ctx = context({ kinds: { ...forms, ...pieces, ...ready } }), field = ctx.field(MESSAGE, value ?? ctx.blank(MESSAGE), ctx);
  document.body.replaceChildren(field.node);
  const label = (words) => [...field.node.querySelectorAll('label')].find((each) => each.textContent.startsWith(words)).control;
  return { field, label, read: () => field.read(), press: (words, n = 0) => [...field.node.querySelectorAll('button')].filter((b) => b.textContent === words)[n].click(),
    texts: () => field.read().segments.filter((s) => s.place === 'body').map((s) => s.text) };
}
const whole = ({ field }) => field.node.querySelector('.pekt-inbox-text > .pekt-entry textarea');
const told = { id: 'm1', channel: 'email', genuine: false, when: '', why: 'Because.', actions: [{ action: 'open', worth: 'usual', feedback: 'No.' }], segments: [
  segment('a', 'Bank', { place: 'sender' }), segment('b', 'Pay now.', { clue: 'urgency', note: 'Hurry' }), segment('c', 'Or lose it all.')] };

test('a text is cut at lines, sentences and addresses; abbreviations, amounts and times stay whole', () => {
  assert.deepEqual(cut('Καλημέρα! Ο κ. Παππάς ζητά 1.250,50 € ώς τις 18:00. Πάτα bank.example/pay τώρα; Ναι.\n\nΑρ. 55'),
    ['Καλημέρα!', 'Ο κ. Παππάς ζητά 1.250,50 € ώς τις 18:00.', 'Πάτα', 'bank.example/pay', 'τώρα;', 'Ναι.', 'Αρ. 55']);
});

test('cutting anew keeps what is known of a piece: the same words, wherever they went, or nearly the same', () => {
  let n = 0;
  const known = told.segments.slice(1);
  const made = recut('Or lose it all.\nPay today.\nNew line', known, () => `new${n += 1}`);
  assert.deepEqual(made.map((s) => [s.id, s.text, s.clue]), [['c', 'Or lose it all.', ''], ['b', 'Pay today.', 'urgency'], ['new1', 'New line', '']]);
  assert.deepEqual(recut(known.map((s) => s.text).join('\n'), known, () => 'x'), known);
});

test('an empty message: what is written whole is read in pieces, with the same identifiers twice', () => {
  const form = open();
  type(form.label('Sender’s name'), 'Bank');
  type(whole(form), 'One thing. Another thing.');
  assert.deepEqual(form.texts(), ['One thing.', 'Another thing.']);
  assert.deepEqual(form.read(), form.read());
  assert.equal(form.read().segments[0].place, 'sender');
  form.press('Cut it into pieces');
  assert.deepEqual(form.texts(), ['One thing.', 'Another thing.']);
});

test('a sender that was left empty is sent empty, so that the fault stands at it', () => {
  const form = open();
  type(whole(form), 'One thing.');
  assert.deepEqual(form.read().segments.map((s) => [s.place, s.text]), [['sender', ''], ['body', 'One thing.']]);
  form.field.fault(['segments', 0, 'text'], 'Write it.');
  assert.match(form.label('Sender’s name').closest('.pekt-entry').querySelector('.pekt-fault').textContent, /Write it/);
});

test('pieces are split at the cursor, joined, removed and brought back', () => {
  const form = open(told), area = () => form.field.node.querySelector('ol textarea');
  area().setSelectionRange(4, 4);
  area().dispatchEvent(new window.KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  assert.deepEqual(form.read().segments.slice(1).map((s) => [s.text, s.clue]), [['Pay', 'urgency'], ['now.', ''], ['Or lose it all.', '']]);
  form.press('Join with the next');
  assert.deepEqual(form.read().segments[1], told.segments[1]);
  form.press('Remove');
  assert.deepEqual(form.texts(), ['Or lose it all.']);
  form.press('Bring it back');
  assert.deepEqual(form.texts(), ['Pay now.', 'Or lose it all.']);
});

test('the box of a clue opens its kind with the likeliest one; off, it is no clue, and on again it is as it was', () => {
  const form = open(told), boxes = [...form.field.node.querySelectorAll('ol input[type=checkbox]')];
  boxes[2].click();
  assert.equal(form.read().segments[2].clue, 'urgency');
  boxes[0].click();
  assert.deepEqual([form.read().segments[1].clue, form.read().segments[1].note], ['', '']);
  boxes[0].click();
  assert.deepEqual(form.read().segments[1], told.segments[1]);
});

test('an action is written once its row says something; the order of what stood there stays', () => {
  const form = open(told);
  assert.equal(form.field.node.querySelectorAll('tbody tr').length, 3);
  type(form.label('Feedback: Keep'), 'Why keep it?');
  assert.deepEqual(form.read().actions, [...told.actions, { action: 'keep', worth: 'usual', feedback: 'Why keep it?' }]);
  type(form.label('Feedback: Keep'), '');
  assert.deepEqual(form.read().actions, told.actions);
});

test('the same action twice is seen, its fault too, and goes once it is emptied', () => {
  const form = open({ ...told, actions: [...told.actions, { action: 'open', worth: '0', feedback: 'Again' }] });
  assert.equal(form.read().actions.length, 2);
  const select = form.field.node.querySelector('tbody tr:last-child select, tbody tr:last-child input[type=radio]');
  if (select.tagName === 'SELECT') { select.selectedIndex = 0; type(select, select.value); } else select.click();
  type(form.field.node.querySelector('tbody tr:last-child textarea'), '');
  assert.deepEqual(form.read().actions, told.actions);
});

test('a ready message fills an empty one and keeps its identifier; a written one offers none', () => {
  const form = open(), { id: own } = form.read();
  button(form.field.node, 'A parcel, by text message').click();
  const made = form.read();
  assert.deepEqual([made.id, made.channel, made.segments.filter((s) => s.clue).length], [own, 'sms', 4]);
  assert.equal(new Set(made.segments.map((s) => s.id)).size, made.segments.length);
  assert.equal(open(told).field.node.querySelector('.pekt-inbox-ready'), null);
});
