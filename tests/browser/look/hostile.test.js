/** A page's own style reaches into no activity and no editor: the same picture of each, to the pixel, on a clean and on a hostile page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { startSite } from '../site.js';
import { become, drawn, editors, kinds, open, openKind } from './pages.js';

// Everything a theme or a plugin of the platform may do, and worse; the page itself is put away, so that only the activity shows.
const HOSTILE = `
  * { all: unset !important; letter-spacing: 3px !important; text-transform: uppercase !important }
  :root { font-size: 30px !important; --pekt-ink: red; --pekt-paper: lime; --pekt-accent: red; --pekt-font: cursive;
    --pekt-mono: cursive; --tone: red; --tint: blue; --columns: 40 }
  body, main, div { display: block !important; direction: rtl !important; line-height: 3 !important;
    text-align: right !important; font: 40px cursive !important; color: red !important }
  button, input, select, textarea, table, td, th, h3, h4, p, ul, ol, li, label, legend, fieldset, summary, code, svg, path, circle, rect,
  text { color: red !important; fill: red !important; stroke: lime !important; padding: 40px !important; margin: 40px !important;
    border: 9px solid red !important }
  [hidden] { display: block !important } :focus { outline: 20px solid red !important }
  .pekt, .pekt-button, .primary, .right, .wrong, .pekt-activity { background: red !important; color: lime !important;
    transform: rotate(9deg) !important }
  head, script, style, .unseen, .skip { display: none !important }`;

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

/** A block as it is drawn, of a fixed width at a fixed place, whatever the page around it is like. @param {string} box in its shadow root */
async function picture(page, box, css) {
  await page.evaluate(([text, inner]) => {
    document.querySelector('[href*="site.css"]').remove();
    document.documentElement.append(Object.assign(document.createElement('style'), { textContent: text }));
    const host = [...document.querySelectorAll('*')].find((each) => each.shadowRoot?.querySelector(inner));
    host.shadowRoot.querySelector(inner).style.cssText = 'position: absolute; left: 0; top: 0; width: 960px; margin: 0; z-index: 9';
  }, [css, box]);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.mouse.move(999, 0);
  return PNG.sync.read(await page.locator(box).first().screenshot({ animations: 'disabled', caret: 'hide' }));
}

// A curve drawn by other tiles is a shade apart (14 of 255 were seen); what leaks is another colour, or elsewhere.
const SHADE = 0.1;

/** How many pixels differ between a clean page and a hostile one; all, if the sizes do. @param {() => Promise<unknown>} go to the page */
async function difference(page, go, box) {
  await go();
  const clean = await picture(page, box, 'body { margin: 0 }');
  await go();
  const hostile = await picture(page, box, HOSTILE);
  if (hostile.width !== clean.width || hostile.height !== clean.height) return clean.width * clean.height;
  return pixelmatch(clean.data, hostile.data, null, clean.width, clean.height, { threshold: SHADE });
}

async function same(page, go, box) {
  // A busy machine may draw a corner by other tiles, so that a few pixels differ once; what leaks differs every time.
  let different = await difference(page, go, box);
  for (let more = 2; different && more; more--) different = await difference(page, go, box);
  assert.equal(different, 0);
}

test('every kind in every state', { timeout: 300_000 }, async (t) => {
  const page = await open(site, { viewport: { width: 1000, height: 800 } });
  for (const each of await kinds(site)) {
    await t.test(`${each.kind}, ${each.state}`, () => same(page, () => openKind(site, page, each), '.pekt'));
  }
  await page.context().close();
});

test('the editor of every kind, with its preview', { timeout: 300_000 }, async (t) => {
  const page = await open(site, { viewport: { width: 1000, height: 800 } }), paths = editors(site);
  assert.deepEqual(Object.keys(paths), [...new Set((await kinds(site)).map(({ kind }) => kind))].sort());
  await become(site, page, 'teacher');
  for (const [kind, path] of Object.entries(paths)) {
    await t.test(kind, () => same(page, async () => {
      await page.goto(site.url + path);
      await page.locator('.pekt-form .pekt-label').first().waitFor();
      await drawn(page);
    }, '.pekt-studio'));
  }
  await page.context().close();
});

test('the records’ sheet changes nothing outside their pages', async () => {
  const page = await open(site);
  await become(site, page, 'coordinator');
  await page.goto(`${site.url}/hub/`);
  const outside = () => page.evaluate(() => [...document.querySelectorAll('*')].filter((each) => !each.closest('.pekt-records, head'))
    .map((each) => [each.localName, ...[...getComputedStyle(each)].filter((name) => !/block-size|height|origin|inline-size|width/.test(name))
      .map((name) => `${name}: ${getComputedStyle(each).getPropertyValue(name)}`)]));
  for (const media of ['screen', 'print']) {
    await page.emulateMedia({ media });
    const with_it = await outside(), shown = await page.locator('.pekt-records h1').evaluate((each) => getComputedStyle(each).font);
    await page.evaluate(() => { document.querySelector('[href*="records.css"]').sheet.disabled = true; });
    assert.ok(with_it.length > 10);
    assert.notEqual(await page.locator('.pekt-records h1').evaluate((each) => getComputedStyle(each).font), shown, 'the sheet is off');
    assert.deepEqual(await outside(), with_it, media);
    await page.evaluate(() => { document.querySelector('[href*="records.css"]').sheet.disabled = false; });
  }
  await page.context().close();
});
