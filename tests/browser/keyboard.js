// A person with a keyboard alone: Tab to something, press, choose, write; through open shadow roots.
import assert from 'node:assert/strict';

/** What has the focus. @param {import('playwright-core').Page} page */
export const focused = (page) => page.evaluateHandle(() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e;
});

/** How a person would tell it. */
export const told = async (page) => (await focused(page)).evaluate((e) => ({
  tag: e.localName, type: e.type, checked: e.checked, text: (e.closest?.('label') ?? e).textContent?.trim().replace(/\s+/g, ' ') ?? '', name: e.ariaLabel ?? '',
  group: e.closest?.('fieldset')?.textContent ?? '', picked: e.selectedOptions?.[0]?.text,
}));

/** Tabs on until `wanted` is told. */
export async function tabTo(page, wanted, most = 150, key = 'Tab') {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press(key);
    const seen = await told(page);
    if (wanted(seen)) return seen;
  }
  return assert.fail(`${key} never comes to ${wanted}`);
}

/** Presses a button of the next row of buttons: Tab to the row's one stop, arrows within it. */
export async function pressInRow(page, text, key = 'Tab') {
  for (let i = 0; i < 60 && !(await (await focused(page)).evaluate((e) => e.matches('.pekt-tools > *'))); i++) await page.keyboard.press(key);
  for (let i = 0; i < 6 && (await told(page)).text !== text; i++) await page.keyboard.press('ArrowRight');
  assert.equal((await told(page)).text, text);
  await page.keyboard.press('Enter');
}

/** Tabs back until `wanted` is told. */
export const tabBack = (page, wanted) => tabTo(page, wanted, 150, 'Shift+Tab');

/** Presses the link or button that says `text`. */
export async function press(page, text, tag = '') {
  await tabTo(page, (seen) => (tag ? seen.tag === tag : ['a', 'button'].includes(seen.tag)) && seen.text.includes(text));
  await page.keyboard.press('Enter');
}

/** Chooses the radio labelled `text` among those that come next. */
export async function choose(page, text) {
  await tabTo(page, ({ type }) => type === 'radio');
  await page.keyboard.press('Space');
  for (let i = 0; i < 12 && (await told(page)).text !== text; i++) await page.keyboard.press('ArrowDown');
  assert.equal((await told(page)).text, text);
}

export async function tick(page, text) {
  await tabTo(page, (seen) => seen.type === 'checkbox' && seen.text === text);
  await page.keyboard.press('Space');
}

/** Picks an option of the select whose label begins with `label`. */
export async function pick(page, label, option) {
  await tabTo(page, ({ tag, text, name }) => tag === 'select' && (name === label || text.startsWith(label)));
  await page.keyboard.press('Home');
  for (let i = 0; i < 12 && (await told(page)).picked !== option; i++) await page.keyboard.press('ArrowDown');
  assert.equal((await told(page)).picked, option);
}

export async function write(page, text) {
  await tabTo(page, ({ tag, type }) => tag === 'textarea' || (tag === 'input' && !['radio', 'checkbox'].includes(type)));
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
