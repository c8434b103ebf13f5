/** A picture in a teacher's text, by keyboard: one of the course's, then one added from this computer; never without words. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import { accessible, startSite } from '../site.js';

const UNIT = 'courses/course-v1:PEKTPE+phishing+base/unit/explain_what/';
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

/** The editor of the unit's quiz with its first question open, as a teacher sees it. */
async function opened(page) {
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Παπαγιάννη/ }).press('Enter')]);
  await page.goto(`${site.url}/${UNIT}`);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: /Επεξεργασία/ }).first().press('Enter')]);
  const editor = page.frameLocator('iframe').first();
  await editor.getByRole('button', { name: /Ποια πρόταση περιγράφει/ }).first().press('Enter');
  const prompt = editor.getByRole('textbox', { name: 'Εκφώνηση' }).or(editor.getByRole('textbox', { name: 'Ερώτηση', exact: true })).first();
  await prompt.press('Control+End');
  await prompt.press('Enter');
  await editor.getByRole('button', { name: 'Εικόνα', exact: true }).first().press('Enter');
  const panel = editor.getByRole('group', { name: 'Εικόνα', exact: true });
  await panel.waitFor();
  return { editor, prompt, panel };
}

/** A file of some 70 kB, as a camera makes them: no two pixels are alike, so that it can't be packed. */
function photo() {
  const png = new PNG({ width: 150, height: 150 });
  for (let at = 0, grain = 1; at < png.data.length; at++) {
    grain = (Math.imul(grain, 1103515245) + 12345) >>> 0;
    png.data[at] = at % 4 === 3 ? 255 : grain >>> 16 & 255;
  }
  return PNG.sync.write(png);
}

for (const [width, colorScheme] of /** @type {const} */ ([[1280, 'light'], [360, 'dark']])) {
  test(`at ${width} px, ${colorScheme}`, { timeout: 120_000 }, async () => {
    const page = await site.page({ viewport: { width, height: 900 }, colorScheme });
    const { editor, prompt, panel } = await opened(page);
    const into = panel.getByRole('button', { name: 'Εισαγωγή της εικόνας' }), words = panel.getByRole('textbox', { name: 'Η εικόνα με λόγια' });

    await panel.getByText('Επιλογή ή προσθήκη εικόνας').press('Enter');
    await panel.getByRole('button', { name: /^hook\.svg/ }).press('Enter');
    await into.press('Enter');
    assert.equal(await words.getAttribute('aria-invalid'), 'true');
    assert.equal(await words.evaluate((node) => node.getRootNode().activeElement === node), true, 'the words that are missing have the focus');
    await accessible(page, 'a picture without words');
    await words.fill('Ένα αγκίστρι με δόλωμα');
    await into.press('Enter');
    assert.match(await prompt.inputValue(), /!\[Ένα αγκίστρι με δόλωμα\]\(\/static\/hook\.svg\)/);

    await editor.getByRole('button', { name: 'Εικόνα', exact: true }).first().press('Enter');
    await words.waitFor();
    assert.equal(await words.inputValue(), 'Ένα αγκίστρι με δόλωμα', 'the picture at the cursor is the one that is changed');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });

    await prompt.press('Control+End');
    await prompt.press('Enter');
    await editor.getByRole('button', { name: 'Εικόνα', exact: true }).first().press('Enter');
    await panel.getByText('Επιλογή ή προσθήκη εικόνας').press('Enter');
    await panel.getByLabel(/^Προσθήκη εικόνας από/).setInputFiles({ name: `Η πόρτα ${width}.png`, mimeType: 'image/png', buffer: photo() });
    await panel.getByText(/Κάτω από 60 kB/).waitFor();
    await accessible(page, 'a heavy picture chosen');
    if (process.env.SHOTS) await panel.screenshot({ path: `${process.env.SHOTS}/picker-${width}.png` });
    await panel.getByRole('button', { name: 'Προσθήκη στο μάθημα' }).press('Enter');
    await panel.locator('input').first().and(editor.locator(':focus')).waitFor();
    assert.equal(await panel.getByRole('textbox', { name: 'Εικόνα', exact: true }).inputValue(), `/static/i_porta_${width}.png`);
    await words.fill('Μια πόρτα');
    await into.press('Enter');
    assert.match(await prompt.inputValue(), new RegExp(`!\\[Μια πόρτα\\]\\(/static/i_porta_${width}\\.png\\)`));
    await Promise.all([page.waitForURL(/unit\/explain_what/), editor.getByRole('button', { name: 'Αποθήκευση' }).press('Enter')]);
    for (const name of ['Ένα αγκίστρι με δόλωμα', 'Μια πόρτα']) {
      assert.ok(await page.getByRole('img', { name }).first().evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), name);
    }
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}
