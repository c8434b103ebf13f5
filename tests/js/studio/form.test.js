import assert from 'node:assert/strict';
import { test } from 'node:test';

import { context, modules, shown, type } from './page.js';
import { anyValue, quiz, random, schemas } from './schemas.js';

for (const [name, schema] of Object.entries(schemas)) {
  test(`${name}: any value reads back exactly as it was shown`, () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const value = anyValue(schema, random(seed));
      assert.deepEqual(shown(schema, value).read(), value, `seed ${seed}`);
    }
  });
  test(`${name}: the same with every card open`, () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const value = anyValue(schema, random(seed));
      const field = shown(schema, value);
      for (let heads; (heads = document.querySelectorAll('[aria-expanded=false]')).length;) heads.forEach((head) => head.click());
      assert.deepEqual(field.read(), value, `seed ${seed}`);
    }
  });
  test(`${name}: a new one is of the schema's shape`, () => {
    const value = shown(schema, undefined).read();
    assert.deepEqual(shown(schema, value).read(), value);
    assert.equal(Array.isArray(value), schema.type === 'array');
  });
}

test('a word, a group or a format outside the vocabulary is an error', () => {
  for (const schema of [{ type: 'string', colour: 'red' }, { type: 'string', group: 'odd' }, { type: 'string', format: 'blob' }, { type: 'null' }, {}]) {
    assert.throws(() => shown(schema, ''), /editor/);
  }
});

test('what is typed is read: text, number with a comma or a point, what is no number as written', () => {
  const field = shown({ type: 'object', title: 'x', properties: { a: { type: 'string', title: 'a' }, n: { type: 'number', title: 'n' } } }, { a: '', n: 1.5 });
  const [a, n] = field.node.querySelectorAll('textarea, input');
  assert.equal(n.value, '1,5');
  type(a, 'Γεια');
  for (const [written, read] of [['2,75', 2.75], [' 3.5 ', 3.5], ['-1', -1], ['δύο', 'δύο'], ['', '']]) {
    type(n, written);
    assert.deepEqual(field.read(), { a: 'Γεια', n: read });
  }
});

test('a value of the wrong shape is a new one, not an error', () => {
  for (const wrong of [null, 5, 'x', [], {}, { items: 'x' }, { items: [null, { tag: 'odd' }], intro: [], layout: {} }]) {
    const read = shown(quiz, wrong).read();
    assert.ok(Array.isArray(read.items) && typeof read.intro === 'string', JSON.stringify(wrong));
  }
});

test('help and fault are tied to the control, and typing takes the fault away', () => {
  const field = shown({ type: 'string', title: 'Τίτλος', description: 'Σύντομος.' }, '');
  const input = field.node.querySelector('textarea');
  const described = () => input.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent);
  assert.deepEqual(described(), ['Σύντομος.']);
  assert.equal(field.node.querySelector('label').htmlFor, input.id);
  field.fault([], 'Γράψε κάτι.');
  assert.deepEqual(described(), ['Σύντομος.', 'Γράψε κάτι.']);
  assert.equal(input.getAttribute('aria-invalid'), 'true');
  type(input, 'α');
  assert.deepEqual(described(), ['Σύντομος.']);
  assert.equal(input.hasAttribute('aria-invalid'), false);
});

test('radios and a choice list say what was chosen, in the value\'s own type', () => {
  const field = shown(schemas.enums, { small: 'a', large: 6 });
  const [, b] = field.node.querySelectorAll('input');
  b.click();
  const select = field.node.querySelector('select');
  select.selectedIndex = 1;
  select.dispatchEvent(new Event('input', { bubbles: true }));
  assert.deepEqual(field.read(), { small: 'b', large: 2 });
});

test('a field shows under its condition alone, keeps its value when hidden, and comes out for its fault', () => {
  const field = shown(quiz, { ...shown(quiz, undefined).read(), layout: 'page', seconds: 7 });
  const part = () => [...field.node.querySelectorAll('.pekt-entry')].find((n) => n.textContent.includes('Δευτερόλεπτα'));
  assert.equal(part().hidden, true);
  assert.equal(field.read().seconds, 7);
  field.node.querySelector('input[type=radio]').click();
  assert.equal(part().hidden, false);
  field.node.querySelectorAll('input[type=radio]')[1].click();
  assert.equal(part().hidden, true);
  field.fault(['seconds'], 'Μικρότερο.');
  assert.equal(part().hidden, false);
});

test('new identifiers differ from all there are', () => {
  const ctx = context({ given: { ids: ['iabcde'] } });
  const made = Array.from({ length: 500 }, () => ctx.newId());
  assert.equal(new Set([...made, 'iabcde']).size, 501);
  for (const id of made) assert.match(id, /^[a-z0-9][a-z0-9_-]{0,39}$/);
});

test('rare fields fold away; the focus opens the fold', () => {
  const field = shown(schemas.single, undefined);
  const fold = [...field.node.querySelectorAll('details')].find((d) => d.textContent.includes('Μονάδες'));
  assert.equal(fold.open, false);
  field.focus(['points']);
  assert.equal(fold.open, true);
  assert.equal(document.activeElement.value, '1');
});

test('every word the editor says has its Greek, and the catalogue holds no other', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = new URL('../../../static/studio/', import.meta.url);
  const said = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'))
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/\bt\(\s*'((?:[^'\\\n]|\\.)+)'/g)].map((found) => found[1]));
  const catalogue = readFileSync(new URL('../../../conf/locale/parts/studio.el.po', import.meta.url), 'utf8');
  const greek = [...catalogue.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"/gm)];
  assert.deepEqual([...new Set(said)].sort(), greek.map((found) => found[1]).sort());
  const params = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [, english, words] of greek) assert.deepEqual(params(words), params(english), english);
});

test('what is behind a fold is not built before it opens, reads back as given, and shows a fault at its place', () => {
  const schema = { type: 'object', properties: { title: { type: 'string', title: 'Τίτλος', default: '' }, tries: { type: 'integer', title: 'Προσπάθειες', default: 0 } } };
  const field = modules.groups.folded('Ρυθμίσεις', schema, { title: 'α', tries: 3, elsewhere: 1 }, context());
  document.body.replaceChildren(field.node);
  assert.deepEqual(field.read(), { title: 'α', tries: 3 });
  assert.equal(field.node.querySelector('input, textarea'), null);
  field.fault(['tries'], 'Διόρθωσέ το.');
  field.focus(['tries']);
  assert.ok(field.node.open);
  assert.equal(document.activeElement.getAttribute('aria-invalid'), 'true');
  type(document.activeElement, '5');
  assert.deepEqual(field.read(), { title: 'α', tries: 5 });
});
