/** A teacher with a keyboard alone, from an empty workbench to a package: module, unit, a quiz of five items, check, download. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { focused, press, tabTo, told } from '../keyboard.js';
import { PYTHON, ROOT, accessible, startSite } from '../site.js';

const SHOTS = process.env.SHOTS;
const empty = mkdtempSync(join(tmpdir(), 'pekt-none-'));
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite({ courses: empty }); if (SHOTS) mkdirSync(SHOTS, { recursive: true }); }, { timeout: 120_000 });
after(async () => { await site.stop(); rmSync(empty, { recursive: true }); });

const shot = (page, name) => (SHOTS ? page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) : null);

/** Presses Enter on what has the focus and waits for the page that comes. */
const go = (page) => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);

/** Tabs to the link or button that says `text` and goes where it leads. */
async function follow(page, text) {
  await tabTo(page, (seen) => ['a', 'button'].includes(seen.tag) && seen.text.includes(text));
  await go(page);
}

/** What has the focus inside the editor's frame, as a person would tell it. */
const inside = (frame) => frame.evaluate(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const label = at?.labels?.[0]?.querySelector('.pekt-optional') ? at.labels[0].firstChild.textContent : at?.labels?.[0]?.textContent;
  return { tag: at?.localName ?? '', text: at?.textContent?.trim() ?? '', label: label?.trim() ?? '', value: at?.value ?? '', invalid: at?.getAttribute?.('aria-invalid') === 'true' };
});

/** Tabs within the editor until `wanted` has the focus. */
async function reach(page, frame, wanted, key = 'Tab') {
  for (let i = 0; i < 200; i += 1) {
    const at = await inside(frame);
    if (wanted(at)) return at;
    await page.keyboard.press(key);
  }
  return assert.fail(`not reached in the editor: ${wanted}`);
}

async function editorOf(page) {
  await page.waitForLoadState('networkidle');
  const frame = page.frames().find((each) => each.url().includes('/frame/'));
  await frame.locator('.pekt-form .pekt-label').first().waitFor();
  return frame;
}

/** Writes into the next empty field of that label. */
async function fill(page, frame, label, text) {
  await reach(page, frame, (at) => at.label === label && !at.value);
  await page.keyboard.insertText(text);
}

test('from an empty workbench to a package, by keyboard alone', { timeout: 400_000 }, async () => {
  const page = await site.page();
  await page.goto(`${site.url}/people/`);
  await follow(page, 'Παπαγιάννη');
  await follow(page, 'Δημιουργία μαθημάτων');
  await accessible(page, 'start');

  // A title of nothing but spaces is refused at its field.
  await tabTo(page, (seen) => seen.tag === 'input');
  await page.keyboard.type('   ');
  await go(page);
  assert.equal(await page.locator('#title-fault').textContent(), 'Γράψτε τίτλο.');
  assert.deepEqual(await (await focused(page)).evaluate((at) => [at.id, at.ariaInvalid]), ['title', 'true']);
  await accessible(page, 'no title');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('Ασφαλείς κωδικοί');
  await go(page);
  await page.getByRole('heading', { name: 'Ασφαλείς κωδικοί' }).waitFor();
  await accessible(page, 'structure');
  await shot(page, 'structure-1280');

  await addUnit(page);
  const frame = await editorOf(page);
  await accessible(page, 'editor of a fresh quiz');
  await useTemplates(page, frame);
  await writeQuiz(page, frame);
  await mendQuiz(page, frame);
  await mendModule(page);

  // What comes down passes the same check on the command line.
  const [file] = await Promise.all([page.waitForEvent('download'), (async () => {
    await tabTo(page, (seen) => seen.text === 'Λήψη του πακέτου');
    await page.keyboard.press('Enter');
  })()]);
  const kept = join(empty, 'module.tar.gz');
  await file.saveAs(kept);
  execFileSync(PYTHON, ['-m', 'pekt_xblocks.cli', 'check', kept], { cwd: ROOT });
  assert.deepEqual(page.troubles.filter((text) => !text.includes('422')), []);
  await page.context().close();
});

/** A unit at the end of the first scored section, moved once by its key, and a quiz in it. */
async function addUnit(page) {
  for (let section = 0; section < 2; section += 1) await tabTo(page, (seen) => seen.tag === 'input' && seen.type === 'text');
  await page.keyboard.insertText('Δοκίμασε');
  await go(page);
  assert.match((await told(page)).text, /Προσθήκη δραστηριότητας/, 'the focus is where the unit goes on');
  const titles = () => page.locator('.built h3').allTextContents();
  const before = await titles();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Alt+ArrowUp')]);
  const at = before.indexOf('Δοκίμασε');
  assert.deepEqual(await titles(), [...before.slice(0, at - 1), 'Δοκίμασε', before[at - 1], ...before.slice(at + 1)]);
  assert.equal((await told(page)).name, 'Πιο πάνω', 'the focus stays with what moved');
  await tabTo(page, (seen) => seen.tag === 'button' && seen.name === 'Πιο κάτω');
  await go(page);
  assert.deepEqual(await titles(), before);
  await tabTo(page, (seen) => seen.tag === 'summary' && seen.text.includes('Προσθήκη δραστηριότητας'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('Πόσο αντέχει;');
  await go(page);
}

/** A template is taken, given back, and the example below stays as it was. */
async function useTemplates(page, frame) {
  const items = frame.locator('.pekt-form > .pekt-group > .pekt-list > .pekt-cards > .pekt-item');
  const before = await items.allTextContents();
  await page.locator('iframe').focus();
  await reach(page, frame, (at) => at.tag === 'button' && at.text.startsWith('Έλεγχος με πέντε'));
  await page.keyboard.press('Enter');
  await frame.getByText('Η φόρμα γέμισε από το πρότυπο «Έλεγχος με πέντε ερωτήσεις»').waitFor();
  assert.equal(await items.count(), 5);
  await accessible(page, 'filled from a template');
  await reach(page, frame, (at) => at.text.startsWith('Αναίρεση'));
  await page.keyboard.press('Enter');
  assert.deepEqual(await items.allTextContents(), before);
}

/** The example's items go, five written by hand come, each option with its feedback; which is right nobody says yet. */
async function writeQuiz(page, frame) {
  const items = frame.locator('.pekt-form > .pekt-group > .pekt-list > .pekt-cards > .pekt-item');
  await reach(page, frame, (at) => at.tag === 'button' && at.text.startsWith('Χωρίς παράδειγμα'));
  await page.keyboard.press('Enter');
  await frame.getByRole('heading', { name: 'Το παράδειγμα έφυγε' }).waitFor();
  assert.equal(await items.count(), 0);
  for (let number = 1; number <= 5; number += 1) {
    await reach(page, frame, (at) => at.tag === 'summary' && at.text === 'Προσθήκη');
    await page.keyboard.press('Enter');
    await reach(page, frame, (at) => at.tag === 'button' && at.text === 'Μία σωστή επιλογή');
    await page.keyboard.press('Enter');
    await fill(page, frame, 'Ερώτηση', `Ποιος κωδικός αντέχει περισσότερο; Ομάδα ${number}.`);
    for (const [text, feedback] of [[`λύκος-πίνακας-${number}`, 'Ναι: δύο άσχετες λέξεις.'], [`12345${number}`, 'Οι αριθμοί στη σειρά δοκιμάζονται πρώτοι. Ψάξε κάτι απρόβλεπτο.']]) {
      await fill(page, frame, 'Επιλογή', text);
      await fill(page, frame, 'Ανατροφοδότηση', feedback);
    }
  }
}

/** Saving says of each question that it has no right option; each entry leads to the field, until nothing is left. */
async function mendQuiz(page, frame) {
  const list = frame.locator('.pekt-notice.wrong li');
  for (let left = 5; left; left -= 1) {
    await page.keyboard.press('Control+s');
    await frame.locator(`.pekt-notice.wrong:has(li:nth-child(${left})):not(:has(li:nth-child(${left + 1})))`).waitFor();
    assert.equal(await list.first().textContent(), `Η ερώτηση ${6 - left} δεν έχει σωστή επιλογή.`);
    if (left === 5) { await accessible(page, 'faults'); await shot(page, 'faults-1280'); }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match((await inside(frame)).text, /Σημειώστε μία επιλογή ως σωστή/);
    await reach(page, frame, (at) => at.label === 'Είναι σωστή');
    await page.keyboard.press('Space');
  }
  await Promise.all([page.waitForURL(/\/build\/course/), page.keyboard.press('Control+s')]);
}

/** The check finds what the module does not say yet, and leads there, until everything is in order. */
async function mendModule(page) {
  await tabTo(page, (seen) => seen.text === 'Έλεγχος του μαθήματος');
  await go(page);
  await accessible(page, 'check');
  await shot(page, 'check-1280');
  assert.match(await page.locator('.findings').first().textContent(), /Τα λεπτά|λεπτά/);
  await follow(page, 'Διόρθωση');
  await tabTo(page, (seen) => seen.tag === 'input' && seen.type === 'text');
  for (let field = 0; field < 3; field += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('πολλά');
  await go(page);
  assert.equal(await page.locator('#online-fault').textContent(), 'Γράψτε έναν ακέραιο αριθμό.');
  assert.equal(await (await focused(page)).evaluate((at) => at.id), 'online');
  await accessible(page, 'facts');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('25');
  await go(page);
  await tabTo(page, (seen) => seen.text === 'Έλεγχος του μαθήματος');
  await go(page);
  await page.getByText('Το «Πόσο αντέχει;» δεν λέει καμία ικανότητα.', { exact: true }).waitFor();
  await follow(page, 'Διόρθωση');
  const frame = await editorOf(page);
  assert.match((await inside(frame)).label, /^Ικανότητες/, 'the focus is in the field, its fold open, its fault beside it');
  assert.ok((await inside(frame)).invalid);
  await page.keyboard.insertText('4.1');
  await Promise.all([page.waitForURL(/\/check\//), page.keyboard.press('Control+s')]);
  await page.getByText('Όλα είναι εντάξει').waitFor();
}

for (const colorScheme of ['light', 'dark']) {
  test(`on a phone the pages fit and are accessible, ${colorScheme}`, { timeout: 120_000 }, async () => {
    const page = await site.page({ viewport: { width: 360, height: 740 }, colorScheme });
    await page.goto(`${site.url}/people/`);
    await follow(page, 'Παπαγιάννη');
    await page.goto(`${site.url}/build/`);
    await follow(page, 'Ασφαλείς κωδικοί');
    const base = page.url();
    for (const part of ['', 'check/', 'facts/']) {
      await page.goto(`${base}${part}`);
      await accessible(page, part);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${part} is wider than the screen`);
      await shot(page, `phone-${part.replace('/', '') || 'structure'}-${colorScheme}`);
    }
    await page.context().close();
  });
}
