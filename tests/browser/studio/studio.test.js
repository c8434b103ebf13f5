import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';

import { browser, definition, loaded, open, preview } from './harness.js';

after(() => browser.close());
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SAVED = () => ({ ok: true, version: 'v2' });
const FAULTS = () => ({ ok: false, settings_faults: [{ at: ['hint_penalty'], code: 'x', text: 'Γράψε 1 ή λιγότερο.', where: 'Ποινή' }], faults: [
  { at: ['items', 2, 'options', 1, 'text'], code: 'blank', text: 'Γράψε κάτι εδώ.', where: 'Ερωτήσεις 3 · Επιλογές 2 · Κείμενο' },
  { at: ['items', 1, 'points'], code: 'x', text: 'Γράψε 100 ή λιγότερο.', where: 'Ερωτήσεις 2 · Μονάδες' }] });

const save = ({ page }) => page.getByRole('button', { name: 'Αποθήκευση', exact: true }).click();
const focused = ({ page }) => page.evaluate(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return { text: at.textContent.trim(), tag: at.tagName, value: at.value, label: at.labels?.[0]?.textContent };
});
const sent = (state, name) => state.sent.filter(([each]) => each === name).map(([, data]) => data);

async function clean({ page, errors }) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes.map((n) => [n.target.flat().at(-1), n.any?.[0]?.message, n.html.slice(0, 120)])]), []);
  assert.deepEqual(errors, []);
}

async function fits({ page }) {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'wider than the page');
}

for (const width of [1280, 360]) for (const scheme of ['light', 'dark']) {
  test(`axe: new, all open, with faults, with preview; ${width} px, ${scheme}`, async () => {
    const state = await open({ width, scheme, handlers: { save_definition: FAULTS, preview_definition: preview } });
    const { page } = state;
    if (width >= 900) await page.getByRole('button', { name: 'Βοήθεια' }).waitFor();
    await clean(state);
    await save(state);
    await page.getByRole('heading', { name: '3 σημεία χρειάζονται διόρθωση' }).waitFor();
    await page.locator('.pekt-adder summary').first().click();
    await clean(state);
    await fits(state);
    if (width < 900) await page.getByRole('button', { name: 'Προεπισκόπηση' }).click();
    await page.getByRole('button', { name: 'Βοήθεια' }).waitFor();
    await clean(state);
    await fits(state);
    await state.context.close();
  });
}

test('saving sends what stands in the form, tells the platform, and forgets the draft', async () => {
  const state = await open({ handlers: { save_definition: SAVED } });
  const { page } = state;
  await page.getByLabel('Τίτλος').fill('Νέος τίτλος');
  await page.getByLabel('Τίτλος').press('Control+s');
  await page.getByText('Αποθηκεύτηκε', { exact: true }).last().waitFor();
  const [first] = sent(state, 'save_definition');
  assert.deepEqual(first.definition, definition);
  assert.equal(first.settings.display_name, 'Νέος τίτλος');
  assert.equal(first.version, 'v1');
  assert.deepEqual(state.told.map(([name, data]) => [name, data.state]), [['save', 'start'], ['save', 'end']]);
  await save(state);
  await page.waitForFunction(() => true);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await state.context.close();
});

test('faults: the focus goes to their list, each entry opens its card and fold and leads to its field', async () => {
  const state = await open({ handlers: { save_definition: FAULTS } });
  const { page } = state;
  await save(state);
  await page.locator('.pekt-faultlink').first().waitFor();
  assert.equal((await focused(state)).text, '3 σημεία χρειάζονται διόρθωση');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal((await focused(state)).value, 'Πατώ τον σύνδεσμο');
  await page.getByRole('button', { name: 'Ερωτήσεις 2 · Μονάδες' }).click();
  assert.equal((await focused(state)).label, 'Μονάδες');
  await page.getByRole('button', { name: 'Ποινή' }).click();
  assert.equal((await focused(state)).label, 'Ποινή για κάθε βοήθεια');
  assert.deepEqual(state.told, []);
  await state.context.close();
});

test('somebody else saved: nothing is overwritten before it is asked; mine can be saved over theirs', async () => {
  const state = await open({ handlers: { save_definition: ({ version }) => (version === 'v9' ? SAVED() : { status: 409, error: 'Κάποιος άλλος', version: 'v9' }) } });
  const { page } = state;
  await page.getByLabel('Τίτλος').fill('Δικός μου');
  await save(state);
  await page.getByRole('heading', { name: /Κάποιος άλλος αποθήκευσε/ }).waitFor();
  assert.match((await focused(state)).text, /Κάποιος άλλος/);
  await page.getByRole('button', { name: 'Συνέχεια στο δικό μου' }).click();
  assert.equal(await page.getByLabel('Τίτλος').inputValue(), 'Δικός μου');
  await save(state);
  await page.getByRole('button', { name: 'Αποθήκευση της δικής μου' }).click();
  await page.getByText('Αποθηκεύτηκε', { exact: true }).last().waitFor();
  assert.deepEqual(sent(state, 'save_definition').map((data) => data.version), ['v1', 'v1', 'v9']);
  await state.context.close();
});

test('somebody else saved: theirs is shown, mine is kept and comes back', async () => {
  let turn = 0;
  const theirs = { ...definition, intro: 'Η άλλη εισαγωγή' };
  const state = await open({ handlers: { save_definition: () => ({ status: 409, error: 'Κάποιος άλλος', version: 'v9' }),
    load_definition: () => (turn++ ? loaded({ definition: theirs, version: 'v9' }) : loaded()) } });
  const { page } = state;
  await page.getByRole('textbox', { name: 'Εισαγωγή' }).fill('Η δική μου');
  await save(state);
  await page.getByRole('button', { name: 'Εμφάνιση της άλλης' }).click();
  await page.getByRole('heading', { name: /Έχετε αλλαγές που δεν αποθηκεύτηκαν/ }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Εισαγωγή' }).inputValue(), 'Η άλλη εισαγωγή');
  await page.getByRole('button', { name: 'Συνέχεια με τις αλλαγές μου' }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Εισαγωγή' }).inputValue(), 'Η δική μου');
  await state.context.close();
});

test('a closed tab loses nothing: the draft is offered, taken or thrown away', async () => {
  const state = await open();
  await state.page.getByLabel('Τίτλος').fill('Πρόχειρο');
  await state.page.close({ runBeforeUnload: false });
  const again = await open({ context: state.context });
  await clean(again);
  assert.equal(await again.page.getByLabel('Τίτλος').inputValue(), 'Ψάρεμα: τι πρόσεξες;');
  await again.page.getByRole('button', { name: 'Συνέχεια με τις αλλαγές μου' }).click();
  assert.equal(await again.page.getByLabel('Τίτλος').inputValue(), 'Πρόχειρο');
  await again.page.close();
  const third = await open({ context: state.context });
  await third.page.getByRole('button', { name: 'Απόρριψη αλλαγών' }).click();
  assert.equal(await third.page.evaluate(() => localStorage.length), 0);
  await state.context.close();
});

test('leaving asks first: cancel with changes, and the browser itself', async () => {
  const state = await open({ handlers: { save_definition: SAVED } });
  const { page } = state;
  const cancel = () => page.getByRole('button', { name: 'Ακύρωση' }).click();
  await page.getByLabel('Τίτλος').fill('Αλλαγή');
  await cancel();
  assert.deepEqual(state.told, []);
  await page.getByRole('button', { name: 'Συνέχεια', exact: true }).click();
  const asked = page.waitForEvent('dialog');
  page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  await cancel();
  await page.getByRole('button', { name: 'Έξοδος χωρίς αποθήκευση' }).click();
  await page.waitForFunction(() => localStorage.length === 0);
  assert.deepEqual(state.told, [['cancel', null]]);
  await state.context.close();
});

for (const [name, reply, words] of [['no line', { status: 0 }, /Δεν υπάρχει σύνδεση/], ['login run out', { status: 403 }, /Η σύνδεσή σας έληξε/], ['another person in this browser', { status: 409, error: 'Άλλο πρόσωπο' }, /Άλλο πρόσωπο/], ['a failure', { status: 500 }, /δεν απάντησε σωστά/]]) {
  test(`not saved, ${name}: it is said, the text stays, a second try works`, async () => {
    let turn = 0;
    const state = await open({ handlers: { save_definition: () => (turn++ ? SAVED() : reply) } });
    const { page } = state;
    await page.getByLabel('Τίτλος').fill('Μένει');
    await save(state);
    await page.getByText(words).first().waitFor();
    assert.equal(await page.getByLabel('Τίτλος').inputValue(), 'Μένει');
    assert.equal(state.told[0][0], 'error');
    assert.ok(state.told[0][1].title && state.told[0][1].message);
    await page.getByRole('button', { name: 'Νέα προσπάθεια' }).click();
    await page.getByText('Αποθηκεύτηκε', { exact: true }).last().waitFor();
    await state.context.close();
  });
}

test('what can not be read is shown as source; saving replaces it', async () => {
  const state = await open({ handlers: { load_definition: () => loaded({ source: '<pekt_quiz odd="1"/>', faults: [{ at: [], code: 'unreadable', text: 'Άγνωστο: odd', where: '' }] }) } });
  await state.page.getByText('Τι είναι αποθηκευμένο').click();
  await state.page.getByText('<pekt_quiz odd="1"/>').waitFor();
  await clean(state);
  await state.context.close();
});

test('by keyboard alone: a new question of a kind, its options, moved up, saved', async () => {
  const state = await open({ handlers: { save_definition: SAVED } });
  const { page } = state;
  const { keyboard } = page;
  const tabTo = async (wanted, key = 'Tab') => {
    for (let i = 0; i < 80; i += 1) { if (wanted(await focused(state))) return; await keyboard.press(key); }
    assert.fail(`not reached: ${wanted}`);
  };
  await tabTo((at) => at.tag === 'SUMMARY' && at.text === 'Προσθήκη');
  await keyboard.press('Enter');
  await tabTo((at) => at.tag === 'BUTTON' && at.text === 'Μία επιλογή');
  await keyboard.press('Enter');
  await tabTo((at) => at.label?.startsWith('Εκφώνηση'));
  await keyboard.type('Ποιο είναι ');
  await keyboard.press('Control+b');
  await keyboard.type('ασφαλές');
  await tabTo((at) => at.label === 'Κείμενο' && !at.value);
  await keyboard.type('Αυτό');
  await tabTo((at) => at.label === 'Σωστή');
  await keyboard.press('Space');
  await tabTo((at) => at.label === 'Κείμενο' && !at.value);
  await keyboard.type('Εκείνο');
  await tabTo((at) => at.text.startsWith('4. Μία επιλογή'), 'Shift+Tab');
  assert.equal((await focused(state)).text, '4. Μία επιλογή: Ποιο είναι ασφαλές');
  for (let i = 0; i < 3; i += 1) await keyboard.press('Alt+ArrowUp');
  assert.equal((await focused(state)).text, '1. Μία επιλογή: Ποιο είναι ασφαλές');
  await tabTo((at) => at.text === 'Αποθήκευση');
  await keyboard.press('Enter');
  await page.getByText('Αποθηκεύτηκε', { exact: true }).last().waitFor();
  const [item] = sent(state, 'save_definition')[0].definition.items;
  assert.equal(item.prompt, 'Ποιο είναι **ασφαλές**');
  assert.deepEqual(item.options.map(({ text, correct }) => [text, correct]), [['Αυτό', true], ['Εκείνο', false]]);
  assert.equal(new Set(item.options.map(({ id }) => id)).size, 2);
  await state.context.close();
});

test('the preview is the learner\'s page: answers, hints and the solution, and it follows the form', async () => {
  const state = await open({ handlers: { preview_definition: preview,
    preview_submit: () => ({ outcome: 'incomplete', missing: [{ at: 'choice', text: 'Διάλεξε μία απάντηση.' }] }),
    preview_hint: ({ at, opened }) => ({ at, open: Array(opened + 1).fill('Κοίτα τη διεύθυνση.'), more: 1 - opened }) } });
  const { page } = state;
  const frame = page.locator('.pekt-frame');
  await frame.getByRole('button', { name: 'Υποβολή' }).click();
  await frame.getByText('Διάλεξε μία απάντηση.').waitFor();
  assert.equal(sent(state, 'preview_submit')[0].definition.items.length, 3);
  await frame.getByRole('button', { name: 'Βοήθεια' }).click();
  await frame.getByText('Κοίτα τη διεύθυνση.').waitFor();
  await frame.getByRole('button', { name: 'Δείξε τη λύση' }).click();
  await frame.getByText(/σωστή λύση/).waitFor();
  const before = sent(state, 'preview_definition').length;
  await page.getByLabel('Τίτλος').fill('Αλλιώς');
  await frame.getByRole('heading', { name: 'Αλλιώς' }).waitFor();
  assert.equal(sent(state, 'preview_definition').length, before + 1);
  await page.getByRole('button', { name: 'Όπως σε κινητό' }).click();
  assert.ok((await frame.boundingBox()).width <= 378);
  assert.equal(sent(state, 'submit').length + sent(state, 'solution').length, 0);
  await state.context.close();
});

test('a part that is fetched later and does not come: words say so, the next press has it', async () => {
  const state = await open({ width: 700, handlers: { preview_definition: preview } });
  const { page } = state;
  const asked = [];
  await page.route('**/later/tryout.js*', (route) => { asked.push(0); return asked.length === 1 ? route.abort() : route.fallback(); });
  await page.getByRole('button', { name: 'Προεπισκόπηση' }).click();
  await page.getByRole('heading', { name: /Δεν υπάρχει σύνδεση/ }).waitFor();
  assert.equal(await page.locator('.pekt-tryout').isVisible(), false);
  await page.getByRole('button', { name: 'Προεπισκόπηση' }).click();
  await page.locator('.pekt-frame').getByRole('button', { name: 'Υποβολή' }).waitFor();
  assert.equal(asked.length, 2);
  await state.context.close();
});

test('a preview whose page does not come says so; "Start again" has it', async () => {
  const { page, context } = await open({ width: 700, handlers: { preview_definition: preview } });
  let asked = 0;
  await page.route('**/learner/kit.js*', (route) => { asked += 1; return asked === 1 ? route.abort() : route.fallback(); });
  await page.getByRole('button', { name: 'Προεπισκόπηση' }).click();
  await page.locator('.pekt-tryout').getByText(/Δεν υπάρχει σύνδεση/).waitFor();
  await page.getByRole('button', { name: 'Από την αρχή' }).click();
  await page.locator('.pekt-frame').getByRole('button', { name: 'Υποβολή' }).waitFor();
  assert.equal(asked, 2);
  await context.close();
});

test('the preview turns to the part being edited, and stays there after a change; the focus stays in the form', async () => {
  const state = await open({ handlers: { preview_definition: preview }, view: '/tests/browser/studio/steps.js' });
  const { page } = state;
  const frame = page.locator('.pekt-frame');
  await frame.getByText('Εδώ το 1').waitFor();
  await page.locator('.pekt-cardhead').nth(1).click();
  await frame.getByText('Εδώ το 2').waitFor();
  assert.match((await focused(state)).text, /^2\. /);
  await page.locator('.pekt-item').nth(1).getByLabel('Εκφώνηση').first().fill('Άλλη');
  const before = sent(state, 'preview_definition').length;
  await page.getByLabel('Τίτλος').fill('Νέα όψη');
  await frame.getByRole('heading', { name: 'Νέα όψη' }).waitFor();
  assert.ok(sent(state, 'preview_definition').length > before);
  await frame.getByText('Εδώ το 2').waitFor();
  assert.equal((await focused(state)).value, 'Νέα όψη');
  await state.context.close();
});

test('Tab leaves the editor at both ends', async () => {
  const state = await open({ width: 360 });
  const { page } = state;
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<button id="after">μετά</button>'));
  await page.getByRole('button', { name: 'Αποθήκευση', exact: true }).focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
  await state.context.close();
});
