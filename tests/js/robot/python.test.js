/** What the editor writes as Python is letter for letter what the server writes. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { written } from '../../../pekt_xblocks/activities/robot/edit_python.js';
import { programs } from './programs.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const python = process.env.PYTHON ?? (existsSync(`${root}.venv/bin/python`) ? `${root}.venv/bin/python` : 'python3');
const WRITE = 'import json, sys; from pekt_xblocks.activities.robot import python_text; print(json.dumps([python_text.write(p) for p in json.load(sys.stdin)]))';

test('any program is written as the server writes it', () => {
  const draw = programs(7),
    drawn = Array.from({ length: 1500 }, draw);
  const told = JSON.parse(execFileSync(python, ['-c', WRITE], { cwd: root, input: JSON.stringify(drawn), encoding: 'utf8', maxBuffer: 1e8 }));
  assert.deepEqual(drawn.map(written), told);
  assert.ok(['repeat', 'until', 'while', 'if', 'def', 'call', 'set', 'say', 'led', 'not', 'and', 'compare'].every((op) => JSON.stringify(drawn).includes(`"${op}"`)));
});

test('counters keep clear of names, an empty body is "pass", quotes are escaped', () => {
  assert.equal(
    written([['set', 'i', 0], ['repeat', 2, [['repeat', ['var', 'i'], []]]], ['if', ['at_goal'], [], [['say', 'a "b" \\']]]]),
    'i = 0\nfor j in range(2):\n    for k in range(i):\n        pass\nif at_goal():\n    pass\nelse:\n    say("a \\"b\\" \\\\")\n',
  );
});
