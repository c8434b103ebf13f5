/** The main job, end to end: a learner takes the module with the keyboard alone, a teacher edits it, the hub sees the progress. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { press, tabTo, told } from '../keyboard.js';
import { accessible, PYTHON, ROOT, startSite } from '../site.js';
import { answerInbox, answerQuiz, answerSelfCheck } from './player.js';

const COURSE = 'courses/course-v1:PEKTPE+phishing+base/';
const KNOWN = JSON.parse(execFileSync(PYTHON, ['-m', 'tests.browser.main_job.definitions', 'courses/phishing'], { cwd: ROOT, encoding: 'utf8' }));
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

const args = (page) => page.evaluate(() => JSON.parse(document.querySelector('script[type="application/json"]')?.textContent ?? 'null'));
const heading = (page) => page.locator('.pekt-result h4').first();

async function become(page, name) {
  await page.goto(`${site.url}/people/`);
  await accessible(page, 'people');
  await tabTo(page, (seen) => seen.tag === 'button' && seen.text.includes(name));
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
/** Submits by keyboard and waits for what the shell says next. */
async function submit(page) {
  await press(page, 'Υποβολή', 'button');
  await heading(page).waitFor();
  assert.equal((await told(page)).tag, 'h4', 'the result has the focus');
}
async function next(page) {
  await tabTo(page, (seen) => ['a', 'button'].includes(seen.tag) && /^(Επόμενο →|Το διάβασα|Πίσω στ(ο|η|ην) )/.test(seen.text));
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
/** Submissions that the server counted. */
const counted = (url_name) => Number(site.python(`
import django; django.setup()
from pekt_xblocks.workbench.models import UserState
print(max([s.fields.get("attempts", 0) for s in UserState.objects.filter(usage_key__endswith="@${url_name}")], default=0))`));

test('a learner takes the module with the keyboard alone', { timeout: 400_000 }, async (t) => {
  const page = await site.page();
  await become(page, 'Δάφνη');
  await accessible(page, 'home');
  await tabTo(page, (seen) => seen.tag === 'a' && seen.text.includes('Ξεκίνα'));
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  for (let unit = 1; unit <= 24 && page.url().includes('/unit/'); unit++) {
    const block = page.locator('.pekt-activity');
    if (await block.count()) await block.locator('.pekt h3').first().waitFor({ timeout: 10_000 }).catch((error) => { throw new Error(`${page.url()}: ${error.message} ${page.troubles}`); });
    await accessible(page, page.url());
    const known = await block.count() ? KNOWN[(await block.evaluate((node) => node.closest('[data-usage]').dataset.usage)).split('@').at(-1)] : null;
    if (page.url().includes('explain_what')) await t.test('wrong, then right; a reload in the middle; a line that breaks', () => explain(page, known));
    else if (known?.messages) { await answerInbox(page, known); await submit(page); }
    else if (known?.statements) { await answerSelfCheck(page, known); await submit(page); }
    else if (known?.items) { await answerQuiz(page, known); await submit(page); }
    if (known?.statements || known?.items || known?.messages) {
      await accessible(page, `${page.url()}, passed`);
      if (!/guess|story|self_check/.test(page.url())) assert.match(await page.locator('.pekt-result').innerText(), /100\s*%/, page.url());
    }
    await next(page);
  }
  assert.match(page.url(), /courses\/[^/]+\/$/, 'after the last unit comes the module');
  assert.match(await page.locator('main').innerText(), /14 από 16 βήματα/, 'all but the two of the hub');
  await accessible(page, 'module, done');
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

async function explain(page, quiz) {
  // Wrong first: the true answer of question 1 left out for another.
  const wrong = quiz.items[0].options.find((o) => !o.correct).text;
  await answerQuiz(page, quiz, async (n) => {
    if (n === 2) { // in the middle: what was answered is still there
      await page.reload();
      await page.locator('.pekt h3').waitFor();
      assert.equal(await page.locator('.pekt-steps .done').count(), 2);
      await press(page, '3', 'button');
    }
    if (n !== 0) return false;
    await tabTo(page, ({ type }) => type === 'radio');
    await page.keyboard.press('Space');
    for (let i = 0; i < 9 && (await told(page)).text !== wrong; i++) await page.keyboard.press('ArrowDown');
    return true;
  });
  await submit(page);
  await accessible(page, 'wrong answer');
  assert.doesNotMatch(await page.locator('.pekt-result').innerText(), /100\s*%/);
  assert.equal(counted('explain_quiz'), 1);
  // Right, but the line is cut while it is sent: kept, said, sent once when it is back.
  await press(page, 'Ξανά', 'button');
  await answerQuiz(page, { ...quiz, items: quiz.items.slice(0, 1), layout: 'stepper' }).catch(() => {});
  await page.context().setOffline(true);
  await press(page, 'Υποβολή', 'button');
  await page.getByText('Δεν στάλθηκε ακόμη').waitFor();
  await accessible(page, 'not sent yet').catch((error) => { if (!/net::|fetch/.test(String(error))) throw error; });
  assert.equal(counted('explain_quiz'), 1);
  await page.context().setOffline(false);
  await heading(page).waitFor();
  assert.equal(counted('explain_quiz'), 2);
  await page.reload();
  await heading(page).waitFor();
  assert.match(await page.locator('.pekt-result').innerText(), /100\s*%/);
  assert.equal(counted('explain_quiz'), 2);
}

test('a teacher edits a question and sees it changed', { timeout: 120_000 }, async () => {
  const page = await site.page();
  await become(page, 'Παπαγιάννη');
  await page.goto(`${site.url}/${COURSE}unit/explain_what/`);
  await accessible(page, 'unit as a teacher');
  await tabTo(page, (seen) => seen.tag === 'a' && seen.text.includes('Επεξεργασία'));
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  const editor = page.frameLocator('iframe').first();
  await editor.getByText('Ερωτήσεις', { exact: true }).waitFor();
  await accessible(page, 'editor');
  await editor.getByRole('button', { name: /Ποια πρόταση περιγράφει/ }).first().press('Enter');
  const prompt = editor.getByRole('textbox', { name: /Ερώτηση|Εκφώνηση/ }).first();
  await prompt.fill('Τι είναι λοιπόν το ηλεκτρονικό ψάρεμα;');
  await Promise.all([page.waitForURL(/unit\/explain_what/), editor.getByRole('button', { name: 'Αποθήκευση' }).press('Enter')]);
  await page.getByText('Τι είναι λοιπόν το ηλεκτρονικό ψάρεμα;').waitFor();
  const learner = await site.page();
  await become(learner, 'Νεφέλη');
  await learner.goto(`${site.url}/${COURSE}unit/explain_what/`);
  await learner.getByText('Τι είναι λοιπόν το ηλεκτρονικό ψάρεμα;').waitFor();
  assert.deepEqual([...page.troubles, ...learner.troubles], []);
  await page.context().close();
  await learner.context().close();
});

test('the hub sees the progress', { timeout: 120_000 }, async () => {
  const page = await site.page();
  await become(page, 'Βλάχου');
  await press(page, 'Μητρώο', 'a');
  await page.waitForURL(/\/hub\//);
  await accessible(page, 'the hub');
  const row = page.getByRole('row', { name: /^Δάφνη/ });
  assert.match(await row.innerText(), /8[78]\s*%/); // the visit to the hub is still to come
  assert.match(await page.locator('main').innerText(), /εδομένα έως \d\d:\d\d/);
  await page.locator('summary').getByText('Λήψη του πίνακα').first().click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="csv?names=1"]').first().click()]);
  const bytes = readFileSync(await download.path());
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.match(bytes.toString('utf8'), /Δάφνη[^\n]*;/);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
