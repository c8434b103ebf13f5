/** The form over every kind there is, as its Python class gives it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { shown, type } from './page.js';
import { anyValue, random } from './schemas.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const python = process.env.PYTHON ?? (existsSync(`${root}.venv/bin/python`) ? `${root}.venv/bin/python` : 'python3');
const kinds = JSON.parse(execFileSync(python, ['-m', 'tests.js.studio.dump_kinds'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }));
const own = Object.fromEntries(await Promise.all(readdirSync(`${root}pekt_xblocks/activities`, { withFileTypes: true }).filter((each) => each.isDirectory())
  .map(async ({ name: kind }) => {
    const folder = `${root}pekt_xblocks/activities/${kind}`;
    const files = readdirSync(folder).filter((file) => /^edit(_\w+)?\.js$/.test(file));
    return [kind, Object.assign({}, ...(await Promise.all(files.map(async (file) => (await import(`${folder}/${file}`)).kinds))))];
  })));

const openAll = () => { for (let heads; (heads = document.querySelectorAll('[aria-expanded=false]')).length;) heads.forEach((head) => head.click()); };

for (const [kind, { schema, value }] of Object.entries(kinds)) {
  const more = { kinds: own[kind] };
  test(`${kind}: the default reads back as it was shown, folded and open`, () => {
    const form = shown(schema, value, more);
    assert.deepEqual(form.read(), value);
    openAll();
    assert.deepEqual(form.read(), value);
  });
  test(`${kind}: any value of its schema reads back as it was shown`, () => {
    for (let seed = 1; seed <= 6; seed += 1) {
      const any = anyValue(schema, random(seed));
      const form = shown(schema, any, more);
      openAll();
      assert.deepEqual(form.read(), any, `seed ${seed}`);
    }
  });
  test(`${kind}: a touched control still holds what it was shown`, () => {
    const form = shown(schema, value, more);
    openAll();
    for (const input of document.querySelectorAll('input:not([type=radio]):not([type=checkbox]), textarea')) type(input, input.value);
    assert.deepEqual(form.read(), value);
  });
  test(`${kind}: every control has a name, every described id is there`, () => {
    shown(schema, value, more);
    openAll();
    const named = new Set([...document.querySelectorAll('label')].filter((label) => label.textContent.trim()).map((label) => label.htmlFor));
    const ids = new Set([...document.querySelectorAll('[id]')].map((node) => node.id));
    for (const input of document.querySelectorAll('input, textarea, select')) {
      assert.ok(named.has(input.id) || input.closest('label')?.textContent.trim(), input.outerHTML);
      for (const id of (input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)) assert.ok(ids.has(id), id);
    }
    assert.equal(ids.size, document.querySelectorAll('[id]').length, 'an id twice');
  });
  test(`${kind}: a fault at any place is seen, and its place takes the focus`, () => {
    const form = shown(schema, value, more);
    for (const at of places(schema, value)) {
      document.activeElement.blur();
      form.fault(at, 'Διόρθωσέ το.');
      assert.match(visible(form.node), /Διόρθωσέ το\./, JSON.stringify(at));
      form.focus(at);
      assert.ok(form.node.contains(document.activeElement), JSON.stringify(at));
      form.fault(at, '');
      assert.doesNotMatch(visible(form.node), /Διόρθωσέ το\./, JSON.stringify(at));
    }
  });
}

/** The paths in a value, the whole first; of a list its first and last item. */
function places(schema, value, at = []) {
  const member = schema.oneOf?.find((m) => m.properties.tag.const === value.tag) ?? schema;
  const inner = Array.isArray(value) ? value.map((each, i) => [schema.items, each, i]).filter((_, i) => i === 0 || i === value.length - 1)
    : Object.entries(member.properties ?? {}).map(([key, s]) => [s, value[key], key]);
  return [at, ...inner.flatMap(([s, v, key]) => places(s, v, [...at, key]))];
}

/** The faults that nothing hides, `details` apart, which the focus opens. */
const visible = (node) => [...node.querySelectorAll('.pekt-fault:not([hidden])')].filter((note) => !note.closest('[hidden]')).map((note) => note.textContent).join();
