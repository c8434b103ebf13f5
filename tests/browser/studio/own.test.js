/** The forms of a kind's own, on the local site: by keyboard alone from nothing to what a learner sees; at 360 and 1280 px; faults where they belong. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, focused, pressInRow, tabTo, tick, told } from '../keyboard.js';
import { accessible, ROOT, startSite } from '../site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite({ courses: `${ROOT}tests/browser/studio/courses` }); }, { timeout: 120_000 });
after(() => site.stop());
const COURSE = 'course-v1:PEKTPE+write+base';
const SHOTS = process.env.PEKT_SHOTS;

async function become(page, name) {
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: new RegExp(name) }).click()]);
}
/** A teacher's editor of a block, alone in its page. */
async function editor(kind, options) {
  const page = await site.page(options);
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await become(page, 'Παπαγιάννη');
  await page.goto(`${site.url}/edit/block-v1:PEKTPE+write+base+type@pekt_${kind}+block@${kind}/frame/`);
  await page.locator('.pekt-form .pekt-label').first().waitFor();
  await page.evaluate(() => { document.title = 'Editor'; }); // it stands in a frame, which needs none
  return page;
}
async function learner(unit, options) {
  const page = await site.page(options);
  await become(page, 'Δάφνη');
  await page.goto(`${site.url}/courses/${COURSE}/unit/${unit}/`);
  await page.locator('.pekt h3').waitFor();
  return page;
}
/** What is stored of a block. */
const definition = (block) => JSON.parse(site.python(`
import django, json; django.setup()
from pekt_xblocks.workbench.models import Element
print(json.dumps(Element.objects.get(usage_key__endswith="@${block}").fields["definition"]))`));
/** A block as nobody has written in it. */
const afresh = (block) => site.python(`
import django; django.setup()
from pekt_xblocks.workbench.models import Element
element = Element.objects.get(usage_key__endswith="@${block}")
element.fields.pop("definition", None)
element.save()`);
const close = async (...pages) => { for (const page of pages) { assert.deepEqual(page.troubles, []); await page.context().close(); } };

/** By keyboard: to the control whose label or words begin so, and what to do there. */
const to = (page, text, tag = '') => tabTo(page, (seen) => (!tag || seen.tag === tag) && (seen.text.startsWith(text) || seen.name.startsWith(text)), 400);
const labelled = async (page, label) => {
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab');
    if (await (await focused(page)).evaluate((e, words) => e.labels?.[0]?.textContent.trim().startsWith(words), label)) return;
  }
  assert.fail(`Tab never comes to ${label}`);
};
const write = async (page, label, text) => { await labelled(page, label); await page.keyboard.type(text); };
const push = async (page, text) => { await to(page, text, 'button'); await page.keyboard.press('Enter'); };
const fits = async (page, where) => {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, where);
  const low = await page.locator('.pekt-inbox-piece :is(button, label.pekt-beside), .pekt-inbox-channels label, .pekt-line:has(> .pekt-rubric) > .pekt-tools button').evaluateAll((all) =>
    all.filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44).map((e) => e.textContent));
  assert.deepEqual(low, [], where);
};

test('a message is written by keyboard alone, cut, given two clues, saved, and a learner reads it', { timeout: 180_000 }, async () => {
  const page = await editor('inbox');
  await tabTo(page, (seen) => seen.tag === 'button' && seen.text.startsWith('3. Παιχνίδι'), 60);
  await pressInRow(page, 'Διαγραφή');
  await push(page, 'Προσθήκη'); // the list's own: right after the undo
  await choose(page, 'Email');
  await write(page, 'Όνομα αποστολέα', 'Γραμματεία');
  await write(page, 'Πραγματική διεύθυνση', 'grammateia@lyk3-mail.example');
  await write(page, 'Θέμα', 'Οι βαθμοί σου');
  await labelled(page, 'Όλο το κείμενο');
  await page.keyboard.insertText('Βγήκαν οι βαθμοί σου. Απάντησε μέσα σε μία ώρα με τον κωδικό σου.\nlyk3-mail.example/vathmoi');
  await push(page, 'Κόψτε το σε κομμάτια');
  const pieces = page.locator('li.pekt-inbox-piece textarea:first-of-type').first();
  assert.equal((await (await focused(page)).evaluate((e) => e.value)), 'Βγήκαν οι βαθμοί σου.');
  assert.ok(await pieces.isVisible());
  // The second piece is cut once more, where the cursor stands.
  await labelled(page, 'Κομμάτι του κειμένου');
  await page.keyboard.press('Home');
  for (let i = 0; i < 'Απάντησε μέσα σε μία ώρα'.length; i++) await page.keyboard.press('ArrowRight');
  await push(page, 'Κόψτε εδώ');
  assert.equal(await (await focused(page)).evaluate((e) => e.value), 'με τον κωδικό σου.');
  await page.keyboard.press('Shift+Tab'); // back over the buttons of the piece before
  for (let i = 0; i < 12 && (await told(page)).text !== 'Στοιχείο απάτης ή δόλωμα'; i++) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await labelled(page, 'Είδος στοιχείου');
  assert.equal((await told(page)).picked, 'Βιασύνη');
  await write(page, 'Εξήγηση', 'Μία ώρα, για να μη ρωτήσεις.');
  await labelled(page, 'Κομμάτι του κειμένου');
  await tick(page, 'Στοιχείο απάτης ή δόλωμα');
  await labelled(page, 'Είδος στοιχείου');
  for (let i = 0; i < 15 && (await told(page)).picked !== 'Ζητά μυστικό'; i++) await page.keyboard.press('ArrowDown');
  await write(page, 'Εξήγηση', 'Ο κωδικός δεν λέγεται σε κανέναν.');
  await write(page, 'Ανατροφοδότηση: Ανάφερε', 'Μπράβο, το είδες.');
  await write(page, 'Η αλήθεια', 'Απάτη: ζητά τον κωδικό σου.');
  await accessible(page, 'written');
  await page.keyboard.press('Control+s');
  await page.getByText('Αποθηκεύτηκε', { exact: true }).first().waitFor();

  const seen = await learner('messages');
  await seen.locator('.inbox-entry').filter({ hasText: 'Γραμματεία' }).click();
  assert.deepEqual(await seen.locator('.inbox-body:visible .inbox-piece').allInnerTexts(),
    ['Βγήκαν οι βαθμοί σου.', 'Απάντησε μέσα σε μία ώρα', 'με τον κωδικό σου.', 'lyk3-mail.example/vathmoi']);
  assert.match(await seen.locator('.inbox-card:visible').innerText(), /Οι βαθμοί σου/);
  const stored = definition('inbox');
  const clues = stored.messages.at(-1).segments.filter((s) => s.clue).map(({ text, clue }) => [text, clue]);
  assert.deepEqual(clues, [['Απάντησε μέσα σε μία ώρα', 'urgency'], ['με τον κωδικό σου.', 'asks_secret']]);
  assert.deepEqual(stored.messages.at(-1).actions, [{ action: 'report', worth: 'usual', feedback: 'Μπράβο, το είδες.' }]);
  await close(page, seen);
});

for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']]) {
  test(`the message's form: no barrier, no narrow target, ${width} px, ${colorScheme}`, { timeout: 120_000 }, async () => {
    const page = await editor('inbox', { viewport: { width, height: 900 }, colorScheme, hasTouch: width < 600 });
    await page.locator('.pekt-cardhead').first().click();
    await accessible(page, 'a message');
    await fits(page, 'a message');
    if (SHOTS) await page.locator('.pekt-item').first().screenshot({ path: `${SHOTS}/message-${width}.png` });
    await page.locator('.pekt-inbox-text > .pekt-add').first().click();
    await accessible(page, 'whole');
    await page.getByRole('button', { name: 'Προσθήκη' }).first().scrollIntoViewIfNeeded();
    await page.locator('.pekt-list').filter({ has: page.locator('.pekt-item') }).first().locator('> .pekt-add').click();
    await accessible(page, 'a new message');
    await fits(page, 'a new message');
    await close(page);
  });
}

test('a ready message fills the form; a fault of the site stands at its own control, in a text that was whole too', { timeout: 120_000 }, async () => {
  const page = await editor('inbox');
  for (const ready of ['Ψάρεμα με e-mail', 'Δέμα με SMS', 'Γνήσιο e-mail από το σχολείο']) {
    await page.locator('.pekt-list').filter({ has: page.locator('.pekt-item') }).first().locator('> .pekt-add').click();
    await page.getByRole('button', { name: ready }).click();
  }
  assert.equal(await (await focused(page)).evaluate((e) => e.value), 'Κ. Σαββίδου, Φυσική');
  const item = page.locator('.pekt-item').nth(5);
  await item.getByRole('button', { name: 'Γράψτε το ως ένα κείμενο' }).click();
  const whole = item.getByLabel('Όλο το κείμενο');
  await whole.fill(`${await whole.inputValue()}\nΔες: www.alithini-trapeza.gr`);
  await page.getByRole('button', { name: 'Αποθήκευση', exact: true }).click();
  await page.locator('.pekt-faultlink').first().click();
  const at = await focused(page);
  assert.equal(await at.evaluate((e) => e.value), 'Δες: www.alithini-trapeza.gr');
  assert.match(await at.evaluate((e) => e.getRootNode().getElementById(e.getAttribute('aria-describedby').split(' ').at(-1)).textContent), /αληθινή διεύθυνση/);
  await accessible(page, 'with a fault');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Θα δούμε και βίντεο.');
  await item.locator('li.pekt-inbox-piece').nth(1).getByRole('textbox', { name: 'Εξήγηση' }).fill('');
  await page.keyboard.press('Control+s');
  await page.locator('.pekt-faultlink').filter({ hasText: 'Εξήγηση' }).click(); // the list of the first try is gone by then
  assert.equal(await (await focused(page)).evaluate((e) => e.labels[0].textContent.trim()), 'Εξήγηση');
  await page.keyboard.type('Συνηθισμένη αλλαγή.');
  await page.keyboard.press('Control+s');
  await page.getByText('Αποθηκεύτηκε', { exact: true }).first().waitFor();
  const { segments, genuine } = definition('inbox').messages.at(-1);
  assert.equal(genuine, true);
  assert.deepEqual([segments.at(-1).text, segments[3].note], ['Θα δούμε και βίντεο.', 'Συνηθισμένη αλλαγή.']);
  await close(page);
});

for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']]) {
  test(`the rubric: a row for each criterion, its levels side by side or in cards, written and moved by keyboard; ${width} px`, { timeout: 120_000 }, async () => {
    const page = await editor('practical', { viewport: { width, height: 900 }, colorScheme });
    const rows = page.locator('.pekt-line:has(> .pekt-rubric)');
    const tops = await rows.first().locator('.pekt-entry:has(textarea)').evaluateAll((all) => all.slice(-4).map((e) => Math.round(e.getBoundingClientRect().top)));
    assert.equal(new Set(tops).size, width > 620 ? 1 : 4, `levels at ${tops}`);
    await accessible(page, 'a rubric');
    await fits(page, 'a rubric');
    if (SHOTS) await rows.first().locator('xpath=..').screenshot({ path: `${SHOTS}/rubric-${width}.png` });
    const before = await rows.count();
    await page.locator('fieldset.pekt-list').filter({ has: page.locator('.pekt-rubric') }).locator('> .pekt-add').press('Enter');
    await page.keyboard.type('Συνεργασία');
    for (const level of ['Επίπεδο 0', 'Επίπεδο 1', 'Επίπεδο 3']) await write(page, level, level);
    await page.keyboard.press('Control+s');
    await page.locator('.pekt-faultlink').first().click();
    assert.match(await (await focused(page)).evaluate((e) => e.labels[0].textContent), /Επίπεδο 2/);
    await page.keyboard.type('Καλό');
    await page.keyboard.press('Control+s');
    await page.getByText('Αποθηκεύτηκε', { exact: true }).first().waitFor();
    const { criteria } = definition('practical');
    assert.equal(criteria.length, before + 1);
    assert.deepEqual([criteria.at(-1).text, criteria.at(-1).level_2], ['Συνεργασία', 'Καλό']);
    await close(page);
  });
}

for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']]) {
  test(`statements: written, taken ready-made, given a competence, moved, removed and brought back by keyboard alone; ${width} px`, { timeout: 120_000 }, async () => {
    afresh('passport');
    const page = await editor('passport', { viewport: { width, height: 900 }, colorScheme });
    const rows = page.locator('.pekt-line:has(> .pekt-passport-statement)'), texts = () => rows.locator('textarea').evaluateAll((all) => all.map((each) => each.value));
    const before = await texts();
    await to(page, 'Προσθήκη', 'button');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Μπορώ να βρω μια καλή εικόνα.');
    await labelled(page, 'Ικανότητα');
    for (let i = 0; i < 22 && (await told(page)).picked !== '3.3 Πνευματικά δικαιώματα και άδειες'; i++) await page.keyboard.press('ArrowDown');
    await labelled(page, 'Κωδικός');
    assert.equal(await (await focused(page)).evaluate((e) => e.value), '3.3');
    assert.match(await rows.last().locator('.pekt-passport-code > .pekt-help').innerText(), /^Δημιουργία περιεχομένου › Πνευματικά/);
    assert.match(await page.locator('.pekt-passport-cover').innerText(), /2 από 5/);

    // From its own text up one place; then what the learner sees of it, under its own number.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Alt+ArrowUp');
    assert.deepEqual(await texts(), [...before.slice(0, -1), 'Μπορώ να βρω μια καλή εικόνα.', before.at(-1)]);
    await page.keyboard.type(' Και άδεια.');
    await to(page, 'Όπως τη βλέπει ο μαθητής', 'summary');
    await page.keyboard.press('Enter');
    const seen = rows.nth(before.length - 1).locator('.passport-row');
    await seen.locator('legend').filter({ hasText: `${before.length}. Μπορώ να βρω μια καλή εικόνα. Και άδεια.` }).waitFor();
    assert.equal(await seen.locator('label').count(), 4);

    // A ready-made one of a competence that nothing names yet; it is there once.
    await to(page, 'Έτοιμες προτάσεις', 'summary');
    await page.keyboard.press('Enter');
    await page.locator('.pekt-passport-offer').first().waitFor();
    await push(page, 'Μπορώ να διαλέξω καλές λέξεις');
    await page.getByText(`Προστέθηκε ως πρόταση ${before.length + 2}.`).waitFor();
    assert.equal((await told(page)).text, 'Μπορώ να διαλέξω καλές λέξεις για να ψάξω αυτό που θέλω.', 'the focus stays');
    await page.keyboard.press('Enter');
    assert.equal(await rows.count(), before.length + 2);

    await accessible(page, 'statements');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    const low = await page.locator('.pekt-passport-statements :is(button, summary, select)').evaluateAll((all) => all.filter((e) => e.offsetParent && e.getBoundingClientRect().height < 40).map((e) => e.textContent));
    assert.deepEqual(low, []);
    if (SHOTS) await page.locator('.pekt-passport-statements').screenshot({ path: `${SHOTS}/statements-${width}.png` });

    await tabTo(page, (at) => at.tag === 'button' && at.text === 'Αποθήκευση', 60);
    await pressInRow(page, 'Διαγραφή', 'Shift+Tab'); // of the last statement
    assert.equal(await rows.count(), before.length + 1);
    await page.keyboard.press('Enter'); // the focus is on what brings it back
    assert.equal(await rows.count(), before.length + 2);
    assert.match(await page.locator('.pekt-passport-cover').innerText(), /3 από 5/);

    // A fault at its own statement.
    await labelled(page, 'Κωδικός');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('9.9');
    await page.keyboard.press('Control+s');
    await page.locator('.pekt-faultlink').first().click();
    assert.deepEqual(await (await focused(page)).evaluate((e) => [e.value, e.labels[0].textContent, e.getAttribute('aria-invalid')]), ['9.9', 'Κωδικός', 'true']);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1.1.02');
    assert.equal(await rows.last().locator('select').inputValue(), '1.1');
    await page.keyboard.press('Control+s');
    await page.getByText('Αποθηκεύτηκε', { exact: true }).first().waitFor();
    const stored = definition('passport').statements;
    assert.deepEqual(stored.slice(-3).map(({ text, code }) => [text, code]), [['Μπορώ να βρω μια καλή εικόνα. Και άδεια.', '3.3'],
      [before.at(-1), '4.1'], ['Μπορώ να διαλέξω καλές λέξεις για να ψάξω αυτό που θέλω.', '1.1.02']]);
    assert.equal(new Set(stored.map(({ id }) => id)).size, stored.length);
    await close(page);
  });
}
