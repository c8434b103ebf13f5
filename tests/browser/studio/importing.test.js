/** Questions made elsewhere, in the real site: pasted, seen, added, saved; as a file too; nothing in the way of anybody. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { accessible, startSite } from '../site.js';

const SHOTS = process.env.SHOTS;
const COURSE = 'courses/course-v1:PEKTPE+phishing+base/';
const GIFT = `Ποιο μήνυμα είναι ψάρεμα; {
=Ζητά τον κωδικό σου αμέσως#Ναι: η βιασύνη είναι σημάδι.
~Θυμίζει την ώρα του μαθήματος#Αυτό δεν ζητά τίποτα.
}

Μια τράπεζα ζητά κωδικούς με μήνυμα. {F#Ποτέ δεν τους ζητά.#Σωστά.}

Πόσα σημάδια είδαμε; {#3:1}

Γράψε τη γνώμη σου. {}
`;
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); if (SHOTS) mkdirSync(SHOTS, { recursive: true }); }, { timeout: 120_000 });
after(() => site.stop());

const shot = (page, name) => (SHOTS ? page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) : null);

async function editorOf(options, unit = 'explain_what') {
  const page = await site.page(options);
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Παπαγιάννη/ }).press('Enter')]);
  await openIn(page, unit);
  return { page, editor: frame(page) };
}
const frame = (page) => page.frameLocator('iframe').first();

/** The editor of a unit's first activity. */
async function openIn(page, unit) {
  await page.goto(`${site.url}/${COURSE}unit/${unit}/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Επεξεργασία' }).first().press('Enter')]);
  await frame(page).getByText('Ερωτήσεις', { exact: true }).waitFor();
}
const cards = (editor) => editor.locator('.pekt-form > .pekt-group > .pekt-list > .pekt-cards > .pekt-item');

test('three questions pasted as GIFT are seen, added and saved; the fourth is named', { timeout: 120_000 }, async () => {
  const { page, editor } = await editorOf();
  const before = await cards(editor).count();
  await editor.getByRole('button', { name: 'Εισαγωγή ερωτήσεων' }).press('Enter');
  await editor.getByLabel('Επικολλήστε εδώ τις ερωτήσεις').fill(GIFT);
  await accessible(page, 'panel open');
  await editor.getByRole('button', { name: 'Δείξε τι περιέχει' }).press('Enter');
  await editor.getByRole('heading', { name: 'Διαβάστηκαν: 3. Δεν διαβάστηκαν: 1.' }).waitFor();
  await editor.getByText('Γραμμή 10: Μια ανοιχτή ερώτηση').waitFor();
  await accessible(page, 'what was understood');
  await shot(page, 'understood-1280');
  assert.equal(await cards(editor).count(), before);
  await editor.getByRole('button', { name: 'Προσθήκη 3 στη λίστα' }).press('Enter');
  assert.equal(await cards(editor).count(), before + 3);
  await editor.getByText('Δεν αποθηκεύτηκε ακόμη').waitFor();
  await accessible(page, 'added');
  await shot(page, 'added-1280');
  await Promise.all([page.waitForURL(/unit\/explain_what/), editor.getByRole('button', { name: 'Αποθήκευση' }).press('Enter')]);
  const kept = JSON.parse(site.python(`
import django; django.setup()
import json
from pekt_xblocks.workbench.models import Element
print(json.dumps(Element.objects.get(usage_key__endswith="@explain_quiz").fields["definition"]["items"][-3:]))`));
  assert.deepEqual(kept.map((item) => item.tag), ['single', 'single', 'number']);
  assert.deepEqual(kept[0].options.map((option) => [option.correct, option.feedback]), [[true, 'Ναι: η βιασύνη είναι σημάδι.'], [false, 'Αυτό δεν ζητά τίποτα.']]);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`on a phone: the template comes as a file, and what was filled in goes back as one; ${colorScheme}`, { timeout: 120_000 }, async () => {
    const { page, editor } = await editorOf({ viewport: { width: 360, height: 780 }, colorScheme });
    await editor.getByRole('button', { name: 'Εισαγωγή ερωτήσεων' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), editor.getByRole('button', { name: 'Πρότυπο πίνακα (CSV)' }).click()]);
    await editor.getByLabel('Ή επιλέξτε ένα αρχείο').setInputFiles(await download.path());
    await editor.getByRole('heading', { name: 'Διαβάστηκαν: 6. Δεν διαβάστηκαν: 0.' }).waitFor();
    await editor.getByLabel('Το Διαδίκτυο και ο Ιστός').uncheck();
    await editor.getByRole('button', { name: 'Προσθήκη 5 στη λίστα' }).waitFor();
    await accessible(page, 'phone');
    assert.ok(await editor.locator('body').evaluate((body) => body.scrollWidth <= innerWidth), 'wider than the page');
    await shot(page, `phone-${colorScheme}`);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}

test('a question is copied in one activity and pasted into another one', { timeout: 120_000 }, async () => {
  const { page, editor } = await editorOf();
  await editor.getByRole('button', { name: 'Αντιγραφή', exact: true }).first().press('Enter');
  await openIn(page, 'grandmother_page');
  const before = await cards(editor).count();
  await editor.getByRole('button', { name: 'Επικόλληση' }).first().press('Enter');
  await editor.getByText('Επικολλήθηκε.').waitFor({ state: 'attached' });
  assert.equal(await cards(editor).count(), before + 1);
  await accessible(page, 'pasted');
  await Promise.all([page.waitForURL(/unit\/grandmother_page/), editor.getByRole('button', { name: 'Αποθήκευση' }).press('Enter')]);
  const [from, to] = JSON.parse(site.python(`
import django; django.setup()
import json
from pekt_xblocks.workbench.models import Element
print(json.dumps([Element.objects.get(usage_key__endswith="@" + name).fields["definition"]["items"] for name in ("explain_quiz", "grandmother_quiz")]))`));
  assert.equal(to.length, before + 1);
  const bare = (item) => JSON.stringify(item, (name, value) => (name === 'id' ? undefined : value));
  assert.equal(bare(to.at(-1)), bare(from[0]));
  assert.equal(new Set(to.map((item) => item.id)).size, to.length);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test('a file of five megabytes is refused in words before anything is sent; what is written stays', { timeout: 120_000 }, async () => {
  const { page, editor } = await editorOf();
  const before = await cards(editor).count(), sent = [];
  page.on('request', (request) => { if (request.method() === 'POST') sent.push(request.url()); });
  await editor.getByRole('button', { name: 'Εισαγωγή ερωτήσεων' }).press('Enter');
  await editor.getByLabel('Ή επιλέξτε ένα αρχείο').setInputFiles({ name: 'πολλές.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.alloc(5_000_000, 'x') });
  await editor.getByText('Το αρχείο είναι πολύ μεγάλο').first().waitFor();
  assert.deepEqual([await cards(editor).count(), sent.filter((url) => /import_items/.test(url))], [before, []]);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
