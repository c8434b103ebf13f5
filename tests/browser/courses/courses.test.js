/**
 * Both modules whole, as a learner takes them on a phone of 360 px: every page, the visit to the hub with a teacher at hand, and the hub's
 * grid at the end. With PEKT_SHOTS=FOLDER each page is kept as a picture, before and after it is answered.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { answerInbox, answerQuiz, answerSelfCheck } from '../main_job/player.js';
import { accessible, PYTHON, ROOT, startSite } from '../site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };
const CLASS = 'Β1 · 91ο Γυμνάσιο Πτολεμαΐδας (φανταστικό)'; // Daphne's
const SHOTS = process.env.PEKT_SHOTS;
const UNSCORED = /guess|story|self_check|python/;

const definitions = (slug) => JSON.parse(execFileSync(
  PYTHON, ['-m', 'tests.browser.main_job.definitions', `courses/${slug}`], { cwd: ROOT, encoding: 'utf8' }));
const address = (slug, unit = '') => `${site.url}/courses/course-v1:PEKTPE+${slug}+base/${unit && `unit/${unit}/`}`;
const result = (page) => page.locator('.pekt-result');

async function become(name, options) {
  const page = await site.page(options);
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: new RegExp(name) }).click()]);
  return page;
}

/** The page fits, is open to everybody, and is kept as a picture if pictures are asked for. */
async function look(page, slug, name) {
  await page.locator('button:empty').first().waitFor({ state: 'detached' }); // a lab's buttons get their words with its scripts
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${slug}/${name} is too wide`);
  await accessible(page, `${slug}/${name}`);
  if (!SHOTS) return;
  mkdirSync(`${SHOTS}/${slug}`, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${slug}/${name}.png`, fullPage: true });
}

async function submit(page) {
  await page.getByRole('button', { name: 'Υποβολή', exact: true }).tap();
  await result(page).locator('h4').first().waitFor();
}

const OPS = { 'move()': 'move', 'turn_left()': 'left', 'turn_right()': 'right', 'pick_up()': 'pick' };

/** A program of single commands is tapped together; one with loops is typed. */
async function answerRobot(page, robot) {
  const lines = robot.solution.trim().split('\n');
  if (lines.every((line) => line in OPS)) {
    for (const line of lines) await page.locator(`[data-op=${OPS[line]}]`).first().tap();
    return;
  }
  await page.locator('[data-editor=text]').tap();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(robot.solution);
}

/** A teacher opens the visit; the learner types what is on the teacher's screen. */
async function checkIn(page, slug, unit) {
  const teacher = await become('Παπαγιάννη');
  await teacher.goto(address(slug, unit));
  await teacher.getByLabel('Τμήμα').selectOption(CLASS);
  await teacher.getByRole('button', { name: 'Άνοιξε την επίσκεψη' }).click();
  await teacher.locator('.checkin-code').waitFor();
  const code = (await teacher.locator('.checkin-code').textContent()).replace(/\D/g, '');
  await page.getByLabel(/Κωδικός της οθόνης/).fill(code);
  await page.getByRole('button', { name: 'Υποβολή', exact: true }).tap();
  await page.getByText('Καταγράφηκε.').waitFor();
  await teacher.getByRole('button', { name: 'Κλείσιμο επίσκεψης' }).click();
  await teacher.getByRole('button', { name: 'Άνοιξε την επίσκεψη' }).waitFor();
  return teacher;
}

/** The learner hands in, the teacher gives every criterion the best level and signs. */
async function work(page, slug, unit, task, teacher) {
  for (const tick of task.safety) await page.getByLabel(tick.text).check();
  await page.getByLabel(task.question).fill('Μετράμε, ρωτάμε, και μετά αλλάζουμε ένα πράγμα.');
  await page.getByRole('button', { name: 'Υποβολή', exact: true }).tap();
  await page.locator('strong').getByText('Έτοιμο για έλεγχο.').waitFor();
  await look(page, slug, `${unit}-handed-in`);
  await teacher.goto(address(slug, unit));
  await teacher.getByRole('checkbox', { name: /Δάφνη/ }).check();
  await teacher.getByText('Επίπεδο ανά κριτήριο').click();
  for (const { id, level_3: best } of task.criteria) await teacher.locator(`#${id}`).getByText(best).click();
  await look(teacher, slug, `${unit}-teacher`);
  await teacher.getByRole('button', { name: 'Υπογραφή με αυτά τα επίπεδα' }).click();
  await teacher.getByText('Υπογράφηκε.').waitFor();
  await page.reload();
  await result(page).getByText('Το υπέγραψε ο εκπαιδευτικός σου.').waitFor();
}

async function answer(page, slug, unit, known, teacher) {
  if (known.solution) await answerRobot(page, known);
  else if (known.messages) await answerInbox(page, known);
  else if (known.statements) await answerSelfCheck(page, known);
  else if (known.items) await answerQuiz(page, known);
  if (known.criteria) await work(page, slug, unit, known, teacher);
  else if ('visits' in known) return checkIn(page, slug, unit);
  else await submit(page);
  return teacher;
}

/** Takes every unit from the first to the last; gives the names of the units. */
async function take(page, slug) {
  const known = definitions(slug), units = [];
  let teacher = null;
  await page.goto(address(slug));
  await look(page, slug, '00-module');
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Ξεκίνα' }).tap()]);
  while (page.url().includes('/unit/')) {
    const unit = page.url().split('/').at(-2), block = page.locator('.pekt-activity'), name = `${String(units.length + 1).padStart(2, '0')}-${unit}`;
    assert.ok(!units.includes(unit), `${unit} comes twice`);
    if (await block.count()) {
      await block.locator('.pekt h3').first().waitFor();
      await look(page, slug, name);
      const asked = await block.evaluate((node) => node.closest('[data-usage]').dataset.usage.split('@').at(-1));
      teacher = await answer(page, slug, unit, known[asked], teacher);
      if (!UNSCORED.test(unit)) assert.match(await result(page).innerText(), /100\s*%/, `${slug}/${unit}`);
      await look(page, slug, `${name}-done`);
    } else await look(page, slug, name);
    units.push(unit);
    await Promise.all([page.waitForNavigation(), page.locator('nav.steps').getByText(/^(Επόμενο|Το διάβασα|Πίσω στ(ο|η|ην))/).first().tap()]);
  }
  await look(page, slug, '99-module');
  assert.deepEqual(teacher.troubles, []);
  await teacher.context().close();
  return units;
}

for (const [slug, title] of [['phishing', 'Ψάρεμα χωρίς δόλωμα'], ['robot', 'Το ρομπότ παίρνει εντολές']]) {
  test(`${slug}: from the first page to the hub's grid`, { timeout: 900_000 }, async () => {
    const page = await become('Δάφνη', PHONE);
    const units = await take(page, slug);
    assert.equal(units.length, { phishing: 16, robot: 25 }[slug]);
    assert.doesNotMatch(await page.locator('.units').first().innerText(), /Δεν άρχισε/);
    assert.deepEqual(page.troubles, []);
    await page.context().close();

    const hub = await become('Βλάχου');
    await hub.goto(`${site.url}/hub/`);
    await hub.getByRole('link', { name: new RegExp(`${title}.*Πτολεμαΐδας`) }).first().click();
    const row = hub.getByRole('row', { name: /^Δάφνη/ });
    assert.match(await row.innerText(), /^Δάφνη[^\t]*\t[^\t]*\t100\s*%\t100\s*%/, 'completion and score');
    assert.equal((await row.innerText()).match(/✓/g).length, units.length, 'every unit');
    assert.deepEqual(hub.troubles, []);
    await hub.context().close();
  });
}
