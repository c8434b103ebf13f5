/** The way of the data in Firefox, which many school computers have: a learner by keyboard, a teacher's change, the hub's page. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { focused, press, pressInRow, tabBack, tabTo, told } from '../keyboard.js';
import { answerInbox, answerQuiz, answerSelfCheck } from '../main_job/player.js';
import { PYTHON, ROOT, startSite } from '../site.js';
import { startFirefox, until } from './firefox.js';

const COURSE = 'courses/course-v1:PEKTPE';
const KNOWN = JSON.parse(execFileSync(PYTHON, ['-m', 'tests.browser.main_job.definitions', 'courses/phishing'], { cwd: ROOT, encoding: 'utf8' }));
const KNOWN_TITLE = 'Εξηγώ: τι είναι το ψάρεμα';
/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
/** @type {Awaited<ReturnType<typeof startFirefox>>} */ let firefox;
before(async () => { [site, firefox] = await Promise.all([startSite(), startFirefox()]); }, { timeout: 120_000 });
after(() => Promise.all([firefox.stop(), site.stop()]));

async function become(name) {
  const page = await firefox.page();
  await page.goto(`${site.url}/people/`);
  await tabTo(page, (seen) => seen.tag === 'button' && seen.text.includes(name));
  await page.enter();
  return page;
}
/** The words of every activity of the page. */
const words = (page) => page.evaluate(() => [...document.querySelectorAll('.pekt-activity')].map((each) => each.shadowRoot?.textContent ?? '').join(' ').replace(/\s+/g, ' '));
const drawn = (page) => page.wait(() => [...document.querySelectorAll('.pekt-activity')].every((each) => each.shadowRoot?.querySelector('.pekt h3')));
const says = (page, text) => page.wait((wanted) => [...document.querySelectorAll('.pekt-activity')].some((each) => each.shadowRoot?.textContent.includes(wanted)), text);
async function open(page, module, unit) {
  await page.goto(`${site.url}/${COURSE}+${module}+base/unit/${unit}/`);
  await drawn(page);
}
async function submit(page) {
  await press(page, 'Υποβολή', 'button');
  await page.wait(() => [...document.querySelectorAll('.pekt-activity')].some((each) => each.shadowRoot?.activeElement?.matches('.pekt-result h4')));
}
async function done(page) {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'wider than the page');
  assert.deepEqual(page.troubles, []);
  await page.close();
}

test('a learner answers a self-check, quizzes and an inbox by keyboard alone', { timeout: 240_000 }, async () => {
  const page = await become('Δάφνη');
  for (const [unit, answer] of [['self_check_before_page', answerSelfCheck], ['explain_what', answerQuiz], ['inbox_page', answerInbox],
    ['try_keys_page', answerQuiz], ['final_page', answerQuiz]]) {
    await open(page, 'phishing', unit);
    const key = await page.evaluate(() => document.querySelector('.pekt-activity').closest('[data-usage]').dataset.usage);
    await answer(page, KNOWN[key.split('@').at(-1)]);
    await submit(page);
    if (unit !== 'self_check_before_page') assert.match(await words(page), /100\s*%/, unit);
  }
  await done(page);
});

test('a robot is led to its base with commands; blocks and Python show the same program', { timeout: 120_000 }, async () => {
  const page = await become('Άρης');
  await open(page, 'robot', 'r1_page');
  await press(page, 'μπροστά', ''); // the first one takes the focus to where the next goes
  for (const command of ['μπροστά', 'στρίψε δεξιά', 'μπροστά', 'μπροστά', 'στρίψε αριστερά', 'μπροστά']) {
    await tabBack(page, (seen) => seen.tag === 'button' && seen.text === command);
    await page.keyboard.press('Enter');
  }
  await press(page, 'Υποβολή', 'button');
  await says(page, 'Τα κατάφερες');
  for (const [editor, css] of [['Μπλοκ', '.blocklySvg'], ['Python', '.cm-content']]) {
    await page.evaluate((text) => [...document.querySelector('.pekt-activity').shadowRoot.querySelectorAll('button')].find((each) => each.textContent.startsWith(text)).click(), editor);
    await page.wait((wanted) => document.querySelector('.pekt-activity').shadowRoot.querySelector(wanted) !== null, css);
  }
  assert.match(await words(page), /turn_right\(\)/);
  await done(page);
});

test('a teacher moves a question and gives a title by keyboard; learners see it, and the hub sees theirs', { timeout: 120_000 }, async () => {
  const page = await become('Παπαγιάννη');
  await page.goto(`${site.url}/edit/block-v1:PEKTPE+phishing+base+type@pekt_quiz+block@explain_quiz/`);
  const inside = await page.frame('/frame/');
  const form = { ...page, evaluate: (...given) => inside.evaluate(...given), evaluateHandle: (...given) => inside.evaluateHandle(...given) };
  const titles = () => form.evaluate(() => [...document.querySelectorAll('*')].flatMap((each) => [...each.shadowRoot?.querySelectorAll('.pekt-cardtitle') ?? []]).map((each) => each.textContent));
  await until(async () => (await titles()).length === 5, 'the questions');
  await page.evaluate(() => document.querySelector('iframe').focus());
  await tabTo(form, (seen) => seen.text.startsWith('1. '));
  const first = (await told(form)).text;
  await page.keyboard.press('Alt+ArrowDown');
  assert.equal((await told(form)).text, first.replace('1. ', '2. '));
  await pressInRow(form, 'Πιο πάνω');
  assert.equal((await titles())[0], first);
  const value = async () => (await focused(form)).evaluate((each) => each.value);
  for (let i = 0; i < 40 && await value() !== KNOWN_TITLE; i++) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Στον Firefox');
  await page.keyboard.press('Control+s');
  await until(async () => page.url().includes('/unit/explain_what/'), 'the unit again');
  await drawn(page);
  await says(page, 'Στον Firefox');
  await done(page);
  const hub = await become('Βλάχου');
  await hub.goto(`${site.url}/hub/`);
  assert.match(await hub.evaluate(() => document.querySelector('main').textContent), /Δάφνη/);
  await done(hub);
});
