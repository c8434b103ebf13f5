/** A message to the page around must not be a tail call: WebKit drops the caller then, and the page around takes the message for its own. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'acorn';

const FOLDERS = ['learner', 'studio', 'studio/later', 'workbench'].map((name) => new URL(`../../../static/${name}/`, import.meta.url));
const FILES = FOLDERS.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => new URL(name, folder)));

/** The calls of `postMessage` that are what an arrow is or a function returns. @param {any} node @param {any[]} found */
function tails(node, found = []) {
  if (!node || typeof node !== 'object') return found;
  const result = node.type === 'ArrowFunctionExpression' ? node.body : node.type === 'ReturnStatement' ? node.argument : null;
  if (result?.type === 'CallExpression' && result.callee.property?.name === 'postMessage') found.push(result.start);
  for (const each of Object.values(node)) tails(each, found);
  return found;
}

test('no message leaves a frame as a tail call', () => {
  assert.equal(tails(parse('const f = () => window.parent.postMessage(1); function g() { return parent.postMessage(2); } const h = () => { parent.postMessage(3); };',
    { ecmaVersion: 'latest' })).length, 2);
  const sending = FILES.filter((file) => readFileSync(file, 'utf8').includes('postMessage('));
  assert.ok(sending.length);
  for (const file of sending) assert.deepEqual(tails(parse(readFileSync(file, 'utf8'), { ecmaVersion: 'latest', sourceType: 'module' })), [], file.pathname);
});
