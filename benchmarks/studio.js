/**
 * How long an editor takes to stand there in Chromium, served as production serves it: addresses with hashes that are kept for good, gzip.
 * Called by `benchmarks/studio.py`, which writes what the block says to its standard input.
 */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const { rounds, static: files, cases, trace } = JSON.parse(readFileSync(0, 'utf8'));
const TYPES = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8', json: 'application/json' };
const PACKAGE = new URL('../pekt_xblocks/', import.meta.url);
const packed = Object.fromEntries(files.map(([address, path]) => [address, gzipSync(readFileSync(new URL(path, PACKAGE)))]));
const told = Object.fromEntries(Object.entries(cases).map(([name, { args, boot, content, loaded }]) => [name, {
  page: gzipSync(`<!doctype html><html lang="el"><head><meta charset="utf-8"><title>Studio</title><meta name="viewport" content="width=device-width"></head>
    <body><main>${content}</main><script src="${boot}"></script><script>
    PektEditor({handlerUrl: (element, handler) => '/${name}/' + handler, notify: () => {}}, document.querySelector('.pekt-editor'), ${JSON.stringify(args).replaceAll('<', '\\u003c')})
    </script></body></html>`),
  loaded: gzipSync(JSON.stringify(loaded)),
}]));

const server = createServer((request, reply) => {
  const [, name, handler] = request.url.split('/'), kept = packed[request.url];
  const body = kept ?? (handler ? told[name]?.loaded : told[name]?.page);
  const type = TYPES[kept ? request.url.split('.').at(-1) : handler ? 'json' : 'html'];
  reply.writeHead(body ? 200 : 404, { 'Content-Type': type ?? 'text/plain', 'Content-Encoding': 'gzip', 'Cache-Control': kept ? 'public, max-age=31536000, immutable' : 'no-store' });
  request.resume();
  reply.end(body);
}).listen(0, '127.0.0.1');
await new Promise((listening) => { server.on('listening', listening); });
const site = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

const page = await browser.newPage({ viewport: { width: 800, height: 900 }, reducedMotion: 'reduce', locale: 'el' });
const network = await page.context().newCDPSession(page);

/** Milliseconds from asking for the page to the first picture of its whole form; no preview, for which there is no room at 800 px. */
async function opening(name) {
  await page.goto(`${site}/${name}`, { waitUntil: 'commit' });
  return page.evaluate(() => new Promise((done) => {
    const look = () => (document.querySelector('.pekt-editor')?.shadowRoot?.querySelector('.pekt-form .pekt-label')
      ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : requestAnimationFrame(look));
    look();
  }));
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, { first: [], again: [] }]));
for (let round = -1; round < rounds; round += 1) { // in turns, so that a busy machine is busy for all; the round before the first warms the browser up
  for (const name of Object.keys(cases)) {
    await page.goto('about:blank');
    await network.send('Network.clearBrowserCache');
    const [first, again] = [await opening(name), await opening(name)];
    if (round >= 0) { times[name].first.push(first); times[name].again.push(again); }
  }
}
if (trace) {
  await browser.startTracing(page, { path: trace });
  await opening('forty');
  await browser.stopTracing();
}
console.log(JSON.stringify(Object.fromEntries(Object.entries(times).map(([name, { first, again }]) => [name, { first: median(first), again: median(again) }]))));
await browser.close();
server.close();
