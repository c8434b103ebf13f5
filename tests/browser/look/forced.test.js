/** With forced colours (Windows' high contrast) a page's own are gone: what is chosen, current, done or in focus is still told apart. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { startSite } from '../site.js';
import { become, drawn, editors, kinds, open, openKind, openParts, shape, walk } from './pages.js';

const FORCED = { forcedColors: 'active' };
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

/** `{pairs, same}` of a page: how many chosen things stand beside one that is not, and those that look just like it. */
const told = (page) => page.evaluate(() => {
  const STATES = ['current', 'pressed', 'selected', 'checked'];
  const roots = [document], pairs = [], said = (node) => STATES.map((name) => node.getAttribute(`aria-${name}`)).find(Boolean);
  for (let at = 0; at < roots.length; at++) {
    for (const node of roots[at].querySelectorAll('*')) {
      if (node.shadowRoot) roots.push(node.shadowRoot);
      else if (node.localName === 'iframe' && node.contentDocument) roots.push(node.contentDocument);
    }
  }
  const on = (node) => !['false', undefined].includes(said(node)) || Boolean(node.querySelector(':scope > input:checked'));
  const look = (node) => {
    const style = getComputedStyle(node), mark = getComputedStyle(node, '::before').content;
    const line = style.outlineStyle === 'none' ? '' : `${style.outlineStyle} ${style.outlineWidth}`;
    return [line, style.borderTopWidth, style.borderBottomWidth, style.backgroundColor, style.color, style.textDecorationLine, mark].join();
  };
  const kind = (node) => `${node.localName} ${[...node.classList].filter((name) => !['current', 'on', 'done'].includes(name)).join(' ')}`;
  for (const root of roots) {
    const all = [...root.querySelectorAll('[aria-current]:not(.crumbs *), [aria-pressed], [aria-selected], [aria-checked], label:has(> input:checked)')];
    for (const chosen of all.filter((node) => node.checkVisibility() && on(node))) {
      const other = [...root.querySelectorAll(chosen.localName)].find((node) =>
        node.checkVisibility() && !on(node) && kind(node) === kind(chosen) && !node.matches(':focus'));
      if (other) pairs.push({ what: `${kind(chosen)} “${chosen.textContent.trim().slice(0, 30)}”`, same: look(chosen) === look(other) });
    }
  }
  return { pairs: pairs.length, same: pairs.filter(({ same }) => same).map(({ what }) => what) };
});

test('what is chosen in every kind and state', { timeout: 300_000 }, async (t) => {
  const page = await open(site, FORCED), counted = {};
  for (const each of await kinds(site)) {
    await t.test(`${each.kind}, ${each.state}`, async () => {
      await openKind(site, page, each);
      const { pairs, same } = await told(page);
      counted[each.kind] = (counted[each.kind] ?? 0) + pairs;
      assert.deepEqual(same, []);
    });
  }
  for (const kind of ['quiz', 'robot', 'inbox', 'passport', 'practical']) assert.ok(counted[kind], `${kind}: something is chosen`);
  await page.context().close();
});

test('what is chosen in every editor', { timeout: 300_000 }, async (t) => {
  const page = await open(site, FORCED);
  await become(site, page, 'teacher');
  let pairs = 0;
  for (const [kind, path] of Object.entries(editors(site))) {
    await t.test(kind, async () => {
      await page.goto(site.url + path);
      await page.locator('.pekt-form .pekt-label').first().waitFor();
      await drawn(page);
      const found = await told(page);
      pairs += found.pairs;
      assert.deepEqual(found.same, []);
    });
  }
  assert.ok(pairs, 'something is chosen');
  await page.context().close();
});

test('where one is on the pages', { timeout: 600_000 }, async (t) => {
  for (const role of ['learner', 'coordinator']) {
    await t.test(role, async () => {
      const page = await open(site, FORCED), found = {};
      await become(site, page, role);
      let pairs = 0;
      for await (const path of walk(site, page)) {
        const here = await told(page);
        pairs += here.pairs;
        if (here.same.length) found[shape(path)] = here.same;
      }
      assert.deepEqual(found, {});
      assert.ok(pairs > 3, `${pairs} pairs`);
      await page.context().close();
    });
  }
});

/** How many of the colours of a picture fill more than a tenth of it. */
function colours(bytes) {
  const { data } = PNG.sync.read(bytes), counted = {};
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.subarray(at, at + 3).join();
    counted[colour] = (counted[colour] ?? 0) + 1;
  }
  return Object.values(counted).filter((times) => times > data.length / 40).length;
}

test('how far a bar is filled', async () => {
  const page = await open(site, FORCED);
  await openParts(site, page);
  assert.ok(colours(await page.locator('.pekt-bar').first().screenshot()) > 1, 'a result’s bar');
  await page.setContent(`<link rel="stylesheet" href="${site.url}/static/workbench/site.css"><progress max="100" value="50"></progress>`);
  await page.waitForLoadState('networkidle');
  assert.ok(colours(await page.locator('progress').screenshot()) > 1, 'a module’s bar');
  await page.setContent(`<link rel="stylesheet" href="${site.url}/static/records/records.css"><div class="pekt-records"><svg viewBox="0 0 600 20" width="300" height="20">
    <rect class="rail" width="600" height="20"></rect><rect class="fill" width="300" height="20"></rect></svg></div>`);
  await page.waitForLoadState('networkidle');
  assert.ok(colours(await page.locator('svg').screenshot()) > 1, 'a bar of the records');
  await page.context().close();
});

test('the main deed and the focus', async () => {
  const page = await open(site, FORCED);
  await openParts(site, page);
  const [main, other] = await Promise.all(['.primary', ':not(.primary, .quiet)'].map((look) => page.locator(`[data-part=buttons] .pekt-button${look}`).first()
    .evaluate((node) => getComputedStyle(node).backgroundColor)));
  assert.notEqual(main, other);
  await page.locator('[data-part=buttons] .primary').focus();
  await page.keyboard.press('Tab');
  const ring = await page.locator('[data-part=buttons] :focus').evaluate((node) => getComputedStyle(node).outlineStyle);
  assert.equal(ring, 'solid');
  await page.context().close();
});
