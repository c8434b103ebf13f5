import assert from 'node:assert/strict';
import { test } from 'node:test';

import { modules, shown, type } from './page.js';

const markdown = (value) => {
  const field = shown({ type: 'string', format: 'markdown', title: 'Κείμενο' }, value);
  const input = field.node.querySelector('textarea');
  return { field, input, press: (words) => [...field.node.querySelectorAll('button')].find((b) => b.textContent === words).click() };
};

test('bold is put on and taken off the selection; the keys do the same', () => {
  const { field, input, press } = markdown('ένα δύο τρία');
  input.setSelectionRange(4, 7);
  press('Bold');
  assert.equal(field.read(), 'ένα **δύο** τρία');
  assert.equal(input.value.slice(input.selectionStart, input.selectionEnd), 'δύο');
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', ctrlKey: true, bubbles: true, cancelable: true }));
  assert.equal(field.read(), 'ένα δύο τρία');
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'i', metaKey: true, bubbles: true, cancelable: true }));
  assert.equal(field.read(), 'ένα *δύο* τρία');
});

test('every line of the selection becomes a point, and back', () => {
  const { field, input, press } = markdown('άλφα\nβήτα\nγάμα');
  input.setSelectionRange(2, 7);
  press('List');
  assert.equal(field.read(), '- άλφα\n- βήτα\nγάμα');
  input.setSelectionRange(0, 10);
  press('List');
  assert.equal(field.read(), 'άλφα\nβήτα\nγάμα');
});

test('a link selects its address to be typed over', () => {
  const { field, input, press } = markdown('δες εδώ');
  input.setSelectionRange(4, 7);
  press('Link');
  assert.equal(field.read(), 'δες [εδώ](https://)');
  assert.equal(input.value.slice(input.selectionStart, input.selectionEnd), 'https://');
});

test('the toolbar is one stop of Tab, walked by arrows', () => {
  const { field } = markdown('');
  const stops = [...field.node.querySelectorAll('[role=toolbar] button')];
  assert.deepEqual(stops.map((b) => b.tabIndex), [0, -1, -1, -1, -1]);
  stops[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }));
  assert.deepEqual(stops.map((b) => b.tabIndex), [-1, -1, -1, -1, 0]);
});

test('a bare file name becomes the picture\'s address', () => {
  const field = shown({ type: 'string', format: 'media', title: 'Εικόνα' }, '');
  const input = field.node.querySelector('input');
  type(input, ' χάρτης.svg ');
  input.dispatchEvent(new Event('change', { bubbles: true }));
  assert.equal(field.read(), '/static/χάρτης.svg');
});

test('competences can be ticked or typed', () => {
  const competences = [{ code: '4.1', title: 'Συσκευές' }, { code: '4.2', title: 'Δεδομένα' }];
  const field = shown({ type: 'string', format: 'competences', title: 'Ικανότητες' }, '4.2', { given: { competences } });
  const [text, one, two] = field.node.querySelectorAll('input');
  assert.deepEqual([one.checked, two.checked], [false, true]);
  one.click();
  assert.equal(field.read(), '4.1 4.2');
  type(text, '4.1');
  assert.deepEqual([one.checked, two.checked], [true, false]);
});

test('a draft is found when it differs from what is stored, whatever the order of names; a broken store is no error', () => {
  const kept = new Map();
  const storage = { getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v), removeItem: (k) => kept.delete(k) };
  const mine = modules.unsaved.unsaved({ block: 'b', user: 'u' }, storage);
  const draft = { version: '1', definition: { a: 1, b: [2] }, settings: {}, at: 5 };
  mine.keep(draft);
  assert.deepEqual(mine.found({ definition: { a: 2, b: [2] }, settings: {} }), draft);
  assert.equal(mine.found({ definition: { b: [2], a: 1 }, settings: {} }), null);
  assert.deepEqual(mine.found({ definition: { a: 1, b: [2], c: 3 }, settings: {} }), draft, 'something more is stored');
  assert.equal(modules.unsaved.unsaved({ block: 'b', user: 'other' }, storage).found({ definition: {}, settings: {} }), null);
  mine.forget();
  assert.equal(mine.found({ definition: {}, settings: {} }), null);
  const broken = modules.unsaved.unsaved({ block: 'b', user: 'u' }, { getItem() { throw new Error('denied'); }, setItem() { throw new Error('full'); } });
  broken.keep(draft);
  assert.equal(broken.found({ definition: {}, settings: {} }), null);
});

test('a picture is shown from where the site serves it; a missing or heavy file is told', async () => {
  const known = { 'map.svg': '/asset/map.svg', 'big.png': '/asset/big.png', 'none.png': '' };
  const field = shown({ type: 'string', format: 'media', title: 'Εικόνα' }, '/static/map.svg', { given: { media: async (name) => known[name] ?? null } });
  const [input, image, word] = ['input', 'img', '[role=status]'].map((at) => field.node.querySelector(at));
  const write = async (name) => { type(input, name); input.dispatchEvent(new Event('change', { bubbles: true })); await null; await null; };
  await null; await null;
  assert.equal(image.getAttribute('src'), '/asset/map.svg');
  await write('none.png');
  assert.match(word.textContent, /no file with this name/);
  const weighed = performance.getEntriesByName;
  performance.getEntriesByName = () => [{ encodedBodySize: 130_400 }];
  try {
    await write('big.png');
    image.dispatchEvent(new Event('load'));
    assert.ok(word.textContent.includes('130 kB') && word.textContent.includes('60 kB') && !image.hidden);
  } finally { performance.getEntriesByName = weighed; }
  await write('elsewhere.png');
  assert.ok(image.hidden && word.textContent === '');
});

const later = () => new Promise((done) => { setTimeout(done); });
const LISTED = [{ name: 'map.svg', url: '/m/map.svg', size: 70_000 }, { name: 'a.png', url: '/m/a.png', size: 900 }];
const opened = async (fold) => { fold.open = true; fold.dispatchEvent(new Event('toggle')); await later(); };

test('a picture is chosen among the course\'s own, asked for when the list is opened; then its words are asked for', async () => {
  let asked = 0;
  const files = { list: async () => { asked += 1; return { files: LISTED, limit: null }; } };
  const schema = { type: 'object', title: 'Ερώτηση', properties: { picture: { type: 'string', format: 'media', title: 'Εικόνα', alt: 'words' },
    words: { type: 'string', title: 'Με λόγια' } } };
  const field = shown(schema, { picture: '', words: '' }, { given: { files } });
  const fold = field.node.querySelector('details');
  assert.equal(asked, 0);
  for (let turn = 0; turn < 2; turn += 1) await opened(fold);
  assert.equal(asked, 1);
  const tiles = [...fold.querySelectorAll('button')];
  assert.deepEqual(tiles.map((tile) => [tile.textContent, Boolean(tile.querySelector('.pekt-sign'))]), [['map.svg70 kB', true], ['a.png1 kB', false]]);
  assert.equal(fold.querySelector('input[type=file]'), null, 'this site takes no files from here');
  tiles[1].click();
  assert.equal(field.read().picture, '/static/a.png');
  assert.equal(document.activeElement.labels[0].textContent, 'Με λόγια (optional)');
  assert.equal(fold.open, false);
});

test('where the site can tell no files, words say how a picture comes into the course', async () => {
  const field = shown({ type: 'string', format: 'media', title: 'Εικόνα' }, '');
  await opened(field.node.querySelector('details'));
  assert.match(field.node.querySelector('details').textContent, /Content, then Files/);
});

/** A file input that a person filled. */
const chose = (input, name, size) => {
  Object.defineProperty(input, 'files', { value: [{ name, size }], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

test('a picture is added: weighed first, its name asked again where it is taken, too large ones stay here', async () => {
  const sent = [];
  const answers = [{ fault: 'taken', at: 'name', free: 'map_2.png' }, { file: { name: 'map_2.png', url: '/m/map_2.png', size: 61_000 } }];
  const files = { list: async () => ({ files: LISTED, limit: 2_000_000 }), add: async (name, file) => { sent.push([name, file.name]); return answers.shift(); } };
  const field = shown({ type: 'string', format: 'media', title: 'Εικόνα' }, '', { given: { files } });
  const fold = field.node.querySelector('details');
  await opened(fold);
  const file = fold.querySelector('input[type=file]');
  const add = [...fold.querySelectorAll('button')].at(-1);
  const rest = add.closest('.pekt-group[hidden]');
  chose(file, 'huge.png', 2_000_001);
  assert.ok(rest.hidden && file.getAttribute('aria-invalid') && /At most 2 MB/.test(fold.textContent));
  chose(file, 'map.png', 61_000);
  assert.ok(!rest.hidden && !file.getAttribute('aria-invalid') && /61 kB/.test(fold.querySelector('[role=status]').textContent));
  add.click();
  await later();
  const name = rest.querySelector('input');
  assert.deepEqual([name.value, name.getAttribute('aria-invalid'), document.activeElement === name], ['map_2.png', 'true', true]);
  add.click();
  await later();
  assert.deepEqual(sent, [['map.png', 'map.png'], ['map_2.png', 'map.png']]);
  assert.equal(field.read(), '/static/map_2.png');
});

/** The form of a picture in a text. */
async function pictured(value, from, to = from) {
  const { field, input, press } = markdown(value);
  input.setSelectionRange(from, to);
  press('Picture');
  await later();
  const form = field.node.querySelector('.pekt-picturepanel');
  const by = (words) => [...form.querySelectorAll('input, textarea')].find((each) => each.labels[0]?.textContent.startsWith(words));
  return { field, input, form, file: by('Picture'), alt: by('Picture in words'), tick: by('It only'),
    put: () => [...form.querySelectorAll('button')].find((b) => b.textContent === 'Put the picture in').click() };
}

test('a picture gets into a text with words, or with a tick that it needs none', async () => {
  const { field, form, file, alt, tick, put, input } = await pictured('Δες: ', 5);
  put();
  assert.deepEqual([file, alt].map((each) => each.getAttribute('aria-invalid')), ['true', 'true']);
  assert.equal(document.activeElement, file);
  type(file, '/static/map.svg');
  put();
  assert.equal(field.read(), 'Δες: ');
  assert.equal(document.activeElement, alt);
  type(alt, ' Ο χάρτης [του]\nσχολείου ');
  put();
  assert.equal(field.read(), 'Δες: ![Ο χάρτης \\[του\\] σχολείου](/static/map.svg)');
  assert.equal(form.isConnected, false);
  assert.equal(document.activeElement, input);
  assert.ok(tick);
});

test('the picture at the cursor is changed, by the same form; Escape leaves it as it was', async () => {
  const text = 'α ![Ο \\[χάρτης\\]](/static/map.svg) β ![](/static/line.svg "decorative")';
  const first = await pictured(text, 6);
  assert.deepEqual([first.file.value, first.alt.value, first.tick.checked], ['/static/map.svg', 'Ο [χάρτης]', false]);
  first.tick.click();
  first.put();
  assert.equal(first.field.read(), 'α ![](/static/map.svg "decorative") β ![](/static/line.svg "decorative")');
  const second = await pictured(text, text.length - 3);
  assert.deepEqual([second.file.value, second.tick.checked, second.alt.closest('.pekt-entry').hidden], ['/static/line.svg', true, true]);
  second.alt.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  assert.equal(second.form.isConnected, false);
  assert.equal(second.field.read(), text);
});

test('what is selected becomes the words of a new picture', async () => {
  assert.equal((await pictured('ο χάρτης εδώ', 2, 8)).alt.value, 'χάρτης');
});
