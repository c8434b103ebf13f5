/** On paper: nothing is cut, nothing is to be pressed, no dark ground; a quiz comes whole, for a class without a network. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSite } from '../site.js';
import { become, drawn, kinds, open, openKind, shape, walk } from './pages.js';

const DEMO = "import django; django.setup(); from django.core.management import call_command; call_command('demo_year', verbosity=0)";
const PORTRAIT = 688, LANDSCAPE = 1032; // A4 in CSS px without the margins of the sheets
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => {
  site = await startSite();
  site.python(DEMO);
}, { timeout: 120_000 });
after(() => site.stop());

/** A page as it goes to paper, for somebody whose screen is dark. */
async function paper(width = PORTRAIT) {
  const page = await open(site, { viewport: { width, height: 1000 }, colorScheme: 'dark' });
  return Object.assign(page, { print: () => page.emulateMedia({ media: 'print' }), screen: () => page.emulateMedia({ media: 'screen' }) });
}

/** What stands outside the sheet, what asks to be pressed, what would drink ink. @param {number} width of the sheet */
const faults = (page, width) => page.evaluate((wide) => {
  const found = [], roots = [document];
  const light = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return a < 0.5 ? 1 : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  };
  for (let at = 0; at < roots.length; at++) {
    for (const node of roots[at].querySelectorAll('*')) {
      if (node.shadowRoot) roots.push(node.shadowRoot);
      if (node.closest('svg, head') || !node.checkVisibility()) continue;
      const box = node.getBoundingClientRect(), style = getComputedStyle(node), name = `${node.localName}.${node.className} “${node.textContent.trim().slice(0, 30)}”`;
      if (box.width < 2 || style.clipPath !== 'none' || node.parentElement?.closest('.hidden, .unseen, .pekt-hidden')) continue;
      if (box.right > wide + 1) found.push(`outside: ${name}`);
      if (node.matches('.button, .pekt-button, [type=submit], form > button')) found.push(`to press: ${name}`);
      if (box.width * box.height > 4000 && light(style.backgroundColor) < 0.5) found.push(`dark: ${name}`);
      if (node.childNodes.length === 1 && node.firstChild.nodeType === 3 && box.width > 9 && light(style.color) > 0.6) found.push(`pale: ${name}`);
    }
  }
  return found;
}, width);

test('the faults are seen', async () => {
  const page = await paper();
  await page.goto(`${site.url}/accessibility/`);
  await page.evaluate(() => {
    document.querySelector('main').innerHTML = `<div style="width:900px">πλατύ</div><div style="background:#123;width:300px;height:90px">σκούρο</div>
      <p style="color:#eee">χλωμό</p><i class="pekt-button" style="display:block!important">κουμπί</i>`;
  });
  await page.print();
  const told = (await faults(page, PORTRAIT)).map((each) => each.split(':')[0]);
  assert.deepEqual(told, ['outside', 'dark', 'pale', 'to press']);
  await page.context().close();
});

test('every kind and state', { timeout: 300_000 }, async (t) => {
  const page = await paper();
  for (const each of await kinds(site)) {
    await t.test(`${each.kind}, ${each.state}`, async () => {
      await page.screen();
      await openKind(site, page, each);
      await page.print();
      assert.deepEqual(await faults(page, PORTRAIT), []);
    });
  }
  await page.context().close();
});

test('a quiz comes with all its questions and their options', async () => {
  const page = await paper();
  await become(site, page, 'learner');
  await page.goto(`${site.url}/courses/course-v1:PEKTPE+phishing+base/unit/explain_what/`);
  await drawn(page);
  const cards = page.locator('.pekt-card'), options = page.locator('.pekt-choice'), seen = async (all) => {
    let count = 0;
    for (const each of await all.all()) count += Number(await each.isVisible());
    return count;
  };
  const all = await cards.count();
  assert.ok(all > 2);
  assert.equal(await seen(cards), 1, 'on the screen one question at a time');
  await page.print();
  assert.equal(await seen(cards), all);
  assert.equal(await seen(options), await options.count());
  const menus = await page.locator('fieldset:has(select) > .pekt-card').allInnerTexts();
  assert.ok(menus.length && menus.every((words) => words.split(' · ').length > 1), 'what a menu offers stands on paper');
  await page.context().close();
});

test('an inbox comes with all its messages, none of them cut', async () => {
  const page = await paper();
  const found = (await kinds(site)).find(({ kind, state }) => kind === 'inbox' && state === 'new');
  await openKind(site, page, found);
  const messages = page.locator('.inbox-page');
  await messages.first().waitFor({ state: 'attached' });
  const headings = () => page.getByRole('heading', { level: 4, name: /^Μήνυμα \d+ από/ });
  assert.ok(await headings().count() < 2, 'on the screen one message at a time');
  await page.print();
  assert.ok(await messages.count() > 2);
  assert.equal(await headings().count(), await messages.count());
  assert.equal(await page.getByRole('group', { name: 'Τι κάνεις με αυτό;' }).count(), await messages.count());
  assert.deepEqual(await faults(page, PORTRAIT), []);
  await page.context().close();
});

test('every page of the records', { timeout: 600_000 }, async () => {
  const page = await paper(), found = {};
  await become(site, page, 'coordinator');
  for await (const path of walk(site, page, { within: '/hub/' })) {
    const width = await page.locator('.grid, .sheet').count() ? LANDSCAPE : PORTRAIT;
    await page.setViewportSize({ width, height: 1000 });
    await page.print();
    const here = await faults(page, width);
    if (here.length) found[shape(path)] = here;
    await page.screen();
  }
  assert.deepEqual(found, {});
  await page.context().close();
});

test('a class of thirty is one sheet of A4', async () => {
  const page = await paper(LANDSCAPE);
  await become(site, page, 'coordinator');
  await page.goto(`${site.url}/hub/classes/`);
  const paths = await page.locator('main a[href*="/hub/classes/"]').evaluateAll((links) => links.map((each) => each.getAttribute('href')));
  const path = paths.find((each) => /\/classes\/[0-9a-f-]{36}\/$/.test(each));
  await page.goto(`${site.url}${path}sheet/`);
  const sheets = async () => (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  const rows = (/** @type {number} */ wanted) => page.evaluate((many) => {
    const body = document.querySelector('.sheet tbody');
    while (body.rows.length < many) body.append(body.rows[0].cloneNode(true));
  }, wanted);
  await rows(30);
  assert.equal(await sheets(), 1);
  await rows(120);
  assert.ok(await sheets() > 1, 'sheets are counted');
  await page.context().close();
});
