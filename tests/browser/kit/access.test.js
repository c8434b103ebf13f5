/** An activity for everyone: axe, keyboard, pointer, sizes, motion, colours. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { axe, graded, launch, open, steps, view } from './harness.js';
import { STATES, reach } from './states.js';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const name of Object.keys(STATES))
  for (const dark of [false, true]) {
    test(`axe finds nothing: ${name}, ${dark ? 'dark' : 'light'}`, async () => {
      const { page, context, seen } = await reach(browser, name, { dark });
      assert.deepEqual(await axe(page), []);
      assert.deepEqual(seen.errors, []);
      await context.close();
    });
  }

test('Tab leaves from everything that can have the focus, in every state', async () => {
  for (const name of Object.keys(STATES)) {
    const { page, context } = await reach(browser, name);
    const count = await page.evaluate(
      () => document.querySelector('#block0').shadowRoot.querySelectorAll('a[href],button,input,select,textarea,[tabindex]').length,
    );
    for (let i = 0; i < count; i++) {
      const what = await page.evaluate((n) => {
        const node = document.querySelector('#block0').shadowRoot.querySelectorAll('a[href],button,input,select,textarea,[tabindex]')[n];
        node.focus();
        return node.matches(':focus') ? node.outerHTML.slice(0, 80) : '';
      }, i);
      if (!what) continue;
      let left = false;
      for (let press = 0; press <= count && !left; press++) {
        await page.keyboard.press('Tab');
        left = await page.evaluate(() => document.activeElement.id === 'after');
      }
      assert.ok(left, `${name}: Tab never leaves from ${what}`);
    }
    await context.close();
  }
});

test('the whole of it by keyboard: answer, hint, submit, result, again', async () => {
  const { page, context, seen } = await open(browser, {
    handlers: { submit: graded(false), open_hint: { at: 'choice', open: ['Κοίτα.'], more: 0 } },
  });
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent ?? '');
  await page.locator('#before').focus();
  await press('Tab', 'Space', 'ArrowDown', 'Tab');
  assert.equal(await focused(), 'Βοήθεια');
  await press('Enter');
  await page.getByText('Κοίτα.').waitFor();
  await press('Tab');
  await page.keyboard.type('γιατί έτσι');
  await press('Tab', 'Enter');
  await page.getByRole('heading', { name: 'Καλή αρχή. Θέλει λίγο ακόμη.' }).waitFor();
  assert.deepEqual(seen.requests.at(-1).sent.response, { choice: '1', why: 'γιατί έτσι', order: [] });
  assert.equal(await focused(), 'Καλή αρχή. Θέλει λίγο ακόμη.');
  await press('Tab');
  assert.equal(await focused(), 'Ξανά');
  await press('Enter');
  assert.equal(await focused(), 'Ψάρεμα ή όχι;');
  await context.close();
});

test('missing answers take the focus and are read with their control', async () => {
  const { page, context } = await reach(browser, 'incomplete');
  const described = await page.evaluate(() => {
    const root = document.querySelector('#block0').shadowRoot,
      node = root.activeElement;
    return [node.type, root.getElementById(node.getAttribute('aria-describedby')).textContent];
  });
  assert.deepEqual(described, ['radio', 'Διάλεξε μία απάντηση.']);
  await page.getByRole('radio').first().check();
  assert.equal(await page.getByText('Διάλεξε μία απάντηση.').count(), 0);
  assert.equal(await page.getByText('Γράψε γιατί.').count(), 1);
  await context.close();
});

test('steps are ordered by buttons, keys, mouse and touch, and can be left out', async () => {
  const { page, context } = await open(browser, { args: { view: { ...view, steps } }, hasTouch: true });
  const order = () => page.locator('.pekt-reorder:not(.out) li').evaluateAll((rows) => rows.map((row) => row.dataset.id).join(''));
  await page.getByRole('button', { name: `Κάτω: ${steps[0].html}` }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await order(), 'bacd');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  assert.equal(await order(), 'bcda');
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.dataset.act), 'down', 'the focus stays');
  assert.equal(await page.locator('.pekt-hidden[role=status]').textContent(), `${steps[0].html}: θέση 4 από 4`);
  const grip = async (i) => {
    const box = await page.locator('.pekt-reorder:not(.out) .pekt-grip').nth(i).boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  let [from, to] = [await grip(3), await grip(0)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, to.y - 10, { steps: 12 });
  await page.mouse.up();
  assert.equal(await order(), 'abcd');
  [from, to] = [await grip(0), await grip(1)];
  const cdp = await context.newCDPSession(page),
    touch = (type, y) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] });
  await touch('touchStart', from.y);
  for (let y = from.y; y < to.y + 30; y += 10) await touch('touchMove', y);
  await touch('touchEnd');
  assert.equal(await order(), 'bacd');
  await page.getByRole('button', { name: `Δεν χρειάζεται: ${steps[2].html}` }).click();
  assert.equal(await order(), 'bad');
  assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), `Φέρε πίσω: ${steps[2].html}`);
  await page.keyboard.press('Enter');
  assert.equal(await order(), 'badc');
  await context.close();
});

test('whatever can be pressed is 44 px high and wide', async () => {
  for (const name of ['steps', 'passed', 'hint']) {
    const { page, context } = await reach(browser, name, { width: 360 });
    const small = await page.evaluate(() =>
      [...document.querySelector('#block0').shadowRoot.querySelectorAll('button,.pekt-choice,input:not([type=radio])')]
        .filter((node) => {
          const box = node.getBoundingClientRect();
          return box.width && (box.width < 44 || box.height < 44);
        })
        .map((node) => node.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(small, []);
    await context.close();
  }
});

test('motion only for those who want it, and forced colours keep what is chosen visible', async () => {
  const calm = await reach(browser, 'passed'),
    lively = await reach(browser, 'passed', { reducedMotion: 'no-preference' });
  const names = ({ page }) =>
    page.evaluate(() => {
      const root = document.querySelector('#block0').shadowRoot,
        result = root.querySelector('.pekt-result');
      return [getComputedStyle(result, '::after').animationName, getComputedStyle(root.querySelector('.pekt-bar span')).animationName];
    });
  assert.deepEqual(await names(calm), ['none', 'none']);
  assert.deepEqual(await names(lively), ['burst', 'grow']);
  const forced = await reach(browser, 'wrong', { forcedColors: 'active' });
  assert.equal(
    await forced.page
      .locator('.pekt-choice')
      .nth(1)
      .evaluate((node) => getComputedStyle(node).outlineStyle),
    'solid',
  );
  for (const { context } of [calm, lively, forced]) await context.close();
});

test('printed: answers and marks, no buttons', async () => {
  const { page, context } = await reach(browser, 'wrong');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByText('Το μήνυμα της βιβλιοθήκης').isVisible(), true);
  assert.equal(await page.getByRole('button').count(), 0);
  await context.close();
});

test('colours: text 4.5 : 1, parts 3 : 1, in both themes', () => {
  const css = readFileSync(new URL('../../../static/learner/kit.css', import.meta.url), 'utf8');
  const themes = [...css.matchAll(/\.pekt \{([^}]*--pekt-ink[^}]*)\}/g)].map(([, body]) =>
    Object.fromEntries([...body.matchAll(/--pekt-([\w-]+): (#[0-9a-f]{3,6})/g)].map(([, name, hex]) => [name, hex])),
  );
  const light = (hex) => {
    const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
    const [r, g, b] = [1, 3, 5]
      .map((i) => parseInt(full.slice(i, i + 2), 16) / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  assert.equal(themes.length, 2);
  for (const theme of themes) {
    assert.equal(Object.keys(theme).length, 16);
    const pairs = [['on-accent', 'accent', 4.5]];
    for (const paper of ['paper', 'raised']) {
      for (const ink of ['ink', 'soft', 'accent', 'right', 'wrong', 'warn']) pairs.push([ink, paper, 4.5]);
      for (const part of ['line', 'focus']) pairs.push([part, paper, 3]);
    }
    for (const tone of ['accent', 'right', 'wrong', 'warn'])
      pairs.push([tone, `${tone}-soft`, 4.5], ['ink', `${tone}-soft`, 4.5], ['focus', `${tone}-soft`, 3]);
    for (const [a, b, least] of pairs)
      assert.ok(contrast(theme[a], theme[b]) >= least, `${a} on ${b}: ${contrast(theme[a], theme[b]).toFixed(2)}`);
  }
});
