/** The Firefox that Debian ships, as schools run it: its pages answer to what keyboard.js and player.js ask of a page, and to no more. */
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const WHERE = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => path && existsSync(path));
const KEYS = { Space: ' ' };

export async function startFirefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: WHERE, headless: true, defaultViewport: null,
    extraPrefsFirefox: { 'intl.accept_languages': 'el', 'ui.prefersReducedMotion': 1 },
    env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '900' } });
  return {
    /** A page of a person of its own; script errors, errors of the console and failed requests are in `troubles`. */
    async page() {
      const page = await (await browser.createBrowserContext()).newPage();
      const troubles = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (said) => { if (said.type() === 'error') troubles.push(`${said.text()} at ${said.location()?.url}`); });
      page.on('response', (reply) => { if (reply.status() >= 500) troubles.push(`${reply.status()} ${reply.url()}`); });
      return adapted(page, troubles);
    },
    stop: () => browser.close(),
  };
}

/** @param {import('puppeteer-core').Page} page @param {string[]} troubles */
function adapted(page, troubles) {
  const press = async (combination) => {
    const keys = combination.split('+').map((key) => KEYS[key] ?? key), last = keys.pop();
    for (const key of keys) await page.keyboard.down(key);
    await page.keyboard.press(last);
    for (const key of keys.reverse()) await page.keyboard.up(key);
  };
  return {
    troubles,
    goto: (url) => page.goto(url),
    url: () => page.url(),
    evaluate: (...given) => page.evaluate(...given),
    evaluateHandle: (...given) => page.evaluateHandle(...given),
    /** Presses Enter on a link or button that leads to another page. */
    enter: () => Promise.all([page.waitForNavigation(), press('Enter')]),
    keyboard: { press, type: (text) => page.keyboard.type(text) },
    frame: (part) => page.waitForFrame((frame) => frame.url().includes(part)),
    wait: (holds, ...given) => until(() => page.evaluate(holds, ...given), String(holds)),
    locator: (selector) => located(page, selector),
    screenshot: (options) => page.screenshot(options),
    close: () => page.browserContext().close(),
  };
}

/** Asks until it holds. @param {() => Promise<unknown>} holds @param {string} what */
export async function until(holds, what) {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((next) => { setTimeout(next, 50); });
  }
  throw new Error(`never came: ${what}`);
}

/** Elements inside open shadow roots too; `:visible` leaves out what is not drawn. */
function located(page, selector) {
  const all = (act) => page.evaluate((css, does) => {
    const roots = [document, ...[...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)];
    const [outer, inner] = css.split(':visible');
    const drawn = roots.flatMap((root) => [...root.querySelectorAll(outer)]).filter((e) => inner === undefined || e.getClientRects().length);
    const found = inner?.trim() ? drawn.flatMap((e) => [...e.querySelectorAll(inner)]) : drawn;
    if (does === 'focus') found[0].focus();
    return found.map((e) => e.textContent);
  }, selector, act);
  return { allTextContents: () => all('read'), focus: () => all('focus') };
}
