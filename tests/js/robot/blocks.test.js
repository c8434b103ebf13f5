import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBlocks, toBlocks } from '../../../pekt_xblocks/activities/robot/blockstate.js';
import { programs, size } from './programs.js';

test('a program turned into blocks and back is the same, and every command has its block', () => {
  const draw = programs(1);
  for (let i = 0; i < 2000; i++) {
    const program = draw(),
      state = JSON.parse(JSON.stringify(toBlocks(program, 'on_item')));
    const found = fromBlocks(state);
    assert.deepEqual(found.program, program);
    assert.equal(found.ids.length, size(program));
  }
});

test('stacks count from top to bottom, loose conditions and numbers not at all', () => {
  const block = (type, x, y) => ({ type: `pekt_${type}`, id: type, x, y });
  const state = {
    blocks: {
      blocks: [
        block('right', 0, 90),
        { ...block('sensor', 0, 5), fields: { S: 'at_goal' } },
        block('move', 300, 10),
        { ...block('number', 9, 9), fields: { N: 3 } },
      ],
    },
  };
  assert.deepEqual(fromBlocks(state), { program: [['move'], ['right']], ids: ['move', 'right'] });
  assert.deepEqual(fromBlocks({}), { program: [], ids: [] });
});

test('an empty place in a block still makes a program', () => {
  const state = {
    blocks: {
      blocks: [
        { type: 'pekt_until', id: 'a', x: 0, y: 0 },
        { type: 'pekt_repeat', id: 'b', x: 0, y: 9, inputs: { A: { shadow: { type: 'pekt_number', fields: { N: 4 } } } } },
        { type: 'pekt_if_else', id: 'c', x: 0, y: 20, inputs: { A: { block: { type: 'pekt_not' } } } },
      ],
    },
  };
  assert.deepEqual(fromBlocks(state).program, [
    ['until', ['at_goal'], []],
    ['repeat', 4, []],
    ['if', ['not', ['at_goal']], []],
  ]);
});
