/** No line, a page opened anew, a reply that is lost: what a learner hands in waits in sight, goes out by itself and counts once. Every kind. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { answerInbox, answerQuiz, answerSelfCheck } from '../main_job/player.js';
import { ROOT, startSite } from '../site.js';

const HERS = 'Β1 · 91ο Γυμνάσιο Πτολεμαΐδας (φανταστικό)', WAITS = 'Δεν στάλθηκε ακόμη';
const BLOCK = (kind, name) => `block-v1:PEKTPE+visit+base+type@pekt_${kind}+block@${name}`;
const courses = mkdtempSync(join(tmpdir(), 'pekt-kept-'));
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;

/** The hub's small course, and beside what it has a unit of each other kind, as a new one comes. */
before(async () => {
  cpSync(`${ROOT}tests/browser/hub/courses/visit`, join(courses, 'visit'), { recursive: true });
  const units = ['in_room', 'at_work', 'self_check', 'a_quiz', 'an_inbox', 'a_robot'];
  const write = (path, text) => writeFileSync(join(courses, 'visit', path), text);
  for (const kind of ['quiz', 'inbox', 'robot']) {
    write(`vertical/${units.find((name) => name.endsWith(kind))}.xml`, `<vertical display_name="Εδώ"><pekt_${kind} url_name="kept_${kind}"/></vertical>`);
  }
  write('sequential/there.xml', `<sequential display_name="Εκεί">${units.map((name) => `<vertical url_name="${name}"/>`).join('')}</sequential>`);
  site = await startSite({ courses });
}, { timeout: 120_000 });
after(async () => {
  await site?.stop();
  rmSync(courses, { recursive: true });
});

async function at(person, unit, options = { viewport: { width: 360, height: 740 } }) {
  const page = await site.page(options);
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: person }).click()]);
  await page.goto(`${site.url}/courses/course-v1:PEKTPE+visit+base/unit/${unit}/`);
  await page.locator('.pekt h3').waitFor();
  return page;
}

/** What the server has. @param {string} what a Python expression over `block`, Daphne's, and the records' models */
const asked = (key, what) => JSON.parse(site.python(`
import json, django; django.setup()
from django.contrib.auth.models import User
from pekt_xblocks.records.models import Attendance, HandIn
from pekt_xblocks.workbench.platform import learner_block
her = User.objects.get(username="daphne")
block = learner_block(her, ${JSON.stringify(key)})
print(json.dumps(${what}))`).trim());
const definition = (key) => asked(key, 'block.activity.model_dump(mode="json")');

/** The code on the screen of a visit that the teacher opens now. */
async function codeOnScreen() {
  const page = await at('Παπαγιάννη', 'in_room', { viewport: { width: 1280, height: 900 } });
  await page.getByLabel('Τμήμα').selectOption(HERS);
  await page.getByRole('button', { name: 'Άνοιξε την επίσκεψη' }).click();
  const shown = page.locator('.checkin-code');
  await shown.waitFor();
  const [code] = (await shown.textContent()).replace(/\D/g, '').match(/^\d{6}$/);
  await page.context().close();
  return code;
}

const ATTEMPTS = 'block.attempts';
/** `answer` gives a response on the page, `counted` says how many the server has, `kept` what the page must still show of it. */
const KINDS = {
  quiz: { unit: 'a_quiz', name: 'kept_quiz', counted: ATTEMPTS, answer: (page, key) => answerQuiz(page, definition(key)),
    kept: (page) => page.locator('input:checked').count() },
  inbox: { unit: 'an_inbox', name: 'kept_inbox', counted: ATTEMPTS, answer: (page, key) => answerInbox(page, definition(key)),
    kept: (page) => page.locator('.inbox-entry.decided').count() },
  robot: { unit: 'a_robot', name: 'kept_robot', counted: ATTEMPTS,
    answer: (page) => page.locator('.pekt-robot-palette').getByRole('button', { name: 'μπροστά' }).click(),
    kept: (page) => page.locator('.pekt-robot-list [data-node]').count() },
  passport: { unit: 'self_check', name: 'before', counted: ATTEMPTS, answer: (page, key) => answerSelfCheck(page, definition(key)),
    kept: (page) => page.locator('input:checked').count() },
  practical: { unit: 'at_work', name: 'control_point', counted: 'HandIn.objects.filter(membership__user_id=her.id).count()',
    async answer(page) {
      for (const box of await page.locator('.pekt-choice input').all()) await box.check();
      await page.locator('textarea').fill('Περιμένω πριν πατήσω.');
    },
    kept: (page) => page.locator('textarea').inputValue() },
  checkin: { unit: 'in_room', name: 'come_in', counted: 'Attendance.objects.filter(membership__user_id=her.id).count()',
    answer: async (page) => page.getByLabel(/Κωδικός της οθόνης/).fill(await codeOnScreen()),
    kept: (page) => page.getByLabel(/Κωδικός της οθόνης/).inputValue() },
};

for (const [kind, { unit, name, counted, answer, kept }] of Object.entries(KINDS)) {
  test(kind, { timeout: 180_000 }, async () => {
    const key = BLOCK(kind, name), page = await at('Δάφνη', unit), context = page.context();
    await answer(page, key);
    const given = await kept(page);
    assert.ok(given);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Υποβολή' }).click();
    await page.getByText(WAITS).waitFor();
    assert.equal(asked(key, counted), 0);

    // The page is opened anew; its line takes what is sent, and loses each reply.
    let arrived = 0;
    await page.route('**/handler/submit', async (route) => {
      await route.fetch();
      arrived++;
      await route.abort();
    });
    await context.setOffline(false);
    await page.reload();
    await page.getByText(WAITS).waitFor();
    assert.deepEqual(await kept(page), given, 'what was given is still there');
    assert.ok(arrived >= 1);
    assert.equal(asked(key, counted), 1);

    await page.unroute('**/handler/submit');
    await context.setOffline(true);
    await context.setOffline(false); // the browser says that there is a line again
    await page.getByText(WAITS).waitFor({ state: 'detached' });
    assert.equal(asked(key, counted), 1, 'sent again, counted once');
    await page.reload();
    await page.locator('.pekt h3').waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByText(WAITS).count(), 0);
    assert.equal(asked(key, counted), 1);
    await context.close();
  });
}
