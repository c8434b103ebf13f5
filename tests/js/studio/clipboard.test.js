import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { button, context, modules, window } from './page.js';
import { schemas } from './schemas.js';

const ITEMS = schemas.quiz.properties.items;
const store = window.localStorage;
const clip = (given = store) => modules.clipboard.clipboard({ store: given, kind: 'quiz', renamed: modules.lists.renamed });
beforeEach(() => store.clear());

/** A list in the page, with a clipboard of its own as another editor would have. */
function list(schema, value, clipboard = clip(), said = []) {
  const ctx = context({ given: { clip: clipboard, say: (text) => said.push(text) } });
  const field = ctx.field(schema, value, ctx);
  document.body.append(field.node);
  field.refresh();
  return field;
}
const tool = (field, row, words) => button(field.node.querySelectorAll(':scope > ol > li')[row], words);
const paste = (field) => field.node.querySelector(':scope > .pekt-paster');
const single = () => context().blank(schemas.single);

test('an item goes to a list of another editor, with identifiers of its own and all else the same', () => {
  const item = { ...single(), prompt: 'Ποιο;' };
  const one = list(ITEMS, [item]);
  assert.equal(paste(one).hidden, true);
  tool(one, 0, 'Copy').click();
  const two = list(ITEMS, []);
  assert.equal(paste(two).hidden, false);
  button(paste(two), 'Paste').click();
  const [pasted] = two.read();
  const bare = (v) => JSON.stringify(v, (key, inner) => (key === 'id' ? '' : inner));
  assert.equal(bare(pasted), bare(item));
  const ids = modules.form.idsIn([item, pasted]);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(two.node.contains(document.activeElement) && document.activeElement.tagName !== 'BUTTON', 'the focus is in what was pasted');
});

test('an open list offers it as soon as it is copied, here or in another tab', () => {
  const shared = clip();
  const [one, two] = [list(ITEMS, [single()], shared), list(ITEMS, [], shared)];
  tool(one, 0, 'Copy').click();
  assert.equal(paste(two).hidden, false);
  const elsewhere = list(ITEMS, [], clip());
  store.clear();
  window.dispatchEvent(new window.StorageEvent('storage', { key: 'pekt-clipboard' }));
  assert.equal(paste(elsewhere).hidden, true);
});

test('what does not fit is refused in words and changes nothing', () => {
  const said = [];
  tool(list(ITEMS, [{ ...single(), prompt: 'Ποιο;' }]), 0, 'Copy').click();
  const other = { type: 'array', title: 'Μηνύματα', items: { type: 'object', properties: { id: { type: 'string', format: 'id' },
    parts: { type: 'array', title: 'Κομμάτια', items: { type: 'string' } } } } };
  const field = list(other, [], clip(), said);
  button(paste(field), 'Paste').click();
  assert.deepEqual(field.read(), []);
  assert.equal(paste(field).querySelector('.pekt-fault').textContent, '“Ποιο;” does not fit in “Μηνύματα”: it comes from a list of another kind.');
  assert.equal(said.length, 1);
});

test('a short list of lines offers nothing that does not fit; a full list says so', () => {
  const lines = (title, format, maxItems = 9) => ({ type: 'array', title, maxItems, items: { type: 'string', format } });
  const shared = clip();
  const hints = list(lines('Βοήθειες', 'markdown', 2), ['μία'], shared);
  const words = list(lines('Λέξεις', undefined), ['α'], shared);
  tool(hints, 0, 'Copy').click();
  assert.deepEqual([paste(hints).hidden, paste(words).hidden], [false, true]);
  button(paste(hints), 'Paste').click();
  button(paste(hints), 'Paste').click();
  assert.deepEqual(hints.read(), ['μία', 'μία']);
  assert.equal(paste(hints).querySelector('.pekt-fault').textContent, 'This list is full.');
});

test('a gap that is pasted brings its mark along; a reference to what is not here is dropped', () => {
  const id = { type: 'string', format: 'id' };
  const gaps = { type: 'object', title: '', properties: { text: { type: 'string', format: 'markdown', title: 'Κείμενο' },
    gaps: { type: 'array', title: 'Κενά', marks: 'text', items: { type: 'object', properties: { id, word: { type: 'string', title: 'Λέξη' } } } } } };
  const shared = clip();
  const ctx = context({ given: { clip: shared } });
  const cloze = ctx.field(gaps, { text: 'Ο [[1]].', gaps: [{ id: '1', word: 'ήλιος' }] }, ctx);
  document.body.append(cloze.node);
  button(cloze.node, 'Copy').click();
  button(cloze.node, 'Paste').click();
  assert.deepEqual(cloze.read(), { text: 'Ο [[1]]. [[2]]', gaps: [{ id: '1', word: 'ήλιος' }, { id: '2', word: 'ήλιος' }] });
  const cards = { type: 'object', title: '', properties: { bins: { type: 'array', title: 'Κουτιά', items: { type: 'object', properties: { id, text: { type: 'string', title: 'Όνομα' } } } },
    cards: { type: 'array', title: 'Κάρτες', items: { type: 'object', properties: { id, accepted: { type: 'array', title: 'Σωστά', refers: 'bins', items: id } } } } } };
  const sort = ctx.field(cards, { bins: [{ id: 'here', text: 'Εδώ' }], cards: [{ id: 'c', accepted: ['here', 'gone'] }] }, ctx);
  document.body.replaceChildren(sort.node);
  const [, list_] = sort.node.querySelectorAll('.pekt-list');
  button(list_, 'Copy').click();
  button(list_.querySelector(':scope > .pekt-paster'), 'Paste').click();
  assert.deepEqual(sort.read().cards[1].accepted, ['here']);
});

test('what a stranger left in the store never gets in', () => {
  const held = (item, more = {}) => JSON.stringify({ version: 1, kind: 'quiz', shape: '', title: 'ξένο', item, ...more });
  const good = single();
  for (const text of ['', 'no json', '[]', held(good, { version: 2 }), held(good, { title: 5 }), `${held(good)}${' '.repeat(600_000)}`]) {
    store.setItem('pekt-clipboard', text);
    assert.equal(paste(list(ITEMS, [])).hidden, true, text.slice(0, 40));
  }
  const { prompt, ...less } = good;
  for (const item of [null, 7, 'text', [], {}, less, { ...good, more: 1 }, { ...good, tag: 'odd' }, { ...good, options: [{}] }, { ...good, prompt: 5 }]) {
    store.setItem('pekt-clipboard', held(item));
    const field = list(ITEMS, []);
    button(paste(field), 'Paste').click();
    assert.deepEqual(field.read(), [], JSON.stringify(item));
  }
  assert.equal(typeof prompt, 'string');
});

test('a browser that keeps nothing still carries an item within the editor', () => {
  const refusing = { getItem() { throw new Error('no'); }, setItem() { throw new Error('no'); } };
  const shared = clip(refusing);
  const [one, two] = [list(ITEMS, [single()], shared), list(ITEMS, [], shared)];
  tool(one, 0, 'Copy').click();
  button(paste(two), 'Paste').click();
  assert.equal(two.read().length, 1);
});
