/** A page's own style never reaches into an activity: the same picture of every kind, to the pixel, on a clean and on a hostile page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { startSite } from '../site.js';
import { kinds, open, openKind } from './pages.js';

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

/** The activity as it is drawn, of a fixed width at a fixed place, whatever the page around it is like. */
async function picture(page, each, css) {
  await openKind(site, page, each);
  await page.evaluate((text) => {
    document.querySelector('[href*="site.css"]').remove();
    document.documentElement.append(Object.assign(document.createElement('style'), { textContent: text }));
    document.querySelector('.pekt-activity').shadowRoot.querySelector('.pekt').style.cssText =
      'position: absolute; left: 0; top: 0; width: 700px; margin: 0; z-index: 9';
  }, css);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.mouse.move(999, 0);
  return PNG.sync.read(await page.locator('.pekt-activity .pekt').first().screenshot({ animations: 'disabled', caret: 'hide' }));
}

/** How many pixels differ between a clean page and a hostile one; all, if the sizes do. */
async function difference(page, each) {
  const clean = await picture(page, each, 'body { margin: 0 }'), hostile = await picture(page, each, HOSTILE);
  if (hostile.width !== clean.width || hostile.height !== clean.height) return clean.width * clean.height;
  return pixelmatch(clean.data, hostile.data, null, clean.width, clean.height, { threshold: 0 });
}

test('every kind in every state', { timeout: 300_000 }, async (t) => {
  const page = await open(site, { viewport: { width: 1000, height: 800 } });
  for (const each of await kinds(site)) {
    await t.test(`${each.kind}, ${each.state}`, async () => {
      // A busy machine may draw a corner by other tiles, so that a few pixels differ once; what leaks differs every time.
      let different = await difference(page, each);
      for (let more = 2; different && more; more--) different = await difference(page, each);
      assert.equal(different, 0);
    });
  }
  await page.context().close();
});
