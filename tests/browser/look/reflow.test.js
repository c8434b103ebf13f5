/** Nothing scrolls sideways, nothing is cut and nothing is too small to press: every page and kind under every strain. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSite } from '../site.js';
import { become, drawn, kinds, open, openKind, openParts, roles, shape, walk } from './pages.js';
import { strain } from './strain.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

const TOUCH = { hasTouch: true };
const reload = (page) => async () => {
  await page.reload();
  await drawn(page);
};

test('the strains are felt: a page that can bear none of them shows it', async () => {
  const page = await open(site);
  const bad = async () => {
    await page.goto(`${site.url}/accessibility/`);
    await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'));
      host.attachShadow({ mode: 'open' }).innerHTML = `<p style="width:215px;height:26px;overflow:hidden;font:16px/1.5 monospace">Κείμενο σε μία γραμμή</p>
        <button style="width:40px;height:30px">ναι</button><p style="width:500px">πλατύ</p><div style="overflow-x:auto"><p style="width:900px">ελεύθερο</p></div>`;
    });
  };
  await bad();
  const found = await strain(page, bad);
  assert.match(found['320 px'].join(), /the page is 5\d\d px wide,.*outside: p\. “πλατύ”/s);
  assert.doesNotMatch(JSON.stringify(found), /ελεύθερο/);
  assert.deepEqual(found['44 px'], ['40 × 30: button. “ναι”']);
  assert.match(found['320 px, spacing'].join(), /cut: p\. “Κείμενο/);
  assert.match(found['320 px, 40 % longer'].join(), /cut: p\. “Κείμενο.*spills: button\. “ναι/s);
  assert.equal(found['640 × 360'], undefined);
  assert.match(found['640 × 360, text 200 %'].join(), /cut: p\. “Κείμενο/);
  await page.context().close();
});

test('every kind and state', { timeout: 300_000 }, async (t) => {
  const page = await open(site, TOUCH);
  for (const each of await kinds(site)) {
    await t.test(`${each.kind}, ${each.state}`, async () => {
      await openKind(site, page, each);
      assert.deepEqual(await strain(page, () => openKind(site, page, each)), {});
    });
  }
  await t.test('components', async () => {
    await openParts(site, page);
    assert.deepEqual(await strain(page, () => openParts(site, page)), {});
  });
  await page.context().close();
});

test('every page, as two of the roles that see it', { timeout: 900_000 }, async (t) => {
  const strained = {};
  for (const role of await roles(site)) {
    await t.test(role || 'visitor', async () => {
      const page = await open(site, TOUCH), found = {};
      await become(site, page, role);
      for await (const path of walk(site, page)) {
        if ((strained[shape(path)] = (strained[shape(path)] ?? 0) + 1) > 2) continue; // a third role sees little else on it
        const here = await strain(page, reload(page));
        if (Object.keys(here).length) found[path] = here;
      }
      assert.deepEqual(found, {});
      await page.context().close();
    });
  }
});
