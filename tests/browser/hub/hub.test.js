/** At the hub, with two browsers: a teacher shows a code and a learner types it; a learner hands in and a team is signed off. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, press, tabTo, told, write } from '../keyboard.js';
import { accessible, ROOT, startSite } from '../site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => {
  site = await startSite({ courses: `${ROOT}tests/browser/hub/courses` });
}, { timeout: 120_000 });
after(() => site.stop());

const HERS = 'Β1 · 91ο Γυμνάσιο Πτολεμαΐδας (φανταστικό)'; // Daphne's class
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };
const SHOTS = process.env.PEKT_SHOTS;
const shot = (page, name) => SHOTS && page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
const checked = async (page, where) => {
  await accessible(page, where);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, where);
};

/** A page of this person at a unit. */
async function at(name, unit, options) {
  const page = await site.page(options);
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: new RegExp(name) }).click()]);
  page.unit = `${site.url}/courses/course-v1:PEKTPE+visit+base/unit/${unit}/`;
  await page.goto(page.unit);
  await page.locator('.pekt h3').waitFor();
  return page;
}
const close = async (...pages) => { for (const page of pages) { assert.deepEqual(page.troubles, []); await page.context().close(); } };

test('the code on the teacher\'s screen, typed by a learner, is on the list at once', { timeout: 120_000 }, async () => {
  const teacher = await at('Παπαγιάννη', 'in_room'), learner = await at('Δάφνη', 'in_room', PHONE);
  await checked(teacher, 'a form to open a visit');
  await shot(teacher, 'checkin-open-1280');
  await checked(learner, 'a box for the code');
  await shot(learner, 'checkin-learner-360');
  const input = learner.getByLabel(/Κωδικός της οθόνης/);
  assert.deepEqual([await input.getAttribute('inputmode'), await input.getAttribute('autocomplete')], ['numeric', 'one-time-code']);

  await input.fill('000000'); // nobody has opened a visit
  await learner.getByRole('button', { name: 'Υποβολή' }).click();
  await learner.getByText('Δεν είναι ανοιχτή επίσκεψη για το τμήμα σου.').waitFor();
  assert.equal(await input.evaluate((e) => e.getRootNode().activeElement === e), true);
  await checked(learner, 'no visit is open');

  await teacher.getByLabel('Τμήμα').selectOption(HERS);
  await press(teacher, 'Άνοιξε την επίσκεψη', 'button');
  const shown = teacher.locator('.checkin-code');
  await shown.waitFor();
  assert.ok(parseFloat(await shown.evaluate((e) => getComputedStyle(e).fontSize)) >= 64);
  assert.equal(await teacher.locator('.checkin-picture svg').count(), 1);
  await checked(teacher, 'an open visit');
  await shot(teacher, 'checkin-code-1280');
  const [code] = (await shown.textContent()).replace(/\D/g, '').match(/^\d{6}$/);

  await input.fill(String((Number(code) + 500_000) % 1_000_000).padStart(6, '0'));
  await input.press('Enter');
  await learner.getByText('Δεν είναι ο κωδικός της οθόνης.').waitFor();
  await shot(learner, 'checkin-wrong-360');
  await input.evaluate((e, text) => { e.value = ''; e.focus(); document.execCommand('insertText', false, text); }, (await shown.textContent()).trim()); // pasted, in pairs
  await learner.keyboard.press('Enter');
  await learner.getByText('Καταγράφηκε.').waitFor();
  assert.equal((await told(learner)).tag, 'h4');
  await checked(learner, 'recorded');
  await shot(learner, 'checkin-recorded-360');
  await learner.reload();
  await learner.getByText('Καταγράφηκε.').waitFor();

  await teacher.getByRole('heading', { name: 'Παρόντες: 1 από' }).waitFor({ timeout: 15_000 }); // the page asks again by itself
  await teacher.getByLabel('Άτομα στην αίθουσα').fill('14');
  await press(teacher, 'Κλείσιμο επίσκεψης', 'button');
  await teacher.getByRole('button', { name: 'Άνοιξε την επίσκεψη' }).waitFor();
  await close(teacher, learner);
});

test('a teacher adds by hand, on a phone; the code is as large there', { timeout: 60_000 }, async () => {
  const teacher = await at('Παπαγιάννη', 'in_room', PHONE);
  await teacher.getByLabel('Τμήμα').selectOption(HERS);
  await teacher.getByRole('button', { name: 'Άνοιξε την επίσκεψη' }).tap();
  const shown = teacher.locator('.checkin-code');
  await shown.waitFor();
  assert.ok(parseFloat(await shown.evaluate((e) => getComputedStyle(e).fontSize)) >= 64);
  await checked(teacher, 'an open visit on a phone');
  await shot(teacher, 'checkin-code-360');
  await teacher.getByRole('button', { name: 'Προσθήκη: Δάφνη Σ.' }).tap();
  await teacher.getByText('με το χέρι').waitFor();
  await close(teacher);
});

test('a task is handed in by keyboard, returned, handed in again and signed off in two taps', { timeout: 120_000 }, async () => {
  const learner = await at('Δάφνη', 'at_work');
  await checked(learner, 'a task');
  await press(learner, 'Υποβολή', 'button');
  await learner.getByText('Σημείωσε αυτόν τον κανόνα').waitFor();
  assert.equal((await told(learner)).type, 'checkbox');
  await learner.keyboard.press('Space');
  await write(learner, 'Περιμένω πριν πατήσω.');
  await press(learner, 'Υποβολή', 'button');
  await learner.locator('strong').getByText('Έτοιμο για έλεγχο.').waitFor();
  await checked(learner, 'ready for review');
  await shot(learner, 'practical-ready-1280');
  await learner.reload();
  await learner.locator('strong').getByText('Έτοιμο για έλεγχο.').waitFor();
  assert.equal(await learner.getByLabel('Ποιος είναι ο κανόνας σας').inputValue(), 'Περιμένω πριν πατήσω.');

  const teacher = await at('Παπαγιάννη', 'at_work', PHONE);
  await checked(teacher, 'tasks that wait');
  await shot(teacher, 'practical-teacher-360');
  await teacher.getByRole('checkbox', { name: /Δάφνη/ }).check();
  await teacher.getByText('Επίπεδο ανά κριτήριο').tap();
  await checked(teacher, 'the rubric');
  await shot(teacher, 'practical-rubric-360');
  await teacher.getByLabel('Έτοιμο σχόλιο').selectOption('Πείτε και το δεύτερο σημάδι.');
  await teacher.getByRole('button', { name: 'Επιστροφή για διόρθωση' }).tap();
  await teacher.getByText('Επιστράφηκε.').waitFor();

  await learner.reload();
  await learner.getByText('Πείτε και το δεύτερο σημάδι.').waitFor();
  await learner.getByRole('button', { name: 'Υποβολή' }).click();
  await learner.locator('strong').getByText('Έτοιμο για έλεγχο.').waitFor();

  await teacher.setViewportSize({ width: 1280, height: 900 });
  await teacher.reload();
  await tabTo(teacher, ({ type, text }) => type === 'checkbox' && text.includes('Δάφνη'));
  await teacher.keyboard.press('Space');
  await shot(teacher, 'practical-teacher-1280');
  await press(teacher, 'όλα επίπεδο 2', 'button');
  await teacher.getByText('Υπογράφηκε.').waitFor();
  assert.match((await told(teacher)).text, /Περιμένουν τον έλεγχό σας: 0/);
  await checked(teacher, 'nothing waits');

  await learner.reload();
  await learner.locator('.pekt-result').getByText('Το υπέγραψε ο εκπαιδευτικός σου.').waitFor();
  assert.match(await learner.locator('.pekt-result').innerText(), /66\s*%/);
  assert.equal(await learner.locator('.practical-criterion li.right').count(), 2);
  await checked(learner, 'signed off');
  await shot(learner, 'practical-signed-1280');
  await learner.setViewportSize({ width: 360, height: 780 });
  await checked(learner, 'signed off, narrow');
  await shot(learner, 'practical-signed-360');
  await close(learner, teacher);
});

test('a self-check by keyboard: no points, no right or wrong, done once it is given', { timeout: 60_000 }, async () => {
  const learner = await at('Δάφνη', 'self_check');
  await learner.getByText('Η δική μου γνώμη').waitFor();
  await checked(learner, 'a self-check');
  await press(learner, 'Υποβολή', 'button');
  await learner.getByText('Διάλεξε μία βαθμίδα για την πρόταση 1.').waitFor();
  await checked(learner, 'a self-check with steps missing');
  for (const step of ['Όχι ακόμη', 'Με βοήθεια', 'Μπορώ να το δείξω σε άλλους']) {
    if (step !== 'Όχι ακόμη') await choose(learner, step);
    else await learner.keyboard.press('Space');
  }
  await shot(learner, 'passport-1280');
  await press(learner, 'Υποβολή', 'button');
  await learner.locator('.pekt-result').waitFor();
  assert.doesNotMatch(await learner.locator('.pekt-result').innerText(), /%|Βαθμοί/);
  await learner.setViewportSize({ width: 360, height: 780 });
  await checked(learner, 'a self-check, given');
  await shot(learner, 'passport-360');
  await learner.reload();
  await learner.locator('.pekt-result').waitFor();
  assert.equal(await learner.getByRole('radio', { name: 'Με βοήθεια' }).nth(1).isChecked(), true);
  await close(learner);
});
