// The workbench site as a newcomer starts it, with its state in a folder of its own, and a browser to visit it.
import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const PYTHON = process.env.PYTHON ?? `${ROOT}.venv/bin/python`;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** Starts the site, with other courses than the repository's if `courses` names a folder, and what `more` sets; `stop()` ends it and its state. */
export async function startSite({ courses = '', more = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pekt-site-')), port = await freePort();
  writeFileSync(join(folder, 'secret.key'), 'the same in every run, and with it every shuffle');
  const env = { ...process.env, PEKT_VAR: folder, ...(courses && { PEKT_COURSES: courses }), ...more };
  const server = spawn(PYTHON, ['-m', 'pekt_xblocks.workbench', '--port', port], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  await new Promise((ready, fail) => {
    server.stdout.on('data', (data) => { told += data; if (told.includes(`http://127.0.0.1:${port}`)) ready(); });
    server.on('exit', () => fail(new Error(`the site did not start:\n${told}`)));
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const url = `http://127.0.0.1:${port}`;
  return {
    url, browser,
    /** A page whose script errors and failed requests fail the test at its end. */
    async page(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'el-GR', reducedMotion: 'reduce', acceptDownloads: true, ...options });
      const page = await context.newPage();
      page.troubles = [];
      page.on('pageerror', (error) => page.troubles.push(error.message));
      page.on('console', (said) => { if (said.type() === 'error' && !/ERR_INTERNET_DISCONNECTED/.test(said.text())) page.troubles.push(said.text()); });
      page.on('response', (reply) => { if (reply.status() >= 500) page.troubles.push(`${reply.status()} ${reply.url()}`); });
      return page;
    },
    python: (code) => execFileSync(PYTHON, ['-c', code], { cwd: ROOT, env: { ...env, DJANGO_SETTINGS_MODULE: 'pekt_xblocks.workbench.settings' }, encoding: 'utf8' }),
    async stop() {
      await browser.close();
      server.kill('SIGINT');
      await once(server, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a theme can break, since it changes colours alone. */
export const COLOURS = ['color-contrast', 'link-in-text-block'];

/** No WCAG 2.2 A/AA violation on the page as it stands, open shadow roots and frames included. @param {string[]} [only] rules or tags */
export async function accessible(page, where, only = WCAG) {
  for (const frame of page.frames()) {
    if (!await frame.evaluate(() => 'axe' in window)) await frame.evaluate(AXE);
    const { violations } = await frame.evaluate((runOnly) => window.axe.run(document, { runOnly }), only);
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`), [], where);
  }
}
