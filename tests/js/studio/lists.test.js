import assert from 'node:assert/strict';
import { test } from 'node:test';

import { button, context, modules, shown, type } from './page.js';
import { schemas } from './schemas.js';

const LINES = { type: 'array', title: 'Γραμμές', items: { type: 'string', title: 'Γραμμή' }, maxItems: 4 };
const press = (node, key, more = {}) => node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const tool = (field, row, words) => button(field.node.querySelectorAll('ol > li')[row], words);

test('add, and focus goes to what was added; a full list offers no more', () => {
  const field = shown(LINES, ['α', 'β', 'γ']);
  button(field.node, 'Add').click();
  assert.equal(document.activeElement, field.node.querySelectorAll('textarea')[3]);
  type(document.activeElement, 'δ');
  assert.deepEqual(field.read(), ['α', 'β', 'γ', 'δ']);
  assert.equal(button(field.node, 'Add').hidden, true);
  tool(field, 0, 'Duplicate').click();
  assert.deepEqual(field.read(), ['α', 'β', 'γ', 'δ']);
});

test('move by buttons and by Alt and an arrow; what was typed and the focus go along', () => {
  const said = [];
  const field = shown(LINES, ['α', 'β', 'γ'], { given: { say: (text) => said.push(text) } });
  type(field.node.querySelector('textarea'), 'Α!');
  tool(field, 0, 'Move down').click();
  assert.deepEqual(field.read(), ['β', 'Α!', 'γ']);
  const up = tool(field, 1, 'Move up');
  up.focus();
  press(up, 'ArrowDown', { altKey: true });
  press(up, 'ArrowDown', { altKey: true });
  assert.deepEqual(field.read(), ['β', 'γ', 'Α!']);
  assert.equal(document.activeElement, up);
  press(up, 'ArrowUp');
  assert.deepEqual(field.read(), ['β', 'γ', 'Α!']);
  assert.deepEqual(said, ['Moved to place 2 of 3.', 'Moved to place 3 of 3.']);
  assert.equal(tool(field, 2, 'Move down').getAttribute('aria-disabled'), 'true');
});

test("a row's buttons are one stop of Tab, walked by arrows; a key held with another is not theirs", () => {
  const field = shown(LINES, ['α', 'β']);
  const bar = field.node.querySelectorAll('[role=toolbar]')[1];
  const stops = [...bar.children];
  const stop = () => stops.filter((each) => each.tabIndex === 0);
  assert.equal(stops.length, 4);
  assert.deepEqual(stop(), [stops[0]]);
  stops[0].focus();
  press(stops[0], 'ArrowRight');
  press(document.activeElement, 'ArrowRight');
  assert.equal(document.activeElement, stops[2]);
  for (const held of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey']) press(stops[2], 'ArrowRight', { [held]: true });
  assert.equal(document.activeElement, stops[2]);
  press(stops[2], 'End');
  press(stops[3], 'ArrowRight');
  assert.equal(document.activeElement, stops[0]);
  press(stops[0], 'ArrowLeft');
  assert.deepEqual(stop(), [stops[3]], 'Tab comes back to where it was left');
  stops[1].focus(); // a click
  assert.deepEqual(stop(), [stops[1]]);
});

test('remove leaves an undo with the focus, which brings back what was typed to its place', () => {
  const field = shown(LINES, ['α', 'β', 'γ']);
  type(field.node.querySelectorAll('textarea')[1], 'βήτα');
  tool(field, 1, 'Remove').click();
  assert.deepEqual(field.read(), ['α', 'γ']);
  assert.equal(document.activeElement.textContent, 'Bring it back');
  document.activeElement.click();
  assert.deepEqual(field.read(), ['α', 'βήτα', 'γ']);
  assert.deepEqual([...field.node.querySelectorAll('textarea')].map((t) => t.value), ['α', 'βήτα', 'γ']);
});

test('a copy has identifiers of its own, all else the same', () => {
  const value = shown(schemas.quiz, undefined).read().items;
  const field = shown(schemas.quiz.properties.items, value);
  tool(field, 0, 'Duplicate').click();
  const [one, two] = field.read();
  const ids = modules.form.idsIn([one, two]);
  assert.equal(new Set(ids).size, ids.length);
  const bare = (v) => JSON.stringify(v, (key, inner) => (key === 'id' ? '' : inner));
  assert.equal(bare(one), bare(two));
});

test('a copy keeps its references and marks among itself', () => {
  const id = { type: 'string', format: 'id' };
  const schema = { type: 'object', properties: { id, text: { type: 'string', format: 'markdown' }, plain: { type: 'string' },
    bins: { type: 'array', items: { type: 'object', properties: { id } } }, in: { type: 'array', refers: 'bins', items: id } } };
  const copy = modules.lists.renamed(schema, { id: 'q', text: '[[a]] και [[ξένο]]', plain: 'a', bins: [{ id: 'a' }], in: ['a', 'elsewhere'] }, context());
  const bin = copy.bins[0].id;
  assert.notEqual(bin, 'a');
  assert.deepEqual({ ...copy, id: '' }, { id: '', text: `[[${bin}]] και [[ξένο]]`, plain: 'a', bins: [{ id: bin }], in: [bin, 'elsewhere'] });
});

test('a folded card says its number, kind and first words, and follows what is typed', () => {
  const field = shown(schemas.quiz.properties.items, [{ ...shown(schemas.single, undefined).read(), prompt: '**Ποιο** [άρθρο](https://a.example);' }]);
  const head = field.node.querySelector('.pekt-cardhead');
  assert.equal(head.textContent, '1. Μία επιλογή: Ποιο άρθρο;');
  assert.equal(field.node.querySelector('textarea'), null, 'a folded card is not built');
  head.click();
  assert.equal(head.getAttribute('aria-expanded'), 'true');
  type(field.node.querySelector('textarea'), 'Άλλο');
  assert.equal(head.textContent, '1. Μία επιλογή: Άλλο');
});

test('an item is added by its kind, and a change of kind keeps what both have', () => {
  const field = shown(schemas.quiz.properties.items, []);
  [...field.node.querySelectorAll('.pekt-adder .pekt-kindcard')].find((b) => b.textContent === 'Αριθμός').click();
  assert.equal(field.read()[0].tag, 'number');
  const before = field.read()[0];
  type(field.node.querySelector('textarea'), 'Πόσα;');
  const choose = (name) => [...field.node.querySelectorAll('.pekt-kind label')].find((l) => l.textContent === name).querySelector('input').click();
  choose('Μία επιλογή');
  const [single] = field.read();
  assert.deepEqual([single.tag, single.id, single.prompt, single.options.length], ['single', before.id, 'Πόσα;', 2]);
  choose('Αριθμός');
  assert.deepEqual(field.read()[0], { ...before, prompt: 'Πόσα;' });
});

test('items that stand in a text bring their mark along', () => {
  const gap = { type: 'object', properties: { id: { type: 'string', format: 'id' }, accepted: { type: 'array', title: 'Δεκτές', items: { type: 'string', title: 'Λέξη' }, minItems: 1 } } };
  const field = shown({ type: 'object', title: '', properties: { text: { type: 'string', format: 'markdown', title: 'Κείμενο' },
    gaps: { type: 'array', title: 'Κενά', items: gap, marks: 'text' } } }, { text: 'Ο ήλιος [[1]].', gaps: [{ id: '1', accepted: ['λάμπει'] }] });
  button(field.node, 'Add').click();
  assert.equal(field.read().text, 'Ο ήλιος [[1]]. [[2]]');
  assert.deepEqual(field.read().gaps.map((each) => each.id), ['1', '2']);
  assert.equal(field.node.querySelector('.pekt-cardhead').textContent, '[[1]] λάμπει');
});

test('references follow the list they name', () => {
  const field = shown({ type: 'object', title: '', properties: {
    bins: { type: 'array', title: 'Κουτιά', items: { type: 'object', properties: { id: { type: 'string', format: 'id' }, text: { type: 'string', title: 'Όνομα' } } } },
    cards: { type: 'array', title: 'Κάρτες', items: { type: 'object', properties: { accepted: { type: 'array', title: 'Σωστά', refers: 'bins', items: { type: 'string', format: 'id' } } } } },
  } }, { bins: [{ id: 'a', text: 'Ένα' }], cards: [{ accepted: ['gone'] }] });
  button(field.node.querySelector('.pekt-list'), 'Add').click();
  type(document.activeElement, 'Δύο');
  const { id } = field.read().bins[1];
  field.node.querySelector('.pekt-cardhead').click();
  const boxes = [...field.node.querySelectorAll('.pekt-radios label')];
  assert.deepEqual(boxes.map((b) => b.textContent), ['Ένα', 'Δύο']);
  boxes[1].querySelector('input').click();
  assert.deepEqual(field.read().cards[0].accepted, ['gone', id]);
});

test('values of a closed list are boxes to tick, unless one stands there twice', () => {
  const schema = { type: 'array', title: 'Εντολές', items: { type: 'string', enum: ['move', 'left', 'pick'], labels: { move: 'Μπροστά', left: 'Αριστερά', pick: 'Μάζεψε' } } };
  const field = shown(schema, ['pick', 'move']);
  const boxes = [...field.node.querySelectorAll('label')];
  assert.deepEqual(boxes.map((b) => [b.textContent, b.querySelector('input').checked]), [['Μπροστά', true], ['Αριστερά', false], ['Μάζεψε', true]]);
  boxes[1].querySelector('input').click();
  boxes[2].querySelector('input').click();
  assert.deepEqual(field.read(), ['move', 'left']);
  const numbers = shown({ type: 'array', title: 'Αριθμοί', items: { enum: [1, 2] } }, [2]);
  numbers.node.querySelector('input').click();
  assert.deepEqual(numbers.read(), [2, 1]);
  assert.equal(shown(schema, ['move', 'move']).node.querySelectorAll('ol > li').length, 2);
});

test('a part without a name of its own is named by its list', () => {
  const field = shown({ type: 'array', title: 'Βοήθειες', items: { type: 'string', format: 'markdown' } }, ['μία']);
  assert.match(field.node.querySelector('textarea').labels[0].textContent, /Βοήθειες/);
});

test('a card says what must be there before what may be', () => {
  const schema = { type: 'array', title: 'Μηνύματα', items: { type: 'object', title: 'Μήνυμα', properties: {
    when: { type: 'string', title: 'Πότε' }, parts: { type: 'array', title: 'Κομμάτια', items: { type: 'string', minLength: 1 } } } } };
  assert.equal(shown(schema, [{ when: '09:40', parts: ['Γεια σου'] }]).node.querySelector('.pekt-cardhead').textContent, '1. Γεια σου');
  assert.equal(shown(schema, [{ when: '09:40', parts: [] }]).node.querySelector('.pekt-cardhead').textContent, '1. 09:40');
});
