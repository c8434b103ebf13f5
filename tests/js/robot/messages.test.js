import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { faults, keysIn } from '../../../tools/vendor/messages.js';

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url));
const greek = JSON.parse(read('tools/vendor/blockly.el.json')),
  versions = JSON.parse(read('static/vendor/versions.json'));
const bundle = read('static/vendor/blockly/blockly.js').toString();
// The bundle holds both tables, so that its English one tells which messages the pinned version has.
const english = JSON.parse(
  `{${/en:\{(ADD_COMMENT:.*?)\}/.exec(bundle)?.[1].replace(/([A-Z][A-Z0-9_]*):("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)/g, (_, key, text) => `"${key}":${JSON.stringify(text.slice(1, -1).replace(/\\(.)/g, '$1'))}`) ?? ''}}`,
);

test('every message that the pinned Blockly says has its Greek, with the same places to fill in', () => {
  const said = keysIn(bundle, Object.keys(english));
  assert.ok(said.length >= 188, `${said.length} messages`);
  assert.deepEqual(faults(said, english, greek), []);
});

test('what stays English is the name of a key', () => {
  const same = Object.keys(greek).filter((key) => greek[key] === english[key]);
  assert.deepEqual(
    same.filter((key) => !/_KEY$|^ESCAPE$/.test(key)),
    [],
  );
});

test('a message without Greek, or with another place to fill in, is found', () => {
  assert.match(faults(['A_B'], { A_B: 'Move %1' }, {})[0], /no Greek/);
  assert.match(faults(['A_B'], { A_B: 'Move %1' }, { A_B: 'Πάει' })[0], /placeholders/);
  assert.deepEqual(keysIn('x(Msg.MOVE_IT,"OTHER")', ['MOVE_IT', 'NOT_SAID']), ['MOVE_IT']);
});

test('the bundles are those that were built, and as big as their buttons say', () => {
  const sizes = /SIZES = \{ blocks: (\d+), text: (\d+) \}/.exec(read('pekt_xblocks/activities/robot/view.js').toString());
  const own = (name) =>
    [`${name}.js`, `${name}.css`, ...(name === 'blocks' ? ['blockstate.js', 'fields.js'] : [])].reduce(
      (n, each) => n + gzipSync(read(`pekt_xblocks/activities/robot/${each}`)).length,
      0,
    );
  for (const [name, file, told] of [
    ['blockly', 'blocks', Number(sizes[1])],
    ['codemirror', 'text', Number(sizes[2])],
  ]) {
    const code = read(`static/vendor/${name}/${name}.js`),
      real = (gzipSync(code, { level: 9 }).length + own(file)) / 1000;
    assert.equal(createHash('sha256').update(code).digest('hex'), versions[name].sha256);
    assert.ok(real <= told && real > told - 12, `${name}: ${real.toFixed(1)} kB, told ${told}`);
    assert.ok(read(`static/vendor/${name}/LICENSE.txt`).length > 500);
  }
});
