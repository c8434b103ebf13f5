/** The editor in a real browser without a platform: every address is answered from the repository or by the test itself. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

import { quiz } from '../../js/studio/schemas.js';
import { fresh, view, words as learnerWords } from '../kit/harness.js';

const ROOT = new URL('../../../', import.meta.url);
const SITE = 'http://studio.example';
const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', html: 'text/html' };
/** The modules of a folder by name, with their addresses. */
const modulesIn = (folder) => Object.fromEntries(readdirSync(new URL(folder, ROOT)).filter((file) => /\.js$/.test(file) && file !== 'boot.js')
  .map((file) => [file.replace('.js', ''), `/${folder}${file}`]));
const first = modulesIn('static/studio/');

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

/** Greek words as the catalogue has them. */
function words() {
  const file = fileURLToPath(new URL('conf/locale/parts/studio.el.po', ROOT));
  const found = existsSync(file) ? readFileSync(file, 'utf8').matchAll(/^msgid "((?:[^"\\]|\\.)+)"\nmsgstr "((?:[^"\\]|\\.)*)"/gm) : [];
  return Object.fromEntries([...found].map(([, id, text]) => [JSON.parse(`"${id}"`), JSON.parse(`"${text}"`)]));
}

const option = (id, text, correct = false, feedback = '') => ({ id, text, correct, feedback });
export const definition = {
  intro: 'Διάβασε κάθε **μήνυμα** πριν απαντήσεις.', layout: 'steps', shuffle: false, seconds: 0, picture: '',
  items: [
    { tag: 'single', id: 'q1', prompt: 'Ποιο μήνυμα *δεν* είναι ψάρεμα;', points: 1,
      options: [option('a', 'Το μήνυμα της βιβλιοθήκης', true, 'Δεν ζητά κωδικό.'), option('b', 'Το μήνυμα «Κέρδισες!»'), option('c', 'Το μήνυμα της τράπεζας')] },
    { tag: 'number', id: 'q2', prompt: 'Πόσα σημάδια βρήκες;', points: 1, value: 3, whole: 0, unit: '', hints: ['Κοίτα τη διεύθυνση.'] },
    { tag: 'single', id: 'q3', prompt: 'Τι κάνεις πρώτα όταν ένα μήνυμα σου ζητά τον κωδικό σου και λέει ότι έχεις μόνο δέκα λεπτά;', points: 2,
      options: [option('a', 'Ρωτώ έναν μεγάλο', true), option('b', 'Πατώ τον σύνδεσμο')] },
  ],
};
const settings = {
  fields: { type: 'object', title: 'Ρυθμίσεις', properties: {
    display_name: { type: 'string', title: 'Τίτλος', description: 'Αυτό βλέπουν οι μαθητές πάνω από τη δραστηριότητα.', maxLength: 200, default: '' },
    scored: { type: 'boolean', title: 'Μετρά στον βαθμό', description: 'Όχι: ολοκληρώνεται μόλις απαντηθεί.', default: true },
    max_attempts: { type: 'integer', title: 'Προσπάθειες', minimum: 0, maximum: 100, default: 0 },
    competences: { type: 'string', format: 'competences', title: 'Ικανότητες (DigComp)', default: '' },
    hint_penalty: { type: 'number', title: 'Ποινή για κάθε βοήθεια', default: 0, group: 'rare' } } },
  values: { display_name: 'Ψάρεμα: τι πρόσεξες;', scored: true, max_attempts: 0, competences: '4.1', hint_penalty: 0 },
};
export const loaded = (more = {}) => ({ schema: quiz, definition, settings, faults: [], source: null, version: 'v1', ...more });

const learnerFiles = Object.fromEntries(readdirSync(new URL('static/learner', ROOT)).filter((file) => /\.(js|css)$/.test(file))
  .map((file) => [file.replace('.js', '').replace('.css', '_css'), `/static/learner/${file}`]));

/** What the preview shows: a small view, under the title that stands in the form. */
export const preview = ({ settings: { display_name: name } }) => ({ faults: [], settings_faults: [], solution: { choice: '0' }, args: {
  kind: 'test', key: 'k', user: 'u', lang: 'el', name: name === 'Ψάρεμα: τι πρόσεξες;' ? 'Ψάρεμα ή όχι;' : name, mode: 'preview', view, state: fresh, policy: {},
  words: learnerWords, urls: learnerFiles } });

/**
 * Opens an editor. `handlers` answers calls by name: (data) => reply | {status, ...reply}; what was notified and sent is on `page.told`, `page.sent`.
 */
export async function open({ width = 1280, scheme = 'light', handlers = {}, args = {}, view: shown = '/tests/browser/kit/view.js', context } = {}) {
  const own = context ?? await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce', locale: 'el' });
  const page = await own.newPage();
  page.setDefaultTimeout(10000);
  const state = { page, context: own, sent: [], told: [], errors: [] };
  page.on('pageerror', (error) => state.errors.push(error.message));
  await page.exposeFunction('told', (name, data) => { state.told.push([name, data]); });
  await page.route('**/*', (route) => answer(route, { load_definition: () => loaded(), ...handlers }, state, { shown, ...args }));
  await page.goto(`${SITE}/`);
  await page.locator('.pekt-form .pekt-label, .pekt-notices .pekt-notice').first().waitFor();
  return state;
}

async function answer(route, handlers, state, args) {
  const { pathname } = new URL(route.request().url());
  if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: pageOf(args) });
  if (pathname.startsWith('/handler/')) {
    const name = pathname.split('/')[2];
    const data = route.request().postDataJSON();
    state.sent.push([name, data]);
    if (!handlers[name]) return route.fulfill({ status: 404, json: { error: `no handler ${name}` } });
    const { status = 200, ...reply } = await handlers[name](data);
    return status ? route.fulfill({ status, json: reply }) : route.abort();
  }
  const file = new URL(`.${pathname}`, ROOT);
  if (!existsSync(file)) return route.fulfill({ status: 404, body: '' });
  return route.fulfill({ contentType: TYPES[pathname.split('.').at(-1)] ?? 'text/plain', body: readFileSync(file) });
}

function pageOf({ shown, ...more }) {
  const args = { kind: 'quiz', key: 'block', user: 'person', lang: 'el', name: 'Κουίζ', words: words(),
    first: ['kit_css', 'studio_css', ...Object.keys(first)],
    urls: { ...first, ...modulesIn('static/studio/later/'), studio_css: '/static/studio/studio.css', kit: '/static/learner/kit.js', kit_css: '/static/learner/kit.css',
      view: shown, view_css: null }, ...more };
  return `<!doctype html><html lang="el"><head><meta charset="utf-8"><title>Studio</title><meta name="viewport" content="width=device-width"></head><body style="margin:0">
    <main><h1>Στούντιο</h1><div id="editor"></div></main><script src="/static/studio/boot.js"></script>
    <script>PektEditor({handlerUrl: (element, name) => '/handler/' + name, notify: (name, data) => told(name, data ?? null)},
      document.getElementById('editor'), ${JSON.stringify(args).replaceAll('<', '\\u003c')})</script></body></html>`;
}
