import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { JSDOM } from 'jsdom';
import * as rich from '../../../pekt_xblocks/activities/robot/fields.js';
import { list } from '../../../pekt_xblocks/activities/robot/list.js';
import * as trees from '../../../pekt_xblocks/activities/robot/tree.js';
import { words } from '../../../pekt_xblocks/activities/robot/words.js';
import { kit as makeKit, programs } from './programs.js';

const LEVEL = { commands: ['move', 'left', 'right', 'pick', 'repeat', 'until', 'if'], sensors: ['wall_ahead', 'at_goal'], limit: 0 };
const EVERYTHING = {
  commands: [...LEVEL.commands, 'put', 'wait', 'say', 'led', 'while', 'def', 'set'],
  sensors: ['at_goal', 'on_item', 'not', 'and', 'or'],
  limit: 0,
};
let window, kit, said;

beforeEach(async () => {
  ({ window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true }));
  Object.assign(globalThis, { document: window.document, Node: window.Node, Element: window.Element });
  const { el } = await import('../../../static/learner/kit.js');
  said = [];
  kit = { ...makeKit(el), say: (text) => said.push(text) };
});

function open(level = LEVEL, program = []) {
  let changes = 0;
  const editor = list(
      kit,
      level,
      words(kit),
      () => {
        changes += 1;
      },
      trees,
      level === EVERYTHING ? rich : undefined,
    ),
    { node } = editor;
  document.body.replaceChildren(node);
  editor.write(program);
  const on = (part, name) => part.dispatchEvent(new window.Event(name, { bubbles: true }));
  return {
    ...editor,
    changes: () => changes,
    add: (...ops) => ops.forEach((op) => node.querySelector(`[data-op=${op}]`).click()),
    tool: (name) => node.querySelector(`[data-tool=${name}]`).click(),
    can: (name) => node.querySelector(`[data-tool=${name}]`).getAttribute('aria-disabled') === 'false',
    line: (n) => node.querySelectorAll('[data-node] > .head > .grab')[n - 1].click(),
    slot: (n) => node.querySelectorAll('.slot .grab')[n].click(),
    key: (key, more = {}) =>
      node
        .querySelector('[aria-current]')
        .dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })),
    put: (n, value) => {
      const field = node.querySelectorAll('[data-node] > .head input')[n];
      field.value = value;
      on(field, 'change');
    },
    choose: (n, text) => {
      const field = node.querySelectorAll('[data-node] > .head select')[n];
      field.selectedIndex = [...field.options].findIndex((each) => each.textContent === text);
      on(field, 'change');
    },
    numbers: () =>
      [...node.querySelectorAll('.number')]
        .map((each) => each.textContent)
        .filter(Boolean)
        .map(Number),
    focused: () => document.activeElement.textContent,
  };
}

test('a program written and read is the same', () => {
  const draw = programs(2);
  for (let i = 0; i < 80; i++) {
    const program = draw();
    assert.deepEqual(open(EVERYTHING, program).read(), program);
  }
});

test('lines count as in the Python text: one for each command, for each else, for each body that is empty', () => {
  const { numbers } = open(LEVEL, [['repeat', 2, []], ['if', ['at_goal'], [['move']], [['left']]], ['right']]);
  assert.deepEqual(numbers(), [1, 3, 4, 5, 6, 7]);
});

test('commands go where the mark is: inside a new loop, at the end, after a chosen line', () => {
  const { add, slot, line, read, changes } = open();
  add('move', 'repeat', 'left', 'move');
  assert.deepEqual(read(), [['move'], ['repeat', 2, [['left'], ['move']]]]);
  slot(1);
  add('right');
  line(1);
  add('pick');
  assert.deepEqual(read(), [['move'], ['pick'], ['repeat', 2, [['left'], ['move']]], ['right']]);
  assert.equal(changes(), 6);
});

test('buttons move, put inside, take out, copy and delete', () => {
  const { line, tool, can, read } = open(LEVEL, [['repeat', 3, [['move']]], ['left'], ['right']]);
  line(3);
  assert.deepEqual([can('up'), can('down'), can('in'), can('out')], [true, true, true, false]);
  tool('in');
  assert.deepEqual(read(), [['repeat', 3, [['move'], ['left']]], ['right']]);
  tool('up');
  tool('copy');
  assert.deepEqual(read()[0][2], [['left'], ['left'], ['move']]);
  tool('out');
  assert.deepEqual(read(), [['repeat', 3, [['left'], ['move']]], ['left'], ['right']]);
  tool('down');
  assert.equal(can('down'), false);
  tool('down');
  tool('bin');
  assert.deepEqual(read(), [['repeat', 3, [['left'], ['move']]], ['right']]);
});

test('the same by keys, and the focus stays with the command', () => {
  const { line, key, read, focused } = open(LEVEL, [['repeat', 3, [['move']]], ['left'], ['right']]);
  line(4);
  key('ArrowUp', { altKey: true });
  key('ArrowRight', { altKey: true });
  assert.deepEqual(read(), [['repeat', 3, [['move'], ['right']]], ['left']]);
  assert.match(focused(), /turn right/);
  key('ArrowLeft', { altKey: true });
  key('Delete');
  assert.deepEqual(read(), [['repeat', 3, [['move']]], ['left']]);
  key('Home');
  assert.match(focused(), /repeat 3 times/);
  key('ArrowDown');
  assert.match(focused(), /Line 2: forward/);
  key('End');
  assert.match(focused(), /New commands come here/);
  key('Delete');
  assert.deepEqual(read(), [['repeat', 3, [['move']]], ['left']]);
  assert.match(said.at(-1), /Deleted: turn right/);
});

test('one stop for Tab: the command that is chosen, with its own controls', () => {
  const { node, line } = open(LEVEL, [
    ['repeat', 3, [['move']]],
    ['until', ['at_goal'], []],
  ]);
  line(1);
  const stops = [...node.querySelector('ol').querySelectorAll('button, input, select')].filter(
    (each) => each.tabIndex === 0 && !each.closest('.pekt-robot-tools'),
  );
  assert.deepEqual(
    stops.map((each) => each.tagName),
    ['BUTTON', 'INPUT'],
  );
});

test('numbers within bounds, conditions by choice', () => {
  const { put, choose, read, node } = open(LEVEL, [
    ['repeat', 3, []],
    ['until', ['wall_ahead'], []],
  ]);
  put(0, '12');
  put(0, '5000');
  put(0, '');
  choose(0, 'at the base');
  assert.deepEqual(read(), [
    ['repeat', 12, []],
    ['until', ['at_goal'], []],
  ]);
  assert.match(node.querySelector('.grab').textContent, /repeat 12 times/);
});

test('an else can be had and left again; an empty one counts for nothing', () => {
  const { line, tool, add, read } = open(LEVEL, [['if', ['at_goal'], [['move']]]]);
  line(1);
  tool('else');
  assert.deepEqual(read(), [['if', ['at_goal'], [['move']]]]);
  add('left');
  assert.deepEqual(read(), [['if', ['at_goal'], [['move']], [['left']]]]);
  line(1);
  tool('else');
  assert.deepEqual(read(), [['if', ['at_goal'], [['move']]]]);
});

test('names: made usable, calls follow, what is no name is refused', () => {
  const { put, read, add, slot } = open(EVERYTHING, [
    ['def', 'σειρά', [['move']]],
    ['repeat', 2, [['call', 'σειρά']]],
  ]);
  put(0, 'η σειρά μου');
  assert.deepEqual(read(), [
    ['def', 'η_σειρά_μου', [['move']]],
    ['repeat', 2, [['call', 'η_σειρά_μου']]],
  ]);
  put(0, 'for');
  put(0, '2α');
  assert.equal(read()[0][1], 'η_σειρά_μου');
  slot(1);
  add('def');
  assert.deepEqual(
    read().map(([op]) => op),
    ['def', 'repeat', 'def'],
  );
});

test('conditions inside conditions', () => {
  const { choose, read } = open(EVERYTHING, [['until', ['on_item'], []]]);
  choose(0, '… and …');
  assert.deepEqual(read(), [['until', ['and', ['on_item'], ['at_goal']], []]]);
  choose(1, 'not …');
  assert.deepEqual(read(), [['until', ['and', ['not', ['on_item']], ['at_goal']], []]]);
  choose(0, 'on a battery');
  assert.deepEqual(read(), [['until', ['on_item'], []]]);
});

test('limits: no more than 200 commands, no deeper than 12', () => {
  const full = open(
    LEVEL,
    Array.from({ length: 200 }, () => ['move']),
  );
  full.add('move');
  assert.equal(full.read().length, 200);
  const deep = open();
  for (let i = 0; i < 14; i++) deep.add('repeat');
  let levels = 0;
  for (let [node] = deep.read(); node; [node] = node[2]) levels += 1;
  assert.equal(levels, 12);
  assert.match(said.at(-1), /No more levels/);
});

test('the command at which a run stopped is marked, also for the ear, until something changes', () => {
  const { mark, node, line, tool } = open(LEVEL, [['move'], ['left']]);
  mark(1, true);
  assert.equal(node.querySelector('.failed').dataset.node, '1');
  assert.equal(node.querySelector('.failed .stop').hidden, false);
  line(1);
  assert.ok(node.querySelector('.failed'));
  tool('bin');
  assert.equal(node.querySelector('.failed'), null);
});

test('locked, nothing changes', () => {
  const { lock, read, key, line, add } = open(LEVEL, [['move'], ['repeat', 2, []]]);
  lock(true);
  line(1);
  key('Delete');
  add('left');
  assert.deepEqual(read(), [['move'], ['repeat', 2, []]]);
});
