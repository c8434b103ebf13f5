import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { file, open } from './page.js';

const { basics, el } = await import(file('kit.js'));
const { reorder } = await import(file('reorder.js'));

beforeEach(() => {
  open();
});

test('words: the catalogue first, then the message; numbers as the language writes them', () => {
  const { t } = basics({ words: { 'Best: {n}%': 'Καλύτερη: {n}%' }, lang: 'el' });
  assert.equal(t('Best: {n}%', { n: 1234.567 }), 'Καλύτερη: 1.234,57%');
  assert.equal(t('{n} of {of}, {what}', { n: 0, of: 2 }), '0 of 2, {what}');
});

test('an element: properties, listeners and children as given', () => {
  let clicks = 0;
  const node = el('button', { class: 'a', hidden: true, title: null, id: false, 'data-n': 0, onclick: () => clicks++ }, 'x', null, [
    el('b', null, 'y'),
    [false, 'z'],
  ]);
  node.click();
  assert.equal(node.outerHTML, '<button type="button" class="a" hidden="" data-n="0">x<b>y</b>z</button>');
  assert.equal(clicks, 1);
});

test('a mark says in a word how it went, and nothing where nothing is judged', () => {
  const { mark } = basics({ lang: 'en' });
  assert.match(mark(true, '<b>why</b>').textContent, /^Correct why$/);
  assert.match(mark(false).className, /wrong/);
  assert.equal(mark(null, 'note').textContent.trim(), 'note');
});

test('a verdict that the note opens with is seen once; icon and tone stay, and the word for who hears it', () => {
  const { mark } = basics({ lang: 'en' });
  const hidden = (right, note) => mark(right, note).querySelector('strong').classList.contains('pekt-hidden');
  const twice = { true: ['<p>Σωστά: ο χρόνος.</p>', '<p><strong>Σωστό.</strong> Ναι.</p>', 'ΝΑΙ, έτσι', 'Correct. So it is.', 'Yes, always'],
    false: ['<p>Λάθος: όχι έτσι.</p>', 'Όχι, γιατί', 'Δεν είναι σωστό.', 'No. It asks.', 'Not right: look again'] };
  const once = { true: ['', 'Σωστάνομα', 'Όχι, σωστά!', 'Right-click does it', 'Rightly so', 'Αυτό είναι σωστό'],
    false: ['', 'Σωστά, αλλά…', 'No phone does that', 'Now look', 'Λάθοςπου', 'Αυτό δεν'] };
  for (const right of [true, false]) {
    assert.deepEqual(twice[right].filter((note) => !hidden(right, note)), []);
    assert.deepEqual(once[right].filter((note) => hidden(right, note)), []);
  }
  const node = mark(true, 'Σωστά!');
  assert.match(node.textContent, /^Correct Σωστά!$/);
  assert.ok(node.querySelector('svg') && node.classList.contains('right'));
});

test('a fault is tied to its control and goes without a trace', () => {
  const { fault } = basics({ lang: 'en' }),
    input = el('input'),
    box = el('div', null, input);
  assert.equal(fault(box, 'Write.'), input);
  assert.equal(box.querySelector(`[id="${input.getAttribute('aria-describedby')}"]`).textContent, 'Write.');
  fault(box, '');
  assert.equal(box.textContent, '');
});

test('steps in order: read, set, locked and left out, by functions that a view can hand on', () => {
  const told = [];
  const said = [];
  const kit = { ...basics({ lang: 'en' }), say: (text) => said.push(text) };
  const items = ['a', 'b', 'c'].map((id) => ({ id, html: `<b>${id}</b>` }));
  const { node, ids, out, row, set, lock } = reorder(kit, { items, label: 'Steps', leave_out: true, changed: (...now) => told.push(now) });
  const press = (id, act) => row(id).querySelector(`[data-act=${act}]`).click();
  press('a', 'down');
  assert.deepEqual([ids(), out()], [['b', 'a', 'c'], []]);
  assert.deepEqual(said, ['a: place 2 of 3']);
  press('b', 'up');
  assert.equal(told.length, 1, 'past the end nothing moves');
  press('a', 'remove');
  assert.deepEqual(told.at(-1), [['b', 'c'], ['a']]);
  set(['c', 'a', 'unknown'], ['b']);
  assert.deepEqual([ids(), out()], [['c', 'a'], ['b']]);
  lock(true);
  press('c', 'down');
  press('b', 'add');
  assert.deepEqual([ids(), out(), told.length], [['c', 'a'], ['b'], 2]);
  assert.equal(node.querySelectorAll('button[aria-disabled=false]').length, 0);
  assert.equal(row('c').querySelector('button').textContent, 'Up: c');
});
