/** A level is made in the editor by keyboard alone, and is not saved before its own solution solves every map. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focused, pick, press, tabBack, tabTo, told } from '../keyboard.js';
import { accessible, ROOT, startSite } from '../site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(
  async () => {
    site = await startSite({ courses: `${ROOT}tests/browser/robot/courses` });
  },
  { timeout: 120_000 },
);
after(() => site.stop());

const LEVEL = 'block-v1:PEKTPE+robots+base+type@pekt_robot+block@';
const SHOTS = process.env.PEKT_SHOTS;
const NARROW = { viewport: { width: 360, height: 780 } };

/** The editor of a block that holds nothing yet, with the model solution's desk open. */
async function open(name, options) {
  const page = await site.page(options);
  await page.goto(`${site.url}/people/`);
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Παπαγιάννη/ }).click()]);
  await page.goto(`${site.url}/edit/${LEVEL}${name}/frame/`);

  await page.locator('.pekt-robot-program').last().scrollIntoViewIfNeeded();
  await desk(page).locator('.pekt-robot-list').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  return page;
}
const desk = (page) => page.locator('.pekt-robot-desk').last();
const lines = (page) => desk(page).locator('.pekt-robot-list [data-node] > .head > .grab > .pekt-hidden').allTextContents();
const outcome = (page) => desk(page).locator('.pekt-robot-told li').evaluateAll((rows) => rows.map((row) => `${row.className}: ${row.querySelector('span').textContent}`));
const fits = async (page) => assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, 'wider than the page');
const button = (page, text) => tabTo(page, (seen) => seen.tag === 'button' && seen.text === text);
/** Writes symbols into the map on the page: [how often to the right, the symbol]. */
async function paint(page, ...strokes) {
  await tabTo(page, (seen) => /^[Α-Ω]\d+: /.test(seen.name));
  await page.keyboard.press('Home');
  for (const [right, symbol] of strokes) {
    for (let i = 0; i < right; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press(symbol);
  }
}
/** Empties the program, then adds these commands after one another. */
async function program(page, ...commands) {
  await page.getByText('Οι νέες εντολές μπαίνουν εδώ').last().waitFor(); // the desk may be on its way still
  await tabTo(page, (seen) => seen.text === 'Οι νέες εντολές μπαίνουν εδώ');
  while ((await lines(page)).length) {
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
  }
  for (const command of commands) {
    await tabBack(page, (seen) => seen.text === command);
    await page.keyboard.press('Enter');
  }
}
const save = (page) => page.keyboard.press('Control+s');

test('from an empty block to a saved level, by keyboard alone', { timeout: 120_000 }, async () => {
  const page = await open('empty');
  await tabTo(page, (seen) => seen.text === 'Χάρτης 1');
  await paint(page, [1, '*'], [1, '*']);
  await press(page, '+ Γραμμή');
  await tabBack(page, (seen) => seen.text === 'Χάρτης 1');
  await page.keyboard.press('ArrowRight');
  assert.match((await told(page)).text, /^Χάρτης 2/);
  await press(page, 'Προσθήκη');
  await tabTo(page, (seen) => seen.type === 'radio' && seen.text === 'Επανάλαβε Ν φορές: Μπορούν');
  await page.keyboard.press('ArrowLeft');
  await program(page, 'επανάλαβε μέχρι');
  assert.deepEqual(await lines(page), ['Γραμμή 1: επανάλαβε μέχρι εμπόδιο μπροστά']);
  await page.keyboard.press('Home');
  await pick(page, 'Συνθήκη', 'στη βάση');
  await tabBack(page, (seen) => seen.text.startsWith('Γραμμή 1'));
  await page.keyboard.press('ArrowDown');
  for (const command of ['μπροστά', 'αν', 'μάζεψε']) {
    await tabBack(page, (seen) => seen.text === command);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await pick(page, 'Συνθήκη', 'πάνω σε μπαταρία');
  assert.deepEqual(await lines(page), ['Γραμμή 1: επανάλαβε μέχρι στη βάση', 'Γραμμή 2: μπροστά', 'Γραμμή 3: αν πάνω σε μπαταρία', 'Γραμμή 4: μάζεψε']);
  await press(page, 'Δοκίμασε τη λύση σε όλους τους χάρτες', 'button');
  await desk(page).getByText('Ο χάρτης 3 λύνεται.').waitFor();
  assert.deepEqual(await outcome(page), [1, 2, 3].map((n) => `right: Ο χάρτης ${n} λύνεται.`));
  await save(page);
  await page.locator('.pekt-saved').getByText('Αποθηκεύτηκε').waitFor();
  const stored = JSON.parse(site.python(`
import django, json; django.setup()
from pekt_xblocks.workbench.models import Element
print(json.dumps(Element.objects.get(usage_key="${LEVEL}empty").fields["definition"]))`));
  assert.deepEqual(stored.maps.map(({ rows, hidden }) => [rows.join('/'), hidden]), [['S***..G/.......', false], ['S.*.G', true], ['S...G', true]]);
  assert.deepEqual([stored.solution, stored.commands], ['while not at_goal():\n    move()\n    if on_item():\n        pick_up()\n', ['move', 'left', 'right', 'pick', 'until', 'if']]);
  assert.deepEqual(page.troubles, []);
});

test('a solution that fails on a hidden map is refused: its tab says where, and the desk shows it', { timeout: 120_000 }, async () => {
  const page = await open('other', NARROW);
  await tabTo(page, (seen) => seen.text === 'Χάρτης 1');
  await paint(page, [3, '.'], [3, 'G']);
  await program(page, 'επανάλαβε', 'μπροστά');
  await page.keyboard.press('Home');
  await tabTo(page, (seen) => seen.tag === 'input' && seen.name === 'Πόσες φορές');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('6');
  await save(page);
  const fault = 'Ο χάρτης 2 δεν λύνεται: στη γραμμή 2 το ρομπότ χτυπά σε εμπόδιο, στο Ε1.';
  await page.locator('.pekt-faultlink').waitFor();
  assert.match(await page.locator('.pekt-faultlink').textContent(), new RegExp(`${fault.replaceAll('.', '\\.')}$`));
  assert.match((await told(page)).text, /^Ένα σημείο/);
  await press(page, fault);
  assert.equal((await told(page)).text, fault);
  const tab = page.getByRole('tab', { selected: true });
  assert.match(await tab.textContent(), /^Χάρτης 2/);
  assert.deepEqual(await page.getByRole('tab').evaluateAll((tabs) => tabs.map((each) => each.classList.contains('wrong'))), [false, true]);
  await accessible(page, 'a map that is not solved');
  await fits(page);
  await press(page, 'Δες πού σταματά η λύση');
  await desk(page).getByText(fault).waitFor();
  assert.deepEqual(await outcome(page), ['right: Ο χάρτης 1 λύνεται.', `wrong: ${fault}`]);
  assert.equal(await desk(page).locator('.scene figure:not([hidden]) .robot.hit').count(), 1);
  assert.equal(await desk(page).locator('[aria-pressed=true]').first().textContent(), 'Χάρτης 2, κρυφός');
  assert.equal((await told(page)).text, 'Εκτέλεση', 'the focus is beside the map');
  await press(page, 'Δες το Χάρτης 1', 'button');
  await desk(page).getByText('Δουλεύει σε αυτόν τον χάρτη.').waitFor();
  assert.equal(await desk(page).locator('[aria-pressed=true]').first().textContent(), 'Χάρτης 1');
  assert.equal(site.python(`
import django; django.setup()
from pekt_xblocks.workbench.models import Element
print(Element.objects.get(usage_key="${LEVEL}other").edited)`).trim(), 'False');
  assert.deepEqual(page.troubles, []);
});

const COMMENTED = '# ως τη βάση\nwhile not at_goal():\n    move()  # ένα βήμα\n    if on_item():\n        pick_up()\n';

test('any of the three editors writes the solution; a change of editor changes nothing, not even a comment', { timeout: 120_000 }, async () => {
  site.python(`
import django; django.setup()
from pekt_xblocks.activities.robot.examples import DEFAULT
from pekt_xblocks.workbench.models import Element
Element.objects.filter(usage_key="${LEVEL}other").update(fields={"definition": {**DEFAULT.model_dump(mode="json"), "solution": ${JSON.stringify(COMMENTED)}}})`);
  const page = await open('other');
  const sent = async () => {
    const [request] = await Promise.all([page.waitForRequest(/save_definition/), save(page)]);
    await page.locator('.pekt-saved').getByText('Αποθηκεύτηκε').waitFor();
    return request.postDataJSON().definition.solution;
  };
  const editor = async (name) => {
    await desk(page).locator(`[data-editor=${name}]`).click();
    await desk(page).locator(`[data-editor=${name}][aria-pressed=true]`).waitFor();
  };
  await editor('blocks');
  await desk(page).locator('.blocklyDraggable').first().waitFor();
  await accessible(page, 'blocks in the editor');
  await editor('text');
  assert.match(await desk(page).locator('.cm-content').innerText(), /^while not at_goal\(\):/);
  await accessible(page, 'text in the editor');
  await editor('list');
  assert.equal(await sent(), COMMENTED);

  await editor('text');
  await desk(page).locator('.cm-content').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# δικό μου\n');
  assert.match(await sent(), /^# δικό μου\nwhile not at_goal\(\):\n/);
  await page.keyboard.type('fly()\n');
  await save(page);
  await page.locator('.pekt-faultlink').waitFor();
  assert.match(await page.locator('.pekt-faultlink').textContent(), /Πρότυπη λύση: Γραμμή 2/);
  await press(page, 'Πρότυπη λύση');
  assert.equal((await told(page)).tag, 'div', 'the focus is in the text');
  await page.keyboard.press('Control+Home');
  for (let i = 0; i < 2; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');

  await editor('blocks');
  await desk(page).locator('.blocklyWorkspace').first().waitFor();
  await editor('list');
  await program(page, 'επανάλαβε μέχρι');
  assert.equal((await lines(page)).length, 1);
  await desk(page).locator('.pekt-robot-list select').first().selectOption('στη βάση');
  for (const command of ['μπροστά', 'αν', 'μάζεψε']) await desk(page).getByRole('button', { name: command, exact: true }).first().click();
  await desk(page).locator('.pekt-robot-list select').nth(1).selectOption('πάνω σε μπαταρία');
  assert.equal(await sent(), 'while not at_goal():\n    move()\n    if on_item():\n        pick_up()\n');
  assert.deepEqual(page.troubles, []);
});

for (const [width, colorScheme] of [[1280, 'light'], [360, 'dark']])
  test(`everybody can use it: ${width} px, ${colorScheme}`, { timeout: 120_000 }, async () => {
    const page = await open('other', { viewport: { width, height: 900 }, colorScheme });
    await page.locator('.pekt-robot-program').first().getByRole('button').click();
    await page.locator('.pekt-robot-desk').nth(1).waitFor();
    await desk(page).getByRole('button', { name: 'Δοκίμασε τη λύση σε όλους τους χάρτες' }).click();
    await desk(page).locator('.pekt-robot-told li').first().waitFor();
    await accessible(page, 'the editor of a level');
    await fits(page);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/robot-studio-${width}.png`, fullPage: true });
    await page.context().close();
  });
