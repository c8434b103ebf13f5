/** An activity in a real browser without a platform: every address is answered from the repository or by the test itself. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const ROOT = new URL('../../../', import.meta.url);
const SITE = 'http://localhost:8111'; // never served; a local name is what makes the browser offer locks and random ids
const TYPES = { js: 'text/javascript', css: 'text/css' };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });

/** Greek words as the catalogue has them. */
export const words = Object.fromEntries(
  [
    ...readFileSync(new URL('conf/locale/parts/kit.el.po', ROOT), 'utf8').matchAll(
      /^msgid "((?:[^"\\]|\\.)+)"\nmsgstr "((?:[^"\\]|\\.)*)"/gm,
    ),
  ].map(([, id, text]) => [JSON.parse(`"${id}"`), JSON.parse(`"${text}"`)]),
);

export const view = {
  prompt: 'Ποιο μήνυμα <strong>δεν</strong> είναι ψάρεμα;',
  options: [
    'Το μήνυμα της βιβλιοθήκης: «Το βιβλίο σου είναι έτοιμο.»',
    'Το μήνυμα «Κέρδισες ένα κινητό! Πάτα εδώ.»',
    'Το μήνυμα της τράπεζας που ζητά τον κωδικό σου',
  ],
};
export const steps = ['Διάβασε τη διεύθυνση του αποστολέα', 'Ρώτα κάποιον που εμπιστεύεσαι', 'Δώσε τον κωδικό σου', 'Σβήσε το μήνυμα'].map(
  (html, i) => ({ id: 'abcd'[i], html }),
);
export const fresh = {
  status: 'new',
  attempts: 0,
  left: 3,
  best: null,
  can_solution: false,
  response: null,
  result: null,
  hints: { choice: { open: [], more: 2 } },
};
export const result = (right = true) => ({
  earned: right ? 2 : 0.5,
  possible: 2,
  percent: right ? 100 : 25,
  passed: right,
  note: right ? '' : 'Κοίτα ξανά <strong>ποιος</strong> έγραψε το μήνυμα.',
  facts: null,
  parts: [
    {
      id: 'choice',
      earned: right ? 1 : 0,
      possible: 1,
      code: '',
      note: '',
      marks: [
        {
          at: 'choice',
          right,
          note: right ? 'Η βιβλιοθήκη δεν ζητά κωδικό.' : 'Ένα δώρο που δεν περίμενες είναι συχνό δόλωμα. Κοίτα τον αποστολέα.',
        },
      ],
    },
  ],
});
export const graded = (right = true, more = {}) => ({
  outcome: 'graded',
  status: right ? 'perfect' : 'tried',
  attempts: 1,
  left: 2,
  best: right ? 100 : 25,
  can_solution: right,
  hints: fresh.hints,
  result: result(right),
  ...more,
});

const THEMES = `<style>body { margin: 0; padding: 8px }
  @media (prefers-color-scheme: dark) { body { background: #0b0e12; color: #fff } a { color: #8ab8f5 } }</style>`;

/** The page around the activities: a heading, a link before them and one after. */
function document(args, { html, count, jquery }) {
  const blocks = Array.from({ length: count }, (_, i) => `<div class="block" id="block${i}"></div>`).join('\n');
  return `<!doctype html><html lang="el"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>Ενότητα</title></head><body>${html || THEMES}<main><h1>Ενότητα</h1><h2>Δραστηριότητα</h2>
    <a href="#before" id="before">πριν</a>${blocks}<a href="#after" id="after">μετά</a></main>
    <script src="/static/learner/boot.js"></script><script>
    const runtime = { handlerUrl: (element, name) => '/handler/' + name }, args = ${JSON.stringify(args).replaceAll('<', '\\u003c')};
    window.opened = Promise.all([...document.querySelectorAll('.block')].map((element) =>
      PektActivity(runtime, ${jquery ? '[element]' : 'element'}, structuredClone(args))));
    </script></body></html>`;
}

/**
 * A page with one activity (or several). `handlers` answer by name: a reply, or a function of the request's JSON; `null` cuts the line,
 * a number is a status without a reply. `lose` is a file that never arrives; `page` replaces the page's own style.
 */
export async function open(
  browser,
  {
    args = {},
    handlers = {},
    width = 360,
    dark = false,
    page: html = '',
    count = 1,
    context: given,
    lose = '',
    jquery = false,
    wait = true,
    ...more
  } = {},
) {
  const context =
    given ??
    (await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: 'el',
      ...more,
    }));
  const page = await context.newPage();
  const seen = { requests: [], errors: [] };
  page.on('pageerror', (error) => seen.errors.push(error.message));
  const all = {
    kind: 'test',
    key: 'k1',
    user: 'u1',
    lang: 'el',
    name: 'Ψάρεμα ή όχι;',
    mode: 'learner',
    view,
    state: fresh,
    policy: {},
    words,
    urls: {
      kit: '/static/learner/kit.js',
      kit_css: '/static/learner/kit.css',
      reorder: '/static/learner/reorder.js',
      reorder_css: '/static/learner/reorder.css',
      feedback: '/static/learner/feedback.js',
      feedback_css: '/static/learner/feedback.css',
      view: '/tests/browser/kit/view.js',
      view_css: null,
    },
    ...args,
  };
  const body = document(all, { html, count, jquery });
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url()),
      name = pathname.split('/').pop();
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body });
    if (pathname.startsWith('/handler/')) {
      const sent = route.request().postDataJSON();
      seen.requests.push({ name, sent, headers: route.request().headers() });
      const reply = typeof handlers[name] === 'function' ? await handlers[name](sent) : handlers[name];
      if (reply === null || reply === undefined) return route.abort();
      if (typeof reply === 'number') return route.fulfill({ status: reply, body: '<html>' });
      return route.fulfill({ status: reply.error ? 400 : 200, contentType: 'application/json', body: JSON.stringify(reply) });
    }
    if (name === lose) return route.abort();
    const file = new URL(`.${pathname}`, ROOT);
    return existsSync(file)
      ? route.fulfill({ contentType: TYPES[name.split('.').pop()] ?? 'text/plain', body: readFileSync(file) })
      : route.fulfill({ status: 404, body: '' });
  });
  await page.goto(SITE);
  if (wait) await page.evaluate(() => window.opened.then(() => undefined));
  return { page, context, seen, handlers, block: page.locator('#block0') };
}

/** What axe finds, as short text; WCAG 2.2 AA and best practice. */
export async function axe(page) {
  await page.evaluate(`${AXE};0`);
  return page.evaluate(async () =>
    (await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map(
      (v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary}`).join(' | ')}`,
    ),
  );
}
