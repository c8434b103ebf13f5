/** No WCAG 2.2 A or AA violation that axe finds: every kind in every state, theme and language; every page as each role. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COLOURS, accessible, startSite } from '../site.js';
import { become, drawn, editors, kinds, open, openKind, openParts, roles, shape, walk } from './pages.js';

const LOOKS = ['el', 'en'].flatMap((lang) => ['light', 'dark'].map((colorScheme) => ({ lang, colorScheme })));
const named = ({ lang, colorScheme }) => `${lang}, ${colorScheme}`;
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

for (const look of LOOKS) {
  test(`every kind and state: ${named(look)}`, { timeout: 300_000 }, async (t) => {
    const page = await open(site, look), found = await kinds(site);
    assert.ok(found.length >= 9, 'the kinds are found');
    for (const each of found) {
      const { kind, state, path } = each;
      await t.test(`${kind}, ${state}`, async () => {
        await openKind(site, page, each);
        assert.equal(await page.locator('.pekt-result').count(), state === 'new' ? 0 : 1);
        await accessible(page, `${path}, ${named(look)}`);
      });
    }
    await openParts(site, page);
    await accessible(page, `components, ${named(look)}`);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}

// A walk sees one editor, since their addresses are of one shape.
for (const look of LOOKS) {
  test(`the editor of every kind: ${named(look)}`, { timeout: 300_000 }, async (t) => {
    const page = await open(site, look);
    await become(site, page, 'teacher');
    for (const [kind, path] of Object.entries(editors(site))) {
      await t.test(kind, async () => {
        await page.goto(site.url + path);
        await page.locator('.pekt-form .pekt-label').first().waitFor();
        await drawn(page);
        await accessible(page, `${path}, ${named(look)}`);
      });
    }
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}

test('the figures on the page of components are enough, in both themes', async () => {
  const seen = [];
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(site, { colorScheme });
    await openParts(site, page);
    const rows = await page.locator('[data-part=tokens] tr[data-ratio]').evaluateAll((all) =>
      all.map(({ dataset, textContent }) => [+dataset.ratio, +dataset.least, textContent]));
    assert.ok(rows.length > 25);
    assert.deepEqual(rows.filter(([ratio, least]) => !(ratio >= least)), []);
    seen.push(JSON.stringify(rows));
    await page.context().close();
  }
  assert.notEqual(seen[0], seen[1], 'two themes, two sets of figures');
});

/** The page as it stands in all four looks: the themes by the switch, the other language by loading it once more; it stays in that. */
async function inEveryLook(site, page, where) {
  const now = await page.locator('html').getAttribute('lang');
  for (const lang of [now, now === 'el' ? 'en' : 'el']) {
    if (lang !== now) {
      await page.context().addCookies([{ name: 'django_language', value: lang, url: site.url }]);
      await page.reload();
      await drawn(page);
    }
    assert.equal(await page.locator('html').getAttribute('lang'), lang, where);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await accessible(page, `${where}, ${named({ lang, colorScheme })}`, colorScheme === 'dark' ? COLOURS : undefined);
    }
  }
}

/** Every page that somebody of this role comes to, in every look unless a role before saw it so. @param {Set<string>} known shapes of such pages */
async function everyPage(t, site, role, known, options = {}) {
  const page = await open(site), paths = [], who = role || 'visitor';
  await become(site, page, role);
  for await (const path of walk(site, page, options)) {
    paths.push(path);
    if (known.has(shape(path))) await accessible(page, `${path} as ${who}`);
    else await inEveryLook(site, page, `${path} as ${who}`);
    known.add(shape(path));
  }
  t.diagnostic(`${who}: ${paths.join(' ')}`);
  assert.ok(paths.length >= 5);
  // Pages that are not there, or not for this person, are among those to see.
  assert.deepEqual(page.troubles.filter((each) => !/40[34]/.test(each)), []);
  await page.context().close();
}

test('every page as each role, in every theme and language', { timeout: 1_800_000 }, async (t) => {
  const known = new Set();
  for (const role of await roles(site)) await t.test(role || 'visitor', () => everyPage(t, site, role, known));
});

test('the records in their own frame, without a site around them', { timeout: 600_000 }, async (t) => {
  const alone = await startSite({ more: { PEKT_RECORDS_BASE: 'pekt_records/base.html' } });
  try {
    const page = await open(alone);
    await become(alone, page, 'coordinator');
    await page.goto(`${alone.url}/hub/`);
    assert.equal(await page.locator('body.pekt-records-alone').count(), 1);
    const known = new Set();
    for (const role of ['learner', 'coordinator']) await t.test(role, () => everyPage(t, alone, role, known, { within: '/hub/' }));
  } finally {
    await alone.stop();
  }
});
