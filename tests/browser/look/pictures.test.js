/** The reviewed pictures: the components and one page of each role, both themes, phone and desk; not one pixel may differ. */
// `UPDATE=1 node --test tests/browser/look/pictures.test.js` takes them anew: look at each before committing it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { startSite } from '../site.js';
import { become, drawn, open, openParts } from './pages.js';

const FOLDER = new URL('pictures/', import.meta.url), MANIFEST = new URL('manifest.json', FOLDER);
const PACKAGES = ['chromium', 'fonts-noto-core', 'fonts-dejavu-core'];
const UPDATE = Boolean(process.env.UPDATE), LARGEST = 150_000;

/** What decides how letters are drawn, by package. */
function drawers() {
  const quietly = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
  const ask = (name) => { try { return execFileSync('dpkg-query', ['-W', '-f', '${Version}', name], quietly); } catch { return ''; } };
  return Object.fromEntries(PACKAGES.map((name) => [name, ask(name)]));
}

const here = drawers(), known = existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, 'utf8')) : {};
const other = PACKAGES.filter((name) => here[name] !== known[name])
  .map((name) => `${name} is ${here[name] || 'missing'}, not ${known[name]}`);
const skip = !UPDATE && other.length > 0 && `the pictures are of another machine: ${other.join('; ')}`;

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
const courses = fileURLToPath(new URL('courses/', import.meta.url)); // those of the repository change, these do not
before(async () => { if (!skip) site = await startSite({ courses }); }, { timeout: 120_000 });
after(() => site?.stop());

async function module(page) {
  await page.goto(site.url);
  await page.locator('.card h2 a').first().click();
}
const PAGES = {
  visitor: ['', (_, page) => page.goto(`${site.url}/people/`)],
  learner: ['learner', (_, page) => module(page)],
  teacher: ['teacher', async (_, page) => {
    await module(page);
    await page.locator('.units a').nth(1).click();
  }],
  coordinator: ['coordinator', (_, page) => page.goto(`${site.url}/hub/classes/`)],
  directorate: ['directorate', (_, page) => page.goto(`${site.url}/hub/hubs/`)],
  municipality: ['municipality', (_, page) => page.goto(`${site.url}/hub/hubs/ptolemaida/`)],
};

const ARROWS = { '←': '‹', '→': '›' };

/** The hour, the day and the school year are those of today. Noto Sans has no arrows: which font lends them differs from machine to machine. */
const stopClock = (page) => page.evaluate((arrows) => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\d{1,2}:\d\d/g, '12:00').replace(/\d{1,2} \p{L}+ 20\d\d/gu, '3 Νοεμβρίου 2026').replace(/20\d\d-\d\d/g, '2026-27').replace(/[←→]/g, (arrow) => arrows[arrow]);
  }
}, ARROWS);

for (const [name, [role, go]] of Object.entries(PAGES)) {
  for (const colorScheme of ['light', 'dark']) for (const width of [360, 1280]) {
    test(`${name}, ${colorScheme}, ${width} px`, { skip, timeout: 60_000 }, async () => {
      const page = await open(site, { colorScheme, viewport: { width, height: 800 } });
      await become(site, page, role);
      await go(site, page);
      await drawn(page);
      await stopClock(page);
      await page.mouse.move(0, 0);
      compare(`${name}-${colorScheme}-${width}.png`, await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' }));
      await page.context().close();
    });
  }
}

// The components' page is long: one picture of each section, each theme and each width once. Its colours have figures (axe.test.js).
for (const [colorScheme, width] of [['light', 360], ['dark', 1280]]) {
  test(`components, ${colorScheme}, ${width} px`, { skip, timeout: 120_000 }, async (t) => {
    const page = await open(site, { colorScheme, viewport: { width, height: 800 } });
    await openParts(site, page);
    await page.mouse.move(0, 0);
    for (const host of await page.locator('[data-part]:not([data-part=tokens]), [data-frame]').all()) {
      const part = await host.evaluate(({ dataset }) => dataset.part ?? `activity-${dataset.frame}`);
      const name = `${part}-${colorScheme}-${width}.png`;
      await t.test(part, async () => compare(name, await host.screenshot({ animations: 'disabled', caret: 'hide' })));
    }
    await page.context().close();
  });
}

function compare(name, taken) {
  const file = new URL(name, FOLDER);
  assert.ok(taken.length <= LARGEST, `${name} has ${taken.length} bytes`);
  if (UPDATE) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(MANIFEST, `${JSON.stringify(here, null, 2)}\n`);
    writeFileSync(file, taken);
    return;
  }
  const now = PNG.sync.read(taken), was = PNG.sync.read(readFileSync(file)), aside = join(tmpdir(), name);
  const same = now.width === was.width && now.height === was.height
    && pixelmatch(was.data, now.data, null, was.width, was.height, { threshold: 0 }) === 0;
  if (!same) writeFileSync(aside, taken);
  assert.ok(same, `${name} looks different; it is now ${aside}`);
}
