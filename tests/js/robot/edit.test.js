import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds as painter } from '../../../pekt_xblocks/activities/robot/edit.js';
import { kinds as palette } from '../../../pekt_xblocks/activities/robot/edit_palette.js';
import { kinds as program } from '../../../pekt_xblocks/activities/robot/edit_program.js';
import { kinds as worlds } from '../../../pekt_xblocks/activities/robot/edit_worlds.js';
import { context, type, window } from '../studio/page.js';

const kinds = { ...painter, ...palette, ...program, ...worlds };
const MAP = { type: 'array', title: 'Map', description: 'Help', format: 'map', item: 'row', items: { type: 'string', pattern: '^[SG#*o+.=|\\-]{1,39}$' }, minItems: 1, maxItems: 39 };
const LEVEL = {
  type: 'object',
  properties: { board: { type: 'string', enum: ['grid', 'display'], default: 'grid', title: 'Board', description: 'Help' }, rows: MAP,
    solution: { type: 'string', format: 'code', title: 'Solution', description: 'Help', default: '' } },
};

function open(rows, board = 'grid') {
  const ctx = context({ kinds }), field = ctx.field(LEVEL, { board, rows, solution: 'move()\n' }, ctx);
  document.body.replaceChildren(field.node);
  const find = (/** @type {string} */ what) => field.node.querySelector(what);
  return { read: () => field.read().rows, all: () => field.read(), find, square: (label) => [...field.node.querySelectorAll('[role=gridcell]')].find((each) => each.ariaLabel?.startsWith(label) || each.getAttribute('aria-label')?.startsWith(label)),
    brush: (symbol) => [...field.node.querySelectorAll('[role=radio]')].find((each) => each.textContent.includes(`(${symbol})`)).click(),
    key: (key) => find('[role=gridcell][tabindex="0"]').dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
    press: (words) => [...field.node.querySelectorAll('button')].find((each) => each.textContent === words).click(), node: field.node };
}

test('what nobody touched is read as it was shown', () => {
  const { all } = open(['S..#', '##', '##.G']);
  assert.deepEqual(all(), { board: 'grid', rows: ['S..#', '##', '##.G'], solution: 'move()\n' });
});

test('a square is painted with the chosen brush, and there is one start', () => {
  const { square, brush, read } = open(['S..', '..G']);
  square('Β1').click();
  brush('*');
  square('Α2').click();
  brush('S');
  square('Γ1').click();
  assert.deepEqual(read(), ['.#S', '*.G']);
});

test('the same by keys: arrows move, a symbol writes itself', () => {
  const { key, read } = open(['S..', '..G']);
  key('ArrowRight');
  key('#');
  key('ArrowDown');
  key('*');
  key('End');
  key('Home');
  key('+');
  key('x');
  assert.deepEqual(read(), ['S#.', '+*G']);
});

test('the text is the map: typing redraws the squares', () => {
  const { find, square, read } = open(['S.G']);
  type(find('textarea.pekt-robot-rows'), 'S.*.G\n.....\n');
  assert.deepEqual(read(), ['S.*.G', '.....']);
  assert.ok(square('Ε2'));
});

test('rows and columns come and go, never below one', () => {
  const { press, read } = open(['SG']);
  press('Row more');
  press('Column more');
  assert.deepEqual(read(), ['SG.', '...']);
  press('Row less');
  press('Row less');
  press('Column less');
  assert.deepEqual(read(), ['SG']);
});

test('the brushes are those of the kind of world', () => {
  const { node } = open(['.*.'], 'display');
  assert.equal(node.querySelectorAll('[role=radio]').length, 2);
});

test('a program is read as it is typed', () => {
  const { find, all } = open(['S.G']);
  type(find('textarea.pekt-code'), 'for i in range(2):\n    move()\n');
  assert.equal(all().solution, 'for i in range(2):\n    move()\n');
});

const MAPS = { type: 'array', format: 'worlds', title: 'Maps', item: 'map', minItems: 1, maxItems: 4, items: { type: 'object', properties: {
  id: { type: 'string', format: 'id', title: 'Id' }, rows: MAP, hidden: { type: 'boolean', title: 'Hidden', default: false } } } };
const map = (id, hidden, ...rows) => ({ id, rows, hidden });
const THREE = [map('a', false, 'S..G'), map('b', true, 'S.', '.G'), map('c', true, 'SG')];

function openMaps(value = THREE, board = 'grid') {
  const ctx = context({ kinds });
  const field = ctx.field({ type: 'object', properties: { board: LEVEL.properties.board, maps: MAPS } }, { board, maps: value }, ctx);
  document.body.replaceChildren(field.node);
  const tabs = () => [...field.node.querySelectorAll('[role=tab]')];
  const panels = () => [...field.node.querySelectorAll('[role=tabpanel]:not([hidden])')];
  const press = (words) => [...field.node.querySelectorAll('button')].find((each) => !each.closest('[hidden]') && each.textContent.trim() === words).click();
  return { field, tabs, panels, press, read: () => field.read().maps, told: () => tabs().map((tab) => tab.textContent + (tab.ariaSelected === 'true' || tab.getAttribute('aria-selected') === 'true' ? ' *' : '')),
    key: (key) => tabs().find((tab) => tab.tabIndex === 0).dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })) };
}
const ids = (maps) => maps.map(({ id }) => id);

test('maps are tabs: one is chosen, its panel alone is seen, and arrows walk them round', () => {
  const { tabs, panels, told, key, read } = openMaps();
  assert.deepEqual(told(), ['Map 1 *', 'Map 2hidden', 'Map 3hidden']);
  key('ArrowRight');
  assert.deepEqual(told(), ['Map 1', 'Map 2hidden *', 'Map 3hidden']);
  assert.equal(document.activeElement, tabs()[1]);
  key('End');
  key('ArrowRight');
  assert.deepEqual(told()[0], 'Map 1 *');
  assert.deepEqual(tabs().map((tab) => tab.tabIndex), [0, -1, -1]);
  assert.equal(panels().length, 1);
  assert.deepEqual([panels()[0].id, panels()[0].getAttribute('aria-labelledby')], [tabs()[0].getAttribute('aria-controls'), tabs()[0].id]);
  assert.deepEqual(read(), THREE);
});

test('a new map is hidden, as large as the one beside it, with a start and a base', () => {
  const { press, read, told, key } = openMaps();
  key('ArrowRight');
  press('Add');
  assert.deepEqual(told(), ['Map 1', 'Map 2hidden', 'Map 3hidden', 'Map 4hidden *']);
  assert.deepEqual([read()[3].rows, read()[3].hidden], [['S..', '..G'], true]);
  assert.equal(new Set(ids(read())).size, 4);
  const lamps = openMaps([map('a', false, '...', '...')], 'display');
  lamps.press('Add');
  assert.deepEqual(lamps.read()[1].rows, ['...', '...']);
  const drawing = openMaps([map('a', false, 'S-+', '|.|', '+-+')], 'turtle');
  drawing.press('Add');
  assert.deepEqual(drawing.read()[1].rows, ['S.+', '...', '+.+']);
});

test('a map is copied, moved, removed and brought back; numbers follow the places', () => {
  const { press, read, told, key, panels } = openMaps();
  key('ArrowRight');
  press('Duplicate');
  assert.deepEqual(read().map(({ rows }) => rows.join('/')), ['S..G', 'S./.G', 'S./.G', 'SG']);
  press('Move to the right');
  assert.deepEqual([told().at(-1), read()[3].rows.join('/')], ['Map 4hidden *', 'S./.G']);
  press('Remove');
  assert.deepEqual([told(), panels().length], [['Map 1', 'Map 2hidden', 'Map 3hidden *'], 1]);
  press('Bring it back');
  assert.deepEqual([told().at(-1), read()[3].rows.join('/'), panels().length], ['Map 4hidden *', 'S./.G', 1]);
  key('Home');
  key('Delete');
  assert.deepEqual(ids(read())[0], 'b');
});

test('the last map stays', () => {
  const { press, read, key } = openMaps([THREE[0]]);
  press('Remove');
  key('Delete');
  assert.deepEqual(read(), [THREE[0]]);
});

test('a fault of a map opens its tab, marks it, and leads to where the solution fails', () => {
  const { field, told, panels, tabs } = openMaps();
  field.fault(['maps', 2], 'Not solved.');
  assert.match(panels()[0].textContent, /Not solved\./);
  assert.deepEqual([told().at(-1), tabs().map((tab) => tab.classList.contains('wrong'))], ['Map 3hidden *', [false, false, true]]);
  assert.ok(!panels()[0].querySelector('.pekt-see').hidden);
  field.fault(['maps', 2], '');
  assert.ok(panels()[0].querySelector('.pekt-see').hidden && !tabs()[2].classList.contains('wrong'));
});

const ORDER = ['move', 'left', 'right', 'pick', 'repeat', 'until'];
const listed = (title, format) => ({ type: 'array', format, title, item: 'command', items: { type: 'string', enum: ORDER } });
function openPalette(commands, must_use = [], forbid = []) {
  const ctx = context({ kinds });
  const schema = { type: 'object', properties: { commands: listed('Commands', 'palette'), limit: { type: 'integer', format: 'limit', title: 'Limit', default: 0 },
    must_use: listed('Must', 'must_use'), forbid: listed('Without', 'forbid') } };
  const field = ctx.field(schema, { commands, limit: 3, must_use, forbid }, ctx);
  document.body.replaceChildren(field.node);
  const radios = (command) => [...field.node.querySelectorAll(`input[data-command=${command}]`)];
  const choose = (command, choice) => radios(command).find((each) => each.value === choice).click();
  return { field, choose, chosen: (command) => radios(command).find((each) => each.checked).value, read: () => field.read() };
}

test('one choice for each command stands for three lists', () => {
  const { chosen, choose, read } = openPalette(['until', 'move'], ['until'], ['left']);
  assert.deepEqual(ORDER.map(chosen), ['may', 'without', 'none', 'none', 'none', 'must']);
  assert.deepEqual(read(), { commands: ['until', 'move'], limit: 3, must_use: ['until'], forbid: ['left'] });
  choose('right', 'must');
  choose('until', 'without');
  choose('left', 'none');
  assert.deepEqual(read(), { commands: ['right', 'until', 'move'], limit: 3, must_use: ['right'], forbid: ['until'] });
  choose('until', 'may');
  assert.deepEqual(read(), { commands: ['right', 'until', 'move'], limit: 3, must_use: ['right'], forbid: [] });
});

test('a fault of any of the three lists stands at the table and leads to its command', () => {
  const { field } = openPalette(['move', 'left'], ['pick']);
  field.fault(['must_use', 0], 'Not offered.');
  assert.match(field.node.querySelector('.pekt-fault:not([hidden])').textContent, /Not offered\./);
  field.focus(['must_use', 0]);
  assert.equal(document.activeElement.dataset.command, 'pick');
  field.fault(['must_use', 0], '');
  assert.equal(field.node.querySelectorAll('tr.wrong, .pekt-fault:not([hidden])').length, 0);
});
