import assert from 'node:assert/strict';
import { test } from 'node:test';

import { button, modules, shown, type, window } from './page.js';
import { schemas } from './schemas.js';

globalThis.FileReader = window.FileReader;
const LIST = { ...schemas.quiz.properties.items, maxItems: 4 };
const IMPORTS = { into: 'items', formats: { auto: 'By itself', gift: 'GIFT' }, template: 'α;β' };
const settled = async () => { for (let i = 0; i < 6; i += 1) await null; };

/** A list of two items with the panel under it; `reply` is what the site answers. */
function opened(reply, status = 200) {
  const given = { said: [], sent: [] };
  const value = shown(schemas.quiz, undefined).read().items;
  const items = [value[0] ?? {}, { ...value[0], id: 'second' }];
  given.items = items;
  const call = async (name, data) => { given.sent.push([name, data]); return { status, data: typeof reply === 'function' ? reply(items) : reply }; };
  given.list = shown(LIST, items, { given: {
    files: modules.calls.courseFiles(), say: (text) => given.said.push(text), under: (list) => {
      const opener = list.ctx.el('button', { type: 'button', onclick: () => modules.importer.importer({ ctx: list.ctx, list, imports: IMPORTS, call, opener }) }, 'Import questions');
      return list.ctx.el('div', {}, opener);
    } } });
  button(given.list.node, 'Import questions').click();
  given.panel = given.list.node.querySelector('.pekt-import');
  given.typed = 0;
  given.list.node.addEventListener('input', () => { given.typed += 1; });
  return given;
}
const found = (items) => ({ items: [{ ...items[0], id: 'second' }, { ...items[0], id: 'new' }, { ...items[0], id: 'other' }],
  outline: [['1. Α', 'α'], ['2. Β', 'β'], ['3. Γ', 'γ']], problems: [{ line: 7, taken: false, text: 'no answers' }, { line: 0, taken: true, text: 'changed' }], format: 'gift' });
const read = async (given, text = 'Ποιο; {=α}') => { type(given.panel.querySelector('textarea'), text); button(given.panel, 'Show what is in it').click(); await settled(); };

test('the panel opens in the page, takes the focus, and gives it back', () => {
  const given = opened({});
  const opener = button(given.list.node, 'Import questions');
  assert.equal(given.panel.hidden, false);
  assert.equal(opener.getAttribute('aria-expanded'), 'true');
  assert.equal(document.activeElement, given.panel.querySelector('textarea'));
  button(given.panel, 'Close').click();
  assert.ok(given.panel.hidden);
  assert.equal(document.activeElement, opener);
});

test('what is pasted is shown first: what was understood, what was not; the form knows nothing yet', async () => {
  const given = opened(found);
  await read(given);
  assert.deepEqual(given.sent, [['import_items', { format: 'auto', text: 'Ποιο; {=α}' }]]);
  assert.equal(document.activeElement.textContent, 'Understood: 3. Not understood: 1.');
  assert.deepEqual([...given.panel.querySelectorAll('.pekt-understood li')].map((li) => li.textContent), ['1. Αα', '2. Ββ', '3. Γγ']);
  assert.deepEqual([...given.panel.querySelectorAll('.pekt-imported .pekt-notice')].map((n) => n.textContent), ['Left outLine 7: no answers', 'Taken with a changechanged']);
  assert.equal(given.list.read().length, 2);
  assert.equal(given.typed, 0);
});

test('what stays ticked is added, with identifiers of its own where they are taken', async () => {
  const given = opened(found);
  await read(given);
  const [, second] = given.panel.querySelectorAll('[type=checkbox]');
  second.click();
  button(given.panel, 'Add 2 to the list').click();
  const ids = given.list.read().map((item) => item.id);
  assert.deepEqual([ids.length, new Set(ids).size, ids[3]], [4, 4, 'other']);
  assert.equal(given.typed, 1);
  assert.ok(given.panel.hidden);
  assert.ok(document.activeElement.classList.contains('pekt-cardhead') && given.list.rows[2].node.contains(document.activeElement));
});

test('a full list takes what fits and says what it left', async () => {
  const given = opened(found);
  await read(given);
  button(given.panel, 'Add 3 to the list').click();
  assert.equal(given.list.read().length, 4);
  assert.match(given.panel.textContent, /Added: 2\..*1 were left out/);
  assert.equal(given.panel.hidden, false);
});

test('nothing to read, a site that refuses, an empty result', async () => {
  const given = opened({ error: 'Only authors' }, 403);
  button(given.panel, 'Show what is in it').click();
  await settled();
  assert.deepEqual(given.sent, []);
  assert.match(given.panel.textContent, /Paste some questions/);
  await read(given);
  assert.match(given.panel.textContent, /Only authors/);
  const empty = opened({ items: [], outline: [], problems: [{ line: 0, taken: false, text: 'nothing' }], format: 'gift' });
  await read(empty);
  assert.equal(button(empty.panel, 'Add 0 to the list'), undefined);
  assert.match(empty.panel.textContent, /Understood: 0/);
});

test('a chosen file goes as its bytes', async () => {
  const given = opened(found);
  const input = given.panel.querySelector('[type=file]');
  Object.defineProperty(input, 'files', { value: [new window.File(['PK α'], 'a.xlsx')] });
  const answered = new Promise((done) => { const { push } = given.sent; given.sent.push = (...each) => { push.apply(given.sent, each); done(); }; });
  input.dispatchEvent(new window.Event('change'));
  await answered;
  assert.equal(Buffer.from(given.sent[0][1].base64, 'base64').toString(), 'PK α');
});
