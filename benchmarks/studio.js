/** How long an editor takes to stand there in Chromium: a quiz of forty items beside a form of one field; called by `benchmarks/studio.py`. */
import { browser, definition, loaded, open } from '../tests/browser/studio/harness.js';

const ROUNDS = 15;
const forty = { ...definition, items: Array.from({ length: 40 }, (_, n) => ({ ...definition.items[n % 3], id: `q${n}` })) };
const bare = { schema: { type: 'object', properties: { intro: { type: 'string', title: 'Κείμενο', default: '' } } }, definition: { intro: 'ένα' } };

const pageOf = (more) => open({ width: 800, handlers: { load_definition: () => loaded(more), preview_definition: () => ({ faults: [] }) } });

/** Milliseconds from asking for the page to the first picture of its form; no preview, for which there is no room. */
async function opening({ page }) {
  await page.bringToFront();
  await page.reload({ waitUntil: 'commit' });
  return page.evaluate(() => new Promise((done) => {
    const look = () => (document.querySelector('#editor')?.shadowRoot?.querySelector('.pekt-form .pekt-label')
      ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : requestAnimationFrame(look));
    look();
  }));
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const [one, many] = [await pageOf(bare), await pageOf({ definition: forty })];
const times = { bare: [], forty: [] };
for (let round = 0; round < ROUNDS; round += 1) { // in turns, so that a busy machine is busy for both
  times.bare.push(await opening(one));
  times.forty.push(await opening(many));
}
console.log(JSON.stringify({ bare: median(times.bare), forty: median(times.forty) }));
await browser.close();
