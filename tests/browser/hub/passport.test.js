/** The passport on the local site: what was said before and after, what was shown, the same numbers in a table; at both widths, light and dark. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { told } from '../keyboard.js';
import { accessible, startSite } from '../site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());
const SHOTS = process.env.PEKT_SHOTS;
const COURSE = 'course-v1:PEKTPE+phishing+base';

for (const [name, width, colorScheme] of [['Δάφνη', 1280, 'light'], ['Νεφέλη', 360, 'dark']]) {
  test(`said before and after, and shown: a radar, its numbers, the gap and the attestation; ${width} px, ${colorScheme}`, { timeout: 150_000 }, async () => {
    const page = await site.page({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(`${site.url}/people/`);
    await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: new RegExp(name) }).click()]);
    const give = async (unit, step) => {
      await page.goto(`${site.url}/courses/${COURSE}/unit/${unit}/`);
      const rows = page.locator('.passport-row');
      await rows.first().waitFor();
      for (const row of await rows.all()) await row.getByRole('radio').nth(step - 1).check();
      await page.getByRole('button', { name: 'Υποβολή' }).click();
      await page.locator('.passport-table').waitFor();
    };
    await give('self_check_before_page', 2);
    assert.equal((await told(page)).tag, 'h4', 'the result keeps the focus');
    assert.deepEqual((await page.locator('.passport-table thead th').allTextContents()).map((s) => s.trim()),
      ['Πρόταση', 'Η δική μου γνώμη: πριν', 'Τι έδειξα, σε δραστηριότητες']);
    await give('self_check_after_page', 4);
    assert.deepEqual((await page.locator('.passport-table thead th').allTextContents()).map((s) => s.trim()),
      ['Πρόταση', 'Η δική μου γνώμη: πριν', 'Η δική μου γνώμη: μετά', 'Τι έδειξα, σε δραστηριότητες']);
    const row = await page.locator('.passport-table tbody tr').first().locator('td').allTextContents();
    assert.deepEqual(row.slice(0, 2), ['2 από 4', '4 από 4']);
    assert.match(row[2], /^\d+ από \d+$/);
    assert.equal(await page.locator('.passport-radar g').count(), 3);
    assert.match(await page.locator('.passport-map .warn').innerText(), /Δες ξανά τα βήματα: /); // said 4, shown next to nothing
    assert.match(await page.locator('.passport-map').innerText(), /Η βεβαίωσή μου[\s\S]*λείπει/);
    await accessible(page, 'the map');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    if (SHOTS) await page.locator('.passport-map').screenshot({ path: `${SHOTS}/passport-${width}.png` });
    await page.getByRole('link', { name: 'Η σελίδα μου' }).click();
    await page.waitForURL(/\/me\//);
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}
