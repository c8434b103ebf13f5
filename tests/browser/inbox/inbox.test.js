/** The inbox in a real browser: by keyboard alone, by touch on a phone, kept through a reload, open to everybody in every state. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { focused, press, tabTo, told } from '../keyboard.js';
import { accessible, PYTHON, ROOT } from '../site.js';

const server = spawn(PYTHON, ['-m', 'tests.browser.inbox.serve', '0'], {
  cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
const port = String((await once(server.stdout, 'data'))[0]).trim();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
after(async () => { await browser.close(); server.kill(); });

let runs = 0;
async function open(query = {}, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.message));
  page.on('console', (said) => said.type() === 'error' && page.errors.push(said.text()));
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ inbox: 'daphne', run: ++runs, ...query })}`);
  await page.evaluate(() => window.ready);
  return page;
}
const close = async (page) => { assert.deepEqual(page.errors, []); await page.context().close(); };
const heading = (page) => page.locator('.pekt-result h4');
const entry = (page, n) => page.locator('.inbox-entry').nth(n);
const piece = (page, text) => page.locator('.inbox-piece:visible').filter({ hasText: text });
/** Tabs to the piece that says `text` and presses it. */
async function mark(page, text, key = 'Space') {
  await tabTo(page, (seen) => seen.tag === 'span' && seen.text === text);
  await page.keyboard.press(key);
  assert.equal(await (await focused(page)).getAttribute('aria-pressed'), 'true');
}

/** Chooses among the actions; what is left of the limited ones changes on the way. */
async function decide(page, action) {
  await tabTo(page, ({ type }) => type === 'radio');
  await page.keyboard.press('Space');
  for (let i = 0; i < 8 && !(await told(page)).text.startsWith(action); i++) await page.keyboard.press('ArrowDown');
  assert.ok((await told(page)).text.startsWith(action) && (await told(page)).checked);
}

const DECISIONS = [
  { clues: ['ΤαχυΔέμα Εξυπηρέτηση', 'Αγαπητέ πελάτη,', 'Πληρώστε 1,99 €', 'μέχρι σήμερα στις 18:00,', 'Πληρωμή τώρα'], action: 'Ανάφερε' },
  { clues: [], action: 'Κράτησε' },
  { clues: ['Συναλλαγή 450 €.', 'αμέσως:', 'vermio-secure.example/cancel'], action: 'Ρώτησε ενήλικα' },
  { clues: ['Θα σου έρθει ένας εξαψήφιος κωδικός,', 'τώρα;'], action: 'Επαλήθευσε από άλλο κανάλι' },
  { clues: [], action: 'Άνοιξε τον σύνδεσμο' },
  { clues: ['σύνδεσε τον λογαριασμό κοινωνικού δικτύου σου.',
    'Ο κωδικός QR είναι αυτοκόλλητο πάνω σε άλλο.', 'Κωδικός QR'], action: 'Ανάφερε' },
  { clues: ['Κέρδισες 5.000 νομίσματα!', 'Γράψε όνομα χρήστη και κωδικό', '8.214 παίκτες.'], action: 'Ανάφερε' },
  { clues: [], action: 'Επαλήθευσε από άλλο κανάλι' },
];
/** Opens each message from the one before it, marks and decides. */
async function decideAll(page) {
  await press(page, 'ΤαχυΔέμα');
  for (const [n, { clues, action }] of DECISIONS.entries()) {
    assert.match((await told(page)).text, new RegExp(`^Μήνυμα ${n + 1} από 8`));
    for (const [i, clue] of clues.entries()) await mark(page, clue, i % 2 ? 'Enter' : 'Space');
    await decide(page, action);
    if (n < DECISIONS.length - 1) await press(page, 'Επόμενο μήνυμα');
  }
}

test('eight messages are judged with the keyboard alone: details, marks, actions, result, and on past the activity', async () => {
  const page = await open();
  await press(page, 'ΤαχυΔέμα');
  assert.equal(await page.getByRole('article', { name: 'Email' }).count(), 1);
  await press(page, 'Στοιχεία αποστολέα');
  assert.equal(await page.locator('.inbox-target:visible').innerText(), 'info@tachydema-pliromes.example');
  assert.equal(await (await focused(page)).getAttribute('aria-expanded'), 'true');
  await press(page, 'Δες πού οδηγεί');
  assert.equal(await page.locator('.inbox-target:visible').nth(1).innerText(), 'pay.tachydema-pliromes.example/card');
  await entry(page, 0).focus();
  await page.keyboard.press('Shift+Tab');
  await decideAll(page);
  await press(page, 'Υποβολή');
  await heading(page).waitFor();
  assert.equal((await told(page)).tag, 'h4');
  assert.match(await page.locator('.pekt-result').innerText(), /100\s*%/);
  assert.match(await page.locator('.pekt-result').innerText(), /Μάτι αετού/);
  await page.locator('.inbox-verdict:visible').last().waitFor();
  assert.deepEqual([...new Set(await page.locator('.inbox-verdict:visible').allInnerTexts())],
    ['Έπιασες την απάτη.', 'Γνήσιο, και το εμπιστεύτηκες.']);
  await tabTo(page, ({ tag, text }) => tag === 'a' && text === 'After the activity');
  await close(page);
});

test('missed fraud is told apart from lost genuine mail; a second try clears the marks and keeps the decisions', async () => {
  const page = await open({ said: 'wrong' });
  await page.locator('.inbox-verdict:visible').last().waitFor();
  assert.match(await page.locator('.inbox-summary').innerText(), /Απάτες που πέρασαν: 2\s+Γνήσια που χάθηκαν: 1/);
  const [missed, lost] = [entry(page, 2).locator('.inbox-verdict:visible'), entry(page, 7).locator('.inbox-verdict:visible')];
  assert.equal(await missed.innerText(), 'Αυτή η απάτη σε ξεγέλασε.');
  assert.equal(await lost.innerText(), 'Αυτό ήταν γνήσιο και χάθηκε.');
  assert.notEqual(await missed.locator('path').getAttribute('d'), await lost.locator('path').getAttribute('d'));
  await entry(page, 0).click();
  assert.equal(await page.locator('.inbox-notes li:visible').count(), 3); // only what was marked
  await press(page, 'Ξανά');
  await page.locator('.inbox-verdict, .inbox-notes li, .inbox-piece.right, .inbox-piece.wrong').first().waitFor({ state: 'detached' });
  await page.locator('.inbox-summary').waitFor({ state: 'hidden' });
  assert.equal(await page.getByRole('radio', { name: 'Ανάφερε' }).isChecked(), true);
  assert.equal(await page.getByText('Σου μένει 1 προσπάθεια').count(), 1);
  await close(page);
});

test('what is missing is said at the first message that misses it', async () => {
  const page = await open();
  await press(page, 'Υποβολή');
  const fault = page.locator('.pekt-fault:visible');
  await fault.waitFor();
  assert.equal(await fault.innerText(), 'Διάλεξε τι θα κάνεις με το μήνυμα 1.');
  assert.equal((await told(page)).type, 'radio');
  await page.keyboard.press('Space');
  assert.equal(await fault.count(), 0);
  await close(page);
});

test('only two messages can be checked by another way: the third says that none is left', async () => {
  const page = await open();
  const check = page.getByRole('radio', { name: 'Επαλήθευσε από άλλο κανάλι' });
  for (const n of [0, 1]) { await entry(page, n).click(); await check.check(); }
  await entry(page, 2).click();
  assert.equal(await check.isDisabled(), true);
  assert.equal(await page.locator('label').filter({ has: check }).innerText(), 'Επαλήθευσε από άλλο κανάλι (μένουν 0)');
  await entry(page, 0).click();
  await page.getByRole('radio', { name: 'Ανάφερε' }).check();
  await entry(page, 2).click();
  assert.equal(await check.isDisabled(), false);
  await close(page);
});

test('on a phone: list, message, back; marks and details by thumb, no target under 44 px', async () => {
  const page = await open({}, { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });
  const pane = page.locator('.inbox-pane');
  assert.equal(await pane.isVisible(), false);
  await entry(page, 2).tap();
  assert.equal(await entry(page, 2).isVisible(), false);
  assert.equal((await told(page)).tag, 'h4');
  await piece(page, 'αμέσως:').tap();
  assert.equal(await piece(page, 'αμέσως:').getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'Δες πού οδηγεί' }).tap();
  assert.ok(await page.locator('.inbox-target:visible').isVisible());
  const low = await page.locator('.inbox-page:visible :is(button, label)').evaluateAll((all) =>
    all.filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.textContent));
  assert.deepEqual(low, []);
  const lines = await page.locator('.inbox-body:visible').evaluate((e) => parseFloat(getComputedStyle(e).lineHeight));
  assert.ok(lines >= 44, `pieces stand ${lines} px apart`);
  await page.getByRole('radio', { name: 'Ανάφερε' }).tap();
  await page.getByRole('button', { name: 'Όλα τα μηνύματα' }).tap();
  assert.equal(await pane.isVisible(), false);
  assert.match(await entry(page, 2).innerText(), /Ανάφερε · 1 σημείο/);
  assert.equal(await (await focused(page)).evaluate((e) => e.getAttribute('aria-current')), 'true');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  await close(page);
});

test('a draft is there after a reload', async () => {
  const page = await open();
  await decideAll(page);
  await page.reload();
  await page.evaluate(() => window.ready);
  assert.equal(await page.locator('.inbox-entry.decided').count(), 8);
  await page.getByRole('button', { name: 'Υποβολή' }).click();
  await heading(page).waitFor();
  assert.match(await page.locator('.pekt-result').innerText(), /100\s*%/);
  await close(page);
});

test('the replay walks clue by clue through every message, by keyboard, and is put away', async () => {
  const page = await open({ said: 'last' });
  await press(page, 'Δείξε τη λύση');
  const panel = page.locator('.inbox-replay');
  await panel.waitFor();
  assert.equal((await told(page)).text, 'Σημάδι σημάδι');
  const seen = new Set();
  for (let step = 1; step <= 28; step++) {
    assert.match(await panel.innerText(), new RegExp(`Βήμα ${step} από 28`));
    seen.add(await page.locator('.inbox-page:visible > h4').innerText());
    const shown = page.locator('.inbox-piece.shown');
    if (await shown.count()) assert.ok((await panel.innerText()).includes(`«${await shown.textContent()}»`));
    if (step === 1) await press(page, 'Επόμενο σημάδι');
    else await page.keyboard.press('Enter');
  }
  assert.equal(seen.size, 8);
  assert.equal((await told(page)).text, 'Επόμενο σημάδι');
  await page.getByRole('button', { name: 'Δείξε τη δική μου απάντηση' }).click();
  await panel.waitFor({ state: 'detached' });
  assert.match(await page.locator('.inbox-summary').innerText(), /Γνήσια που χάθηκαν: 1/);
  await close(page);
});

test('nothing in any message is a live link, and Tab leaves from everything that takes the focus', async () => {
  const page = await open({ inbox: 'channels', said: 'wrong' });
  await page.locator('.inbox-verdict:visible').last().waitFor();
  for (let n = 0; n < 10; n++) {
    await entry(page, n).click();
    for (const reveal of await page.locator('.inbox-reveal:visible').all()) await reveal.click();
    const live = await page.evaluate(() =>
      document.getElementById('host').shadowRoot.querySelectorAll('[href], [src], form, iframe').length);
    assert.equal(live, 0);
  }
  const count = await page.evaluate(() => document.getElementById('host').shadowRoot.querySelectorAll('button, input, [tabindex]').length);
  for (let i = 0; i < count; i++) {
    const taken = await page.evaluate((at) => {
      const root = document.getElementById('host').shadowRoot, e = root.querySelectorAll('button, input, [tabindex]')[at];
      e.focus();
      return root.activeElement === e;
    }, i);
    if (taken) await tabTo(page, ({ tag, text }) => tag === 'a' && text === 'After the activity', count + 5);
  }
  await close(page);
});

const ONE_OF_EACH = [0, 2, 3, 5, 6, 8, 9]; // email, SMS, chat, QR, notice, post, call
const LOOKS = [[1280, 'light'], [1280, 'dark'], [360, 'light'], [360, 'dark']];
for (const [width, scheme] of LOOKS) for (const said of ['', 'wrong', 'right', 'last']) {
  test(`no barrier: ${width} px, ${scheme}, ${said || 'new'}`, async () => {
    const page = await open({ inbox: 'channels', said }, { viewport: { width, height: 800 }, colorScheme: scheme, hasTouch: width < 600 });
    const button = (name) => page.getByRole('button', { name });
    if (said) await page.locator('.inbox-verdict:visible').last().waitFor();
    await accessible(page, 'list');
    for (const n of said ? [2, 1] : ONE_OF_EACH) {
      await entry(page, n).click();
      for (const reveal of await page.locator('.inbox-reveal:visible').all()) await reveal.click();
      if (!said) await page.locator('.inbox-piece:visible').first().click();
      await accessible(page, `message ${n + 1}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
      if (width < 600) await button('Όλα τα μηνύματα').click();
    }
    if (!said) {
      await button('Υποβολή').click();
      await page.locator('.pekt-fault').first().waitFor();
      await accessible(page, 'incomplete');
    }
    if (said === 'last') {
      await button('Δείξε τη λύση').click();
      for (let step = 0; step < 3; step++) { await button('Επόμενο σημάδι').click(); await accessible(page, `replay ${step}`); }
    }
    await close(page);
  });
}

test('in a narrow column of a wide screen it reads as on a phone', async () => {
  const page = await open();
  await page.evaluate(() => { document.querySelector('main').style.width = '420px'; });
  assert.equal(await page.locator('.inbox-pane').isVisible(), false);
  await entry(page, 1).click();
  assert.equal(await entry(page, 1).isVisible(), false);
  assert.ok(await page.getByRole('button', { name: 'Όλα τα μηνύματα' }).isVisible());
  await close(page);
});

test('a part of the page that does not arrive is said, and comes when it is asked for again: no decision is lost', async () => {
  const page = await open({ inbox: 'channels' });
  const gap = page.getByText('Ένα κομμάτι της σελίδας δεν ήρθε.'), again = page.getByRole('button', { name: 'Νέα προσπάθεια' });
  const lose = (name) => page.route(`**/${name}`, (route) => route.abort());
  await lose('message.js');
  await page.reload();
  await page.evaluate(() => window.ready);
  await gap.waitFor();
  await entry(page, 1).click();
  assert.equal(await page.locator('.inbox-page').count(), 0); // the list is there already
  await page.unroute('**/message.js');
  await again.click();
  await page.locator('.inbox-page:visible').waitFor();
  assert.match(await page.locator('.inbox-page:visible h4').innerText(), /^Μήνυμα 2 από 10/);
  assert.equal(await gap.count(), 0);
  await lose('told.js');
  await page.locator('.inbox-piece:visible').first().click();
  for (let n = 0; n < 10; n++) { await entry(page, n).click(); await page.getByRole('radio', { name: 'Ανάφερε' }).check(); }
  await page.getByRole('button', { name: 'Υποβολή' }).click();
  await heading(page).waitFor(); // the score needs no part of the inbox
  await gap.waitFor();
  assert.equal(await page.locator('.inbox-verdict:visible').count(), 0);
  await page.unroute('**/told.js');
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await page.locator('.inbox-verdict:visible').last().waitFor();
  assert.equal(await page.locator('.inbox-verdict:visible').count(), 10);
  assert.equal(await page.getByText('Σου μένει 1 προσπάθεια').count(), 1);
  page.errors = page.errors.filter((text) => !/Failed to (load|fetch)/.test(text));
  await close(page);
});
