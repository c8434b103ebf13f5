import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { file, open } from './page.js';

const { basics, el } = await import(file('kit.js'));

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

test('a fault is tied to its control and goes without a trace', () => {
  const { fault } = basics({ lang: 'en' }),
    input = el('input'),
    box = el('div', null, input);
  assert.equal(fault(box, 'Write.'), input);
  assert.equal(box.querySelector(`[id="${input.getAttribute('aria-describedby')}"]`).textContent, 'Write.');
  fault(box, '');
  assert.equal(box.textContent, '');
});
