/** The robot lab in a real browser: by keyboard alone, by touch, in its three editors, within its weight, open to everybody in every state. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { programs } from '../../js/robot/programs.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PYTHON = process.env.PYTHON ?? `${ROOT}.venv/bin/python`;

const server = spawn(
  PYTHON,
  ['-m', 'tests.browser.robot.serve', '0'],
  { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
);
const [port] = await once(server.stdout, 'data');
const HOME = `http://127.0.0.1:${`${port}`.trim()}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
after(async () => {
  await browser.close();
  server.kill();
});

let runs = 0;
async function open(t, level, { said = '', width = 1280, scheme = 'light', ...more } = {}) {
  const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: scheme,
      reducedMotion: 'reduce',
      locale: 'el',
      ...more,
    }),
    page = await context.newPage();
  t.after(() => context.close());
  page.seen = { errors: [], loaded: [], hosts: new Set() };
  page.on('pageerror', (error) => page.seen.errors.push(error.stack));
  page.on('request', (request) => page.seen.hosts.add(new URL(request.url()).origin));
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(response.url())) page.seen.loaded.push(new URL(response.url()).pathname.slice(1));
  });
  await page.goto(`${HOME}/?${new URLSearchParams({ level, said, run: ++runs })}`);
  await page.evaluate(() => window.ready);
  return page;
}
const button = (page, name) => page.getByRole('button', { name, exact: true });
const note = (page) => page.locator('.scene .pekt-note');
const score = (page) => page.locator('.pekt-result');
const lines = (page) => page.locator('.pekt-robot-list [data-node] > .head > .grab > .pekt-hidden').allTextContents();
const editor = async (page, name) => {
  await page.locator(`[data-editor=${name}]`).click();
  await page.locator(`[data-editor=${name}][aria-pressed=true]`).waitFor();
};
const add = async (page, ...ops) => {
  for (const op of ops) await page.locator(`[data-op=${op}]`).click();
};
const focused = (page) =>
  page.evaluate(() => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    return { id: e.id, text: e.textContent.trim(), label: e.ariaLabel ?? '', tag: e.localName };
  });
async function tab(page, wanted, key = 'Tab') {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(key);
    if (wanted(await focused(page))) return;
  }
  assert.fail(`${key} never comes to ${wanted}`);
}
async function press(page, text) {
  await tab(page, (seen) => seen.tag === 'button' && seen.text === text);
  await page.keyboard.press('Enter');
}
async function axe(page) {
  await page.evaluate(`${AXE};0`);
  return page.evaluate(async () =>
    (await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => `${n.target.flat().join(' ')} ${n.failureSummary}`).join(' | ')}`,
    ),
  );
}

test('a level is solved by keyboard alone', async (t) => {
  const page = await open(t, 'r4');
  await press(page, 'επανάλαβε');
  await page.keyboard.press('Shift+Tab');
  await press(page, 'επανάλαβε');
  await press(page, 'μπροστά');
  // Out of the inner loop: down to the place below it, and back to the commands.
  await page.keyboard.press('ArrowDown');
  await tab(page, (seen) => seen.text === 'στρίψε δεξιά', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Home');
  await tab(page, (seen) => seen.tag === 'input');
  await page.keyboard.type('4');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await tab(page, (seen) => seen.tag === 'input');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3');
  await tab(page, (seen) => seen.text === 'Εκτέλεση', 'Shift+Tab');
  assert.deepEqual(await lines(page), [
    'Γραμμή 1: επανάλαβε 4 φορές',
    'Γραμμή 2: επανάλαβε 3 φορές',
    'Γραμμή 3: μπροστά',
    'Γραμμή 4: στρίψε δεξιά',
  ]);
  await page.keyboard.press('Enter');
  await page.getByText('Δουλεύει σε αυτόν τον χάρτη.').waitFor();
  await press(page, 'Υποβολή');
  await score(page).getByText('Τα κατάφερες σε όλους τους χάρτες!').waitFor();
  assert.deepEqual(page.seen.errors, []);
});

test('a level is solved by touch on a phone', async (t) => {
  const page = await open(t, 'r1', { width: 360, hasTouch: true, isMobile: true });
  const tap = async (...ops) => {
    for (const op of ops) await page.locator(`[data-op=${op}]`).tap();
  };
  await tap('move', 'move', 'left', 'move', 'move', 'left', 'move');
  await button(page, 'Εκτέλεση').tap();
  await note(page).getByText('Στη γραμμή 4 το ρομπότ χτύπησε σε εμπόδιο, στο Γ1.').waitFor();
  await page.locator('.failed > .head .grab').getByText('μπροστά', { exact: true }).waitFor();
  await page.locator('[data-node="2"] .grab').tap();
  await page.locator('[data-tool=bin]').tap();
  await tap('right');
  await page.locator('[data-tool=up]').tap();
  await button(page, 'Υποβολή').tap();
  await score(page).getByText('Τα κατάφερες').waitFor();
  assert.deepEqual(page.seen.errors, []);
});

test('nothing is wider than a narrow phone', async (t) => {
  for (const level of ['r8', 'all', 'display']) {
    const page = await open(t, level, { width: 320, said: 'right' });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, level);
  }
});

test('a step at a time, told in words', async (t) => {
  const page = await open(t, 'r1');
  await add(page, 'move', 'move', 'right', 'move');
  for (let i = 0; i < 3; i++) await button(page, 'Βήμα').click();
  const log = page.locator('.pekt-robot-log li');
  await log.nth(2).waitFor({ state: 'attached' });
  assert.deepEqual(await log.allTextContents(), [
    'Βήμα 1: πάει μπροστά, θέση Β1',
    'Βήμα 2: πάει μπροστά, θέση Γ1',
    'Βήμα 3: στρίβει δεξιά, κοιτά νότια, θέση Γ1',
  ]);
  assert.match(await page.locator('.now').textContent(), /στρίψε δεξιά/);
  assert.match(await page.getByRole('img').getAttribute('aria-label'), /Το ρομπότ είναι στο Γ1 και κοιτά νότια/);
  await page.getByText('Ο χάρτης ως πίνακας').click();
  assert.equal(await page.locator('tbody tr').first().locator('td').nth(2).textContent(), 'ρομπότ, κοιτά νότια');
  await button(page, 'Από την αρχή').click();
  await log.first().waitFor({ state: 'detached' });
  assert.match(await page.getByRole('img').getAttribute('aria-label'), /Το ρομπότ είναι στο Α1 και κοιτά ανατολικά/);
  assert.equal(await log.count(), 0);
});

test('the run moves on the map at the speed chosen, and stops at once when the program changes', async (t) => {
  const page = await open(t, 'r3', { reducedMotion: 'no-preference' });
  await add(page, 'repeat', 'move');
  await page.locator('input[type=number]').fill('8');
  await page.getByLabel('Ταχύτητα').selectOption('γρήγορα');
  await button(page, 'Εκτέλεση').click();
  await note(page).getByText('Το ρομπότ ξεκίνησε.').waitFor();
  await note(page).getByText('Δουλεύει σε αυτόν τον χάρτη.').waitFor();
  assert.equal(await page.locator('.pekt-robot-log li').count(), 8);
  await page.getByLabel('Ταχύτητα').selectOption('αργά');
  await button(page, 'Εκτέλεση').click();
  await page.locator('.pekt-robot-log li').first().waitFor({ state: 'attached' });
  await add(page, 'left');
  assert.equal(await note(page).count(), 0);
  assert.match(await page.getByRole('img').getAttribute('aria-label'), /Α1/);
});

test('one program in three editors: what one holds the next one shows', async (t) => {
  const page = await open(t, 'r8', { said: 'right' }),
    before = await lines(page);
  await button(page, 'Στην αρχή της δραστηριότητας').waitFor();
  await editor(page, 'text');
  assert.match(await page.locator('.cm-content').textContent(), /def σειρά\(\):.*for i in range\(4\):/);
  await editor(page, 'blocks');
  await page.locator('.blocklyBlockCanvas .blocklyDraggable').nth(16).waitFor();
  await editor(page, 'list');
  assert.deepEqual(await lines(page), before);
  assert.equal(before.length, 17);
  assert.deepEqual(page.seen.errors, []);
});

test('any program goes through real blocks unchanged', async (t) => {
  const page = await open(t, 'all'),
    draw = programs(3),
    drawn = Array.from({ length: 40 }, draw);
  const back = await page.evaluate(async (all) => {
    const { basics } = await import('/static/learner/kit.js'),
      { words } = await import('/activities/robot/words.js'),
      { editor } = await import('/activities/robot/blocks.js');
    const kit = basics({ lang: 'en' }),
      box = document.getElementById('host').shadowRoot.querySelector('.pekt-robot'),
      view = { commands: ['move', 'led', 'def', 'set'], sensors: ['at_goal', 'not'] };
    const files = {
      'blockly/blockly.js': '/static/vendor/blockly/blockly.js',
      fields: '/activities/robot/fields.js',
      blockstate: '/activities/robot/blockstate.js',
    };
    const made = await editor({ kit, view, words: words(kit), changed() {}, vendor: (name) => import(files[name]) });
    box.append(made.node);
    made.shown();
    return all.map((program) => {
      made.write(program);
      return made.read();
    });
  }, drawn);
  assert.deepEqual(back, drawn);
  assert.deepEqual(page.seen.errors, []);
});

test('every place for a new command has a name of its own, and says in which line it is', async (t) => {
  const page = await open(t, 'r7', { said: 'right' });
  await page.getByRole('list', { name: 'Βοήθεια' }).waitFor({ state: 'attached' });
  const places = await page.getByRole('button', { name: /Πρόσθεσε εδώ|Οι νέες εντολές/ }).allTextContents();
  assert.ok(places.includes('Πρόσθεσε εδώ, μέσα στη γραμμή 1'), places.join());
  assert.equal(new Set(places).size, places.length);
});

test('an error in the text is told with its line and costs no attempt', async (t) => {
  const page = await open(t, 'r7');
  await editor(page, 'text');
  await page.locator('.cm-content').click();
  await page.keyboard.insertText('move()\nturnleft()');
  await button(page, 'Εκτέλεση').click();
  await note(page).getByText('Γραμμή 2: δεν ξέρω την εντολή turnleft. Μήπως εννοείς turn_left();').waitFor();
  await button(page, 'Υποβολή').click();
  await page.locator('.pekt-fault').getByText('Γραμμή 2').waitFor();
  await editor(page, 'text');
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('# δική μου λύση\nwhile not at_goal():\n    move()\n    if on_item():\n        pick_up()\n');
  await button(page, 'Υποβολή').click();
  await score(page).getByText('Τα κατάφερες').waitFor();
  assert.deepEqual(page.seen.errors, []);
});

test('a text kept as a draft comes back as text', async (t) => {
  const page = await open(t, 'r7');
  await editor(page, 'text');
  await page.locator('.cm-content').click();
  await page.keyboard.insertText('move()  # ένα');
  await page.reload();
  await page.evaluate(() => window.ready);
  await page.locator('.cm-content').getByText('# ένα').waitFor();
});

test('a command is put into the text by its button', async (t) => {
  const page = await open(t, 'r6', { width: 360 });
  await editor(page, 'text');
  for (const name of [/^while not at_goal/, /^turn_right/]) await page.getByRole('button', { name }).click();
  await button(page, 'Εκτέλεση').click();
  await note(page).getByText('Το πρόγραμμα δεν σταματά ποτέ').waitFor();
  assert.match(await page.locator('.cm-line.failed').textContent(), /while/);
});

test('blocks are added and moved by keys, and Tab leaves them', async (t) => {
  const page = await open(t, 'r4');
  await editor(page, 'blocks');
  await page.locator('.blocklyFlyout .blocklyDraggable').first().waitFor();
  await tab(page, (seen) => seen.label.startsWith('μπροστά'), 'Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await tab(page, (seen) => seen.id === 'end');
  await editor(page, 'list');
  assert.deepEqual(await lines(page), ['Γραμμή 1: μπροστά']);
  assert.deepEqual(page.seen.errors, []);
});

test('Tab leaves the activity from every editor', async (t) => {
  for (const name of ['list', 'text', 'blocks']) {
    const page = await open(t, 'r7');
    if (name !== 'list') await editor(page, name);
    await tab(page, (seen) => seen.id === 'end');
  }
});

test('the command that failed is marked in every editor', async (t) => {
  const page = await open(t, 'r9');
  await button(page, 'Εκτέλεση').click();
  await note(page).getByText('Στη γραμμή 9 χτύπησε σε εμπόδιο.').waitFor();
  assert.match(await page.locator('.failed').textContent(), /Γραμμή 9: μπροστά/);
  await editor(page, 'text');
  await button(page, 'Εκτέλεση').click();
  assert.equal((await page.locator('.cm-line.failed').textContent()).trim(), 'move()');
  await editor(page, 'blocks');
  await button(page, 'Εκτέλεση').click();
  await page.locator('.blocklyWarningIcon, .blocklyIconGroup').first().waitFor();
});

test('solved, but not as asked, is a state of its own', async (t) => {
  const page = await open(t, 'r3', { said: 'many' });
  await page.getByText('Λύθηκε, αλλά γίνεται και καλύτερα.').waitFor();
  await score(page).getByText('Μπορεί όμως να γίνει με 2 εντολές.').waitFor();
  assert.equal(await page.locator('.pekt-robot-parts .wrong').count(), 2);
});

test('the solution is shown in the list and cannot be changed', async (t) => {
  const page = await open(t, 'r2', { said: 'right' });
  await button(page, 'Δείξε τη λύση').click();
  await page.locator('[data-node="6"]').waitFor();
  await page.locator('.pekt-robot-palette').waitFor({ state: 'hidden' });
  await page.keyboard.press('Delete');
  assert.equal((await lines(page)).length, 7);
});

test('the page is light until a library is asked for, and asks no other host, ever', async (t) => {
  const page = await open(t, 'r6');
  await page.waitForLoadState('networkidle');
  const weighed = execFileSync(PYTHON, ['-c', 'from benchmarks.robot import PAGE; print(*PAGE)'], { cwd: ROOT, encoding: 'utf8' });
  // What they weigh as they are shipped, the tests of the wheel say.
  assert.deepEqual(page.seen.loaded.toSorted(), weighed.trim().split(' ').sort());
  await editor(page, 'blocks');
  await page.locator('.blocklyFlyout .blocklyDraggable').first().hover();
  await editor(page, 'text');
  await page.waitForLoadState('networkidle');
  assert.deepEqual(
    [...page.seen.hosts].filter((host) => host !== 'null'),
    [HOME],
  );
});

test('nothing of a hidden map or of the solution is in the page', async (t) => {
  const page = await open(t, 'r6', { said: 'wrong' }),
    html = await (await fetch(page.url())).text();
  assert.ok(html.includes('S...#') && !html.includes('#.....') && !html.includes('S..G') && !html.includes('turn_right'));
});

for (const [level, said, width, scheme] of [
  ['r6', '', 1280, 'light'],
  ['r6', 'wrong', 360, 'light'],
  ['r3', 'many', 360, 'dark'],
  ['r8', 'right', 1280, 'dark'],
  ['all', '', 360, 'light'],
  ['turtle', '', 360, 'dark'],
  ['line', '', 1280, 'light'],
  ['display', '', 360, 'light'],
]) {
  test(`everybody can use it: ${level} ${said} ${width} ${scheme}`, async (t) => {
    const page = await open(t, level, { said, width, scheme });
    if (level === 'all') {
      await add(page, 'repeat', 'if', 'say');
      await page.getByText('Ο χάρτης ως πίνακας').first().click();
    }
    if (said) await page.locator('.pekt-robot-parts').waitFor();
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(page.seen.errors, []);
  });
}

for (const [name, scheme] of [
  ['text', 'light'],
  ['text', 'dark'],
  ['blocks', 'light'],
  ['blocks', 'dark'],
]) {
  test(`everybody can use it: ${name} ${scheme}`, async (t) => {
    const page = await open(t, 'r9', { scheme });
    await editor(page, name);
    assert.deepEqual(await axe(page), []);
  });
}
