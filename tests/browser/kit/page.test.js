/** An activity in someone else's page: isolation, reflow, many on a page, lost files, weak networks. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PNG } from 'pngjs';
import pixelmatch from 'pixelmatch';

import { graded, launch, open, steps, view, words } from './harness.js';
import { STATES, reach, submit } from './states.js';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('answers survive a cut line and a reload, and arrive once', async () => {
  const given = await open(browser, { handlers: { submit: null } }),
    { page, context, seen, handlers } = given;
  await submit(given);
  await page.getByText('Δεν στάλθηκε ακόμη.').waitFor();
  await page.reload();
  await page.getByText('Δεν στάλθηκε ακόμη.').waitFor();
  assert.equal(await page.getByRole('radio').nth(1).isChecked(), true);
  handlers.submit = graded(true);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByRole('heading', { name: 'Όλα σωστά!' }).waitFor();
  assert.equal(new Set(seen.requests.map((each) => each.sent.submission_id)).size, 1);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});

test('a draft survives a reload', async () => {
  const { page, context } = await open(browser);
  await page.getByRole('radio').nth(2).check();
  await page.getByLabel('Γιατί;').fill('έτσι');
  await page.reload();
  await page.getByText('Αυτό δεν το έχεις στείλει ακόμη.').waitFor();
  assert.equal(await page.getByRole('radio').nth(2).isChecked(), true);
  assert.equal(await page.getByLabel('Γιατί;').inputValue(), 'έτσι');
  await context.close();
});

test('a block is never an empty box: kit, view or styles missing', async () => {
  for (const name of ['kit.js', 'view.js']) {
    const { page, context } = await open(browser, { lose: name, wait: false });
    await page.getByRole('alert').waitFor();
    assert.match(await page.getByRole('alert').textContent(), /Η δραστηριότητα δεν άνοιξε\..*Φόρτωσε ξανά τη σελίδα/s);
    await context.close();
  }
  const { page, context } = await open(browser, { lose: 'kit.css' });
  await page.getByRole('button', { name: 'Υποβολή' }).waitFor();
  await context.close();
});

test('sixty activities on a page share one sheet, and jQuery may wrap the element', async () => {
  const { page, context } = await open(browser, { count: 60, jquery: true });
  assert.equal(await page.getByRole('button', { name: 'Υποβολή' }).count(), 60);
  assert.equal(
    await page.evaluate(
      () =>
        new Set(
          [...document.querySelectorAll('.block')].flatMap((each) =>
            each.shadowRoot.adoptedStyleSheets.filter((sheet) => sheet.cssRules.length > 30),
          ),
        ).size,
    ),
    1,
  );
  await context.close();
});

const HOSTILE = `<style>* { all: unset !important; letter-spacing: 3px !important } :root { font-size: 30px; --pekt-ink: red; --tone: red }
  main { text-transform: uppercase; line-height: 3; direction: rtl; text-align: right }
  button, input, h3, p, svg, path, label { color: red !important; stroke: red !important; padding: 40px !important }
  #block0 { color: red !important; font: 40px serif !important; direction: rtl !important; visibility: hidden;
    display: inline-flex !important }
  [hidden] { display: block !important }
  html, body, main { display: block !important; visibility: visible !important }</style>`;

test('the page cannot reach in: the same picture and the same styles under hostile CSS', async () => {
  const read = async (html) => {
    const { page, context } = await open(browser, {
      page: html,
      width: 700,
      handlers: { submit: graded(false) },
      args: { view: { ...view, steps } },
    });
    await page.getByRole('radio').nth(1).check();
    await page.evaluate(() => {
      document.querySelector('#block0').shadowRoot.querySelector('.pekt').style.cssText =
        'position: absolute; left: 0; top: 3000px; width: 500px; margin: 0';
    });
    const styles = await page.evaluate(() =>
      [...document.querySelector('#block0').shadowRoot.querySelectorAll('*')]
        .map((node) => {
          const style = getComputedStyle(node);
          return [...style]
            .filter((name) => !/^--|origin|perspective/.test(name))
            .map((name) => `${node.tagName}.${node.className.baseVal ?? node.className} ${name}: ${style[name]}`);
        })
        .flat(),
    );
    await page.mouse.move(690, 790); // away from everything that shows a pointer
    const picture = PNG.sync.read(await page.locator('#block0 .pekt').screenshot({ animations: 'disabled', caret: 'hide' }));
    await context.close();
    return { styles, picture };
  };
  const difference = async () => {
    const plain = await read('<style></style>'),
      hostile = await read(HOSTILE);
    assert.deepEqual(
      hostile.styles.filter((style, i) => style !== plain.styles[i]),
      [],
    );
    const { width, height, data } = plain.picture;
    assert.deepEqual([hostile.picture.width, hostile.picture.height], [width, height]);
    return pixelmatch(data, hostile.picture.data, null, width, height, { threshold: 0.1 });
  };
  // A busy machine may draw a corner by other tiles, so that a few pixels differ once; what leaks differs every time.
  let different = await difference();
  for (let more = 2; different && more; more--) different = await difference();
  assert.equal(different, 0);
});

const wide = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('#block0').shadowRoot,
      frame = root.querySelector('.pekt').getBoundingClientRect();
    return [
      document.documentElement.scrollWidth > innerWidth && 'the page scrolls',
      ...[...root.querySelectorAll('.pekt *')]
        .filter((node) => {
          const box = node.getBoundingClientRect();
          return (
            box.width > 1 &&
            (box.right > frame.right + 1 ||
              box.left < frame.left - 1 ||
              (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflow === 'hidden' && box.width > 2))
          );
        })
        .map((node) => node.outerHTML.slice(0, 80)),
    ].filter(Boolean);
  });

const SPACING = `* { line-height: 1.5em !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }`;

const longer = Object.fromEntries(
  Object.entries(words).map(([message, word]) => [message, `${word} ${word.slice(0, Math.ceil(word.length * 0.4))}`]),
);

test('no sideways scrolling at 320 px with words 40 % longer, wide spacing and text of 200 %', async () => {
  for (const name of Object.keys(STATES)) {
    const { page, context } = await reach(browser, name, { width: 320, args: { words: longer } });
    assert.deepEqual(await wide(page), [], name);
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.querySelector('#block0').shadowRoot.adoptedStyleSheets.push(sheet);
    }, SPACING);
    assert.deepEqual(await wide(page), [], `${name}, spacing`);
    await page.evaluate(() => {
      document.querySelector('#block0').shadowRoot.querySelector('.pekt').style.fontSize = '200%';
    });
    assert.deepEqual(await wide(page), [], `${name}, 200 %`);
    await context.close();
  }
});
