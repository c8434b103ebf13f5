import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const ROOT = new URL('../../../', import.meta.url);
const bytes = (...paths) => paths.reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, ROOT)), { level: 9 }).length, 0);
const FRAME = ['boot.js', 'kit.js', 'kit.css'].map((name) => `static/learner/${name}`);
const QUIZ = ['view.js', 'view.css'].map((name) => `pekt_xblocks/activities/quiz/${name}`);

test('a first quiz comes in 12 kB, even with its comments', () => {
  assert.ok(bytes(...FRAME) <= 8300, `frame: ${bytes(...FRAME)} bytes`);
  assert.ok(bytes(...FRAME, ...QUIZ) <= 12000, `frame and quiz: ${bytes(...FRAME, ...QUIZ)} bytes`);
});
