import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinds } from '../../../pekt_xblocks/activities/robot/edit.js';
import { context, type, window } from '../studio/page.js';

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
  type(find('textarea.pekt-robot-code'), 'for i in range(2):\n    move()\n');
  assert.equal(all().solution, 'for i in range(2):\n    move()\n');
});
