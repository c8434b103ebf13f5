/** The quiz in a real browser: answered by keyboard alone, kept through a reload, marked, and open to everybody in every state. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KINDS = 'e1,e2,e3,e4,e5,k2,s1,t3,t4,m2t5,t6,t8'; // one item of every kind at least

const server = spawn(process.env.PYTHON ?? `${ROOT}.venv/bin/python`, ['-m', 'tests.browser.quiz.serve', '0'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
const [port] = await once(server.stdout, 'data');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
after(async () => { await browser.close(); server.kill(); });

let runs = 0;
async function open(query, { width = 1280, scheme = 'light' } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme, reducedMotion: 'reduce' });
  page.errors = [];
  page.on('pageerror', (error) => page.errors.push(error.message));
  await page.goto(`http://127.0.0.1:${`${port}`.trim()}/?${new URLSearchParams({ items: KINDS, run: ++runs, ...query })}`);
  await page.evaluate(() => window.ready);
  return page;
}
/** What has the focus, inside the shadow root. */
const focused = (page) => page.evaluateHandle(() => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e; });
const told = async (page) => (await focused(page)).evaluate((e) => ({ tag: e.localName, type: e.type, value: e.value, checked: e.checked, text: (e.closest('label') ?? e).textContent.trim(),
  name: e.ariaLabel ?? '', picked: e.selectedOptions?.[0]?.text }));
async function tab(page, wanted, most = 60) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const seen = await told(page);
    if (wanted(seen)) return seen;
  }
  return assert.fail(`Tab never comes to ${wanted}`);
}
const button = (text) => (seen) => seen.tag === 'button' && seen.text.includes(text);
async function press(page, text) { await tab(page, button(text)); await page.keyboard.press('Enter'); }
/** Chooses among the radios at the focus. */
async function choose(page, text) {
  await tab(page, ({ type }) => type === 'radio');
  await page.keyboard.press('Space');
  for (let i = 0; i < 9 && (await told(page)).text !== text; i++) await page.keyboard.press('ArrowDown');
  assert.equal((await told(page)).text, text);
}
async function tick(page, text) { await tab(page, (seen) => seen.type === 'checkbox' && seen.text === text); await page.keyboard.press('Space'); }
async function pick(page, label, choice) {
  await tab(page, ({ tag, text, name }) => tag === 'select' && (name === label || text.startsWith(label)));
  await page.keyboard.press('Home');
  for (let i = 0; i < 9 && (await told(page)).picked !== choice; i++) await page.keyboard.press('ArrowDown');
  assert.equal((await told(page)).picked, choice);
}
async function write(page, text) { await tab(page, ({ tag }) => tag === 'input'); await page.keyboard.type(text); }
const heading = (page) => page.locator('h4').first();

const ANSWERS = [
  (page) => choose(page, 'Ένα μήνυμα που παριστάνει κάποιον άλλον για να πάρει κάτι από σένα.'),
  async (page) => {
    const right = ['Τον κωδικό του λογαριασμού σου', 'Τον εξαψήφιο κωδικό που ήρθε στο κινητό σου', 'Να ανοίξεις ένα συνημμένο', 'Να του στείλεις χρήματα ή κάρτα δώρου'];
    const shown = await page.locator('fieldset:visible .pekt-choice').allTextContents();
    for (const text of shown.filter((each) => right.includes(each))) await tick(page, text);
  },
  async (page) => { await choose(page, 'Λάθος'); await choose(page, 'Οι απατεώνες έχουν εργαλεία που γράφουν σωστά.'); },
  async (page) => {
    const bins = { 'μόνο': 'Βιασύνη', 'Ο λογ': 'Φόβος', 'Κέρδ': 'Δώρο', 'Έλα,': 'Εμπιστοσύνη', 'Τελευ': 'Βιασύνη', 'Η διε': 'Εμπιστοσύνη', 'Μόνο': 'Βιασύνη' };
    for (const text of await page.locator('fieldset:visible .pekt-line label > div').allTextContents()) await pick(page, text, bins[Object.keys(bins).find((start) => text.startsWith(`«${start}`))]);
  },
  (page) => write(page, 'σμισινγκ'),
  async (page) => { for (const text of ['Λάθος', 'Σωστό', 'Σωστό', 'Λάθος']) await choose(page, text); },
  async (page) => {
    const order = ['Αλλάζω τον κωδικό από την επίσημη εφαρμογή', 'Το λέω αμέσως σε ενήλικα που εμπιστεύομαι', 'Κλείνω τις άλλες συνδέσεις και ανοίγω έλεγχο δύο βημάτων',
      'Αλλάζω τον κωδικό όπου είχα τον ίδιο', 'Αναφέρω το μήνυμα και προειδοποιώ τους φίλους μου'];
    for (const text of ['Διαγράφω το μήνυμα και δεν λέω τίποτα', 'Απαντώ θυμωμένα στον απατεώνα']) {
      await page.locator('fieldset:visible').focus();
      await tab(page, (seen) => seen.tag === 'button' && seen.text.endsWith(text) && seen.text.startsWith('Δεν χρειάζεται'));
      await page.keyboard.press('Enter');
    }
    for (const text of [...order].reverse()) { // each in turn to the top
      await page.locator('fieldset:visible').focus();
      await tab(page, (seen) => seen.tag === 'button' && seen.text.endsWith(text));
      for (let i = 0; i < order.length; i++) await page.keyboard.press('Alt+ArrowUp');
    }
    assert.ok(await page.locator('fieldset:visible').getByLabel('Αυτή είναι η σειρά μου').isChecked());
  },
  async (page) => {
    for (const [left, right] of [['Βιασύνη', 'Περιμένω 10 λεπτά'], ['Φόβος', 'Ρωτώ ενήλικα'], ['Δώρο', 'Ψάχνω την επίσημη σελίδα'], ['Παριστάνει φίλο', 'Τηλεφωνώ στον φίλο']]) await pick(page, left, right);
  },
  async (page) => { for (const [n, word] of ['σύνδεσμος', 'διεύθυνση', 'μυστικός'].entries()) await pick(page, `Κενό ${n + 1} από 3`, word); },
  async (page) => { for (const word of ['επαναληψη', 'αν', 'ΟΡΙΣΕ']) await write(page, word); },
  (page) => write(page, '4,0'),
  (page) => tick(page, 'άλλο'),
];

test('every kind is answered with the keyboard alone, and it leaves the activity', async () => {
  const page = await open();
  for (const [n, answer] of ANSWERS.entries()) {
    await answer(page);
    if (n < ANSWERS.length - 1) await press(page, 'Επόμενη');
  }
  const names = await page.locator('.pekt-steps button .pekt-hidden').allTextContents();
  assert.deepEqual([...new Set(names.map((name) => name.split(', ')[1]))], ['απαντήθηκε']);
  await press(page, 'Υποβολή');
  await heading(page).waitFor();
  assert.equal((await told(page)).tag, 'h4');
  assert.match(await page.locator('.pekt-result').innerText(), /100\s*%/);
  await tab(page, ({ tag, text }) => tag === 'a' && text === 'After the activity');
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('a draft of every kind is there after a reload', async () => {
  const page = await open();
  for (const [n, answer] of ANSWERS.entries()) {
    await answer(page);
    if (n < ANSWERS.length - 1) await press(page, 'Επόμενη');
  }
  await page.reload();
  await page.evaluate(() => window.ready);
  assert.equal(await page.locator('.pekt-steps .done').count(), ANSWERS.length);
  await page.getByRole('button', { name: 'Υποβολή' }).click();
  await heading(page).waitFor();
  assert.match(await page.locator('.pekt-result').innerText(), /100\s*%/);
  await page.close();
});

test('what is missing is shown where it is, and goes when it is answered', async () => {
  const page = await open({ items: 'e1,k2,t6' });
  await choose(page, 'Ένα παιχνίδι με ψάρια.');
  await press(page, 'Υποβολή');
  const fault = page.locator('.pekt-fault:visible');
  await fault.waitFor();
  assert.equal(await fault.innerText(), 'Δεν έχεις απαντήσει στην ερώτηση 2.');
  assert.equal(await page.locator('.pekt-steps [aria-current=step] .pekt-hidden').textContent(), 'Ερώτηση 2 από 3, δεν απαντήθηκε ακόμη');
  const described = await (await focused(page)).evaluate((e) => e.getRootNode().getElementById(e.getAttribute('aria-describedby'))?.textContent);
  assert.equal(described, 'Δεν έχεις απαντήσει στην ερώτηση 2.');
  await page.keyboard.press('Space');
  assert.equal(await fault.count(), 0);
  await press(page, 'Υποβολή');
  await page.getByText('Η ερώτηση 2 δεν έχει τελειώσει.').waitFor();
  assert.equal(await page.locator('.pekt-line:has(.pekt-fault) legend').innerText(), 'Ο διαχειριστής κωδικών θυμάται για μένα.');
  await page.close();
});

test('a result opens the first question that is not right, in words; a changed answer loses its mark', async () => {
  const page = await open({ items: 'e1,g2,e5', said: 'wrong' });
  const dots = page.locator('.pekt-steps .pekt-hidden');
  assert.deepEqual(await dots.allTextContents(), ['Ερώτηση 1 από 3, Σωστό', 'Ερώτηση 2 από 3, Σωστό ως ένα σημείο', 'Ερώτηση 3 από 3, Δεν είναι σωστό']);
  assert.equal(await page.locator('.pekt-mark:visible').count(), 4);
  assert.equal(await page.locator('.pekt-line.wrong').getByText('Το «όχι» αντιστρέφει.').count(), 1);
  await page.locator('fieldset:visible .pekt-line').nth(2).getByLabel('Ψευδής').check();
  assert.equal(await page.locator('.pekt-mark:visible').count(), 0);
  assert.equal(await dots.nth(1).textContent(), 'Ερώτηση 2 από 3, απαντήθηκε');
  await page.close();
});

test('hints open in their question; the solution fills every control and locks it', async () => {
  const page = await open({ said: 'right', layout: 'page' });
  await page.getByRole('button', { name: 'Δείξε τη λύση' }).click();
  await page.locator('fieldset[disabled]').first().waitFor();
  assert.equal(await page.locator('fieldset.pekt-line').filter({ hasText: 'Ο διαχειριστής' }).getByLabel('Σωστό').isChecked(), true);
  assert.equal(await page.locator('.pekt-mark').count(), 0);
  const other = await open({ items: 'e5,e1' });
  await other.getByRole('button', { name: 'Βοήθεια' }).click();
  await other.getByText('Αρχίζει από «smi».').waitFor();
  await Promise.all([page.close(), other.close()]);
});

for (const layout of ['page', 'stepper']) for (const said of ['', 'wrong', 'right']) for (const scheme of ['light', 'dark']) {
  test(`no barrier: ${layout}, ${said || 'new'}, ${scheme}`, async () => {
    const page = await open({ layout, said }, { width: scheme === 'dark' ? 320 : 1280, scheme });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    await page.evaluate(AXE);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await page.evaluate((values) => axe.run('#host', { runOnly: { type: 'tag', values } }), tags);
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).slice(0, 3)]), []);
    assert.deepEqual(page.errors, []);
    await page.close();
  });
}
