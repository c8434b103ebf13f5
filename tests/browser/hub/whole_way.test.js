/** The whole way of a class, each person in a browser of their own: planned, joined, checked in, handed in, signed off, attested, counted. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessible, ROOT, startSite } from '../site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };
const UNITS = '/courses/course-v1:PEKTPE+visit+base/unit';
const SHOTS = process.env.PEKT_SHOTS;

before(async () => {
  site = await startSite({ courses: `${ROOT}tests/browser/hub/courses` });
  // Kozani's year is empty; the module asks for everything that a hub can witness; its mayor's office has an account.
  site.python(`
import django; django.setup()
from django.contrib.auth.models import User
from pekt_xblocks.records import api
from pekt_xblocks.records.models import Module, Role, Run
from pekt_xblocks.workbench.models import Person
Run.objects.filter(hub__code="kozani").delete()
Module.objects.update(needs_visits=1, needs_sign_offs=1)
user = User.objects.create_user("mayor")
Person.objects.create(user=user, name="Δημαρχείο", role=Person.Role.DIRECTORATE, position=99)
api.give_role(user.id, Role.MUNICIPALITY, hub=api.known_hubs()["kozani"])`);
}, { timeout: 120_000 });
after(() => site.stop());

/** A browser of this person's own. */
async function as(name, options) {
  const page = await site.page(options);
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: new RegExp(name) }).click()]);
  return page;
}
const go = async (page, path) => { await page.goto(site.url + path); await checked(page, path); };
/** Follows a link or sends a form, and looks at what comes. */
async function press(page, role, name, where = page) {
  await Promise.all([page.waitForNavigation(), where.getByRole(role, { name }).first().click()]);
  await checked(page, name);
}
let shots = 0;
async function checked(page, where) {
  await accessible(page, where);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, where);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/way-${String(++shots).padStart(2, '0')}.png`, fullPage: true });
}

test('a class from the plan to the mayor\'s numbers', { timeout: 300_000 }, async (t) => {
  const coordinator = await as('Μηλιώτης'), learner = await as('Νεφέλη', PHONE), teacher = await as('Παπαγιάννη');
  let joining = '', address = '';
  const step = async (/** @type {string} */ name, /** @type {() => Promise<void>} */ act) => { t.diagnostic(name); await act(); };

  await step('the coordinator plans a run with a class and its teacher, and prints the join codes', async () => {
    await press(coordinator, 'link', 'Μητρώο Πόλου');
    await press(coordinator, 'link', 'Η εβδομάδα');
    await press(coordinator, 'link', 'Πρόγραμμα της χρονιάς');
    assert.match(await coordinator.locator('#main').innerText(), /Δεν έχει οριστεί ακόμη πρόγραμμα/);
    await press(coordinator, 'link', 'Νέα διεξαγωγή');
    await coordinator.getByLabel('Θέσεις').fill('25');
    await coordinator.getByLabel('Κατάσταση της διεξαγωγής').selectOption({ label: 'ανοιχτή' });
    await press(coordinator, 'button', 'Στο πρόγραμμα');
    await coordinator.getByLabel('Τμήμα', { exact: true }).fill('Γ1');
    await coordinator.getByLabel('Σχολείο').fill('92ο Γυμνάσιο Κοζάνης (φανταστικό)');
    await coordinator.getByLabel('Όνομα χρήστη ή e-mail του εκπαιδευτικού').fill('papagianni');
    await press(coordinator, 'button', 'Προσθήκη του τμήματος');
    assert.match(await coordinator.getByRole('row', { name: /Γ1/ }).innerText(), /92ο Γυμνάσιο[^]*κ\. Παπαγιάννη/);
    await press(coordinator, 'link', 'Κωδικοί εγγραφής για εκτύπωση');
    await press(coordinator, 'button', 'Φτιάξτε κωδικό για 1 τμήμα');
    joining = await coordinator.locator('.codes .digits').innerText();
    assert.match(joining, /^\w{4} \w{4}$/);
    assert.equal(await coordinator.locator('.codes svg').count(), 1);
    await coordinator.emulateMedia({ media: 'print' });
    assert.equal(await coordinator.locator('.tabs, header.bar, footer').filter({ visible: true }).count(), 0);
    if (SHOTS) await coordinator.screenshot({ path: `${SHOTS}/way-codes-print.png` });
    await coordinator.emulateMedia({ media: null });
  });

  await step('and a visit for today, which stands in the week with what to prepare', async () => {
    await go(coordinator, '/hub/week/');
    await coordinator.getByText('Νέα επίσκεψη').click();
    await press(coordinator, 'link', /Γ1/);
    const soon = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Athens', hour: '2-digit', minute: '2-digit' }).format(new Date());
    await coordinator.getByLabel('Ώρα').fill(soon);
    await coordinator.getByLabel('Θέμα').fill('Γραφείο ελέγχου');
    await press(coordinator, 'button', 'Στο πρόγραμμα');
    await go(coordinator, '/hub/week/');
    assert.match(await coordinator.locator('.day').innerText(), /Γραφείο ελέγχου[^]*δεν έχει μπει κανείς/);
  });

  await step('a learner joins with the code, on a phone', async () => {
    await press(learner, 'link', 'Μπες σε τμήμα');
    await learner.getByLabel(/κωδικός/i).fill(joining.toLowerCase());
    await press(learner, 'button', /^Μπες/, learner.locator('#main'));
    assert.match(await learner.locator('#main').innerText(), /Επίσκεψη στον Πόλο[^]*Τμήμα Γ1[^]*0%/);
  });

  await step('the teacher opens the visit that was planned; the learner gives the code on that screen', async () => {
    await go(teacher, `${UNITS}/in_room/`);
    await teacher.getByLabel('Τμήμα').selectOption({ label: 'Γ1 · 92ο Γυμνάσιο Κοζάνης (φανταστικό)' });
    assert.equal(await teacher.getByLabel('Θέμα').inputValue(), 'Γραφείο ελέγχου');
    await teacher.getByRole('button', { name: 'Άνοιξε την επίσκεψη' }).click();
    await teacher.getByText('Γραφείο ελέγχου').waitFor();
    await teacher.getByRole('button', { name: 'Ο κωδικός σε όλη την οθόνη' }).click();
    await teacher.getByRole('button', { name: 'Έξοδος από την πλήρη οθόνη' }).waitFor();
    await checked(teacher, 'the code on the whole screen');
    const code = (await teacher.locator('.checkin-code').textContent()).replace(/\D/g, '');
    await go(learner, `${UNITS}/in_room/`);
    await learner.getByLabel(/Κωδικός της οθόνης/).fill(code);
    await learner.getByRole('button', { name: 'Υποβολή' }).tap();
    await learner.getByText('Καταγράφηκε.').waitFor();
    await teacher.locator('.checkin-counted').getByText('Παρόντες: 1 από 1').waitFor({ timeout: 15_000 });
    await teacher.getByRole('button', { name: 'Έξοδος από την πλήρη οθόνη' }).click();
    await teacher.getByLabel('Άτομα στην αίθουσα').fill('14');
    await teacher.getByRole('button', { name: 'Κλείσιμο επίσκεψης' }).click();
    await teacher.getByRole('button', { name: 'Άνοιξε την επίσκεψη' }).waitFor();
    await go(coordinator, '/hub/week/');
    assert.match(await coordinator.locator('.day').innerText(), /Ήρθε 1 μαθητής · 14 στην αίθουσα/);
    assert.equal(await coordinator.locator('.day .card').count(), 1, 'the planned visit is the one that was opened');
  });

  await step('the learner hands in the practical task and tells their own opinion', async () => {
    await go(learner, `${UNITS}/at_work/`);
    await learner.getByRole('checkbox', { name: /κανέναν πραγματικό σύνδεσμο/ }).check();
    await learner.getByLabel('Ποιος είναι ο κανόνας σας').fill('Περιμένω πριν πατήσω.');
    await learner.getByRole('button', { name: 'Υποβολή' }).tap();
    await learner.locator('strong').getByText('Έτοιμο για έλεγχο.').waitFor();
    await go(learner, `${UNITS}/self_check/`);
    for (const group of await learner.getByRole('radiogroup').or(learner.locator('.pekt fieldset')).all()) await group.getByRole('radio').nth(2).check();
    await learner.getByRole('button', { name: 'Υποβολή' }).tap();
    await learner.locator('.pekt-result').waitFor();
  });

  await step('the teacher signs it off from the list in two taps', async () => {
    await press(teacher, 'link', 'Μητρώο Πόλου');
    await press(teacher, 'link', 'Για υπογραφή');
    await teacher.getByRole('checkbox', { name: /Νεφέλη/ }).check();
    await press(teacher, 'button', 'Υπογραφή: όλα επίπεδο 2');
    await teacher.getByText('Υπογράφηκε 1 εργασία.').waitFor();
    assert.match(await teacher.locator('#main').innerText(), /Δεν περιμένει τίποτα/);
  });

  await step('the coordinator signs the attestation; the learner has it, and anyone can check it', async () => {
    await go(coordinator, '/hub/week/');
    await press(coordinator, 'link', 'Βεβαιώσεις για υπογραφή: 1');
    await press(coordinator, 'button', 'Υπογραφή 1 βεβαίωσης');
    await go(learner, '/hub/me/');
    const said = await learner.locator('.note.right').innerText();
    const [, code] = said.match(/κωδικός ελέγχου\s+(\w{10})/);
    assert.match(await learner.locator('#main').innerText(), /100%/);
    const paper = await learner.request.get(new URL(await learner.getByRole('link', { name: /PDF/ }).getAttribute('href'), site.url).href);
    assert.deepEqual([paper.status(), paper.headers()['content-type'], (await paper.body()).subarray(0, 5).toString()], [200, 'application/pdf', '%PDF-']);
    const anyone = await site.page();
    await anyone.goto(`${site.url}/hub/verify/?code=${code}`);
    await anyone.locator('.note.right').waitFor();
    assert.doesNotMatch(await anyone.locator('#main').innerText(), /Νεφέλη|Γ1/);
    await checked(anyone, 'the check of an attestation');
    await anyone.context().close();
  });

  await step('the grid and the funnel show it, the parent\'s page shows it, and the mayor sees numbers alone', async () => {
    await go(coordinator, '/hub/');
    assert.match(await coordinator.getByRole('row', { name: /Νεφέλη/ }).innerText(), /100%/);
    address = coordinator.url();
    await press(coordinator, 'link', 'Ως πού φτάνουν');
    assert.match(await coordinator.getByRole('row', { name: /Με βεβαίωση/ }).innerText(), /1\s+100%/);
    await go(teacher, '/hub/classes/');
    await press(teacher, 'link', /Γ1/);
    address = teacher.url();
    await press(teacher, 'link', /Νεφέλη/);
    assert.match(await teacher.locator('#main').innerText(), /100%[^]*Γραφείο ελέγχου/);
    const mayor = await as('Δημαρχείο');
    await go(mayor, '/hub/hubs/');
    await press(mayor, 'link', 'Πόλος Κοζάνης');
    const said = await mayor.locator('#main').innerText();
    assert.doesNotMatch(said, /Νεφέλη|Γ1/);
    assert.match(said, /Επίσκεψη στον Πόλο\s+1\s+1\s+1\s+1,5(\s+κρυφό){5}/);
    assert.equal((await mayor.request.get(address)).status(), 403);
    await mayor.context().close();
  });

  for (const page of [coordinator, learner, teacher]) assert.deepEqual(page.troubles, []);
});
