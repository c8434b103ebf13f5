/** A phone on a slow line: 400 kbit/s and 300 ms to and fro. What the line itself takes is the point here, so this test looks at a clock. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerQuiz } from '../main_job/player.js';
import { startSite } from '../site.js';

const UNIT = 'courses/course-v1:PEKTPE+phishing+base/unit/explain_what/', BLOCK = 'block-v1:PEKTPE+phishing+base+type@pekt_quiz+block@explain_quiz';
const SLOW = { offline: false, latency: 300, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const USABLE_MS = 3000;

/** @type {Awaited<ReturnType<typeof startSite>>} */ let site;
before(async () => { site = await startSite(); }, { timeout: 120_000 });
after(() => site.stop());

/** A learner on a phone with nothing in its cache, on the slow line. */
async function phone(person) {
  const page = await site.page({ viewport: { width: 360, height: 740 }, isMobile: true });
  await page.goto(`${site.url}/people/`);
  await page.getByRole('button', { name: person }).click();
  await page.waitForLoadState('networkidle');
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.clearBrowserCache');
  await line.send('Network.emulateNetworkConditions', SLOW);
  return { page, line };
}

const first = (page) => page.locator('.pekt-choice input').first();

/** From the navigation until the first quiz can be answered, in ms. */
async function untilUsable() {
  const { page } = await phone('Νεφέλη'), start = performance.now();
  await page.goto(`${site.url}/${UNIT}`, { waitUntil: 'commit' });
  await first(page).check();
  const took = performance.now() - start;
  await page.context().close();
  return took;
}

test('the first quiz can be answered within three seconds', { timeout: 120_000 }, async (t) => {
  let best = Infinity;
  for (let tries = 3; tries && best > USABLE_MS; tries--) best = Math.min(best, await untilUsable()); // a busy machine adds to the line
  t.diagnostic(`${Math.round(best)} ms`);
  assert.ok(best <= USABLE_MS, `${Math.round(best)} ms`);
});

test('what is answered without a line is kept, says so, and arrives once', { timeout: 120_000 }, async () => {
  const { page, line } = await phone('Νεφέλη');
  await page.goto(`${site.url}/${UNIT}`);
  await first(page).waitFor();
  await line.send('Network.emulateNetworkConditions', { ...SLOW, offline: true });
  await answerQuiz(page, JSON.parse(asked('json.dumps(block.activity.model_dump(mode="json"))')));
  await page.getByRole('button', { name: 'Υποβολή' }).click();
  await page.getByText('Δεν στάλθηκε ακόμη').waitFor();
  assert.equal(asked('block.attempts'), '0');
  const next = page.locator('.steps [rel=next]');
  assert.doesNotMatch(await next.getAttribute('class') ?? '', /primary/, 'to hand in is the main deed');
  await line.send('Network.emulateNetworkConditions', SLOW);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.locator('.pekt-result').getByRole('heading').waitFor();
  assert.match(await next.getAttribute('class') ?? '', /primary/, 'then to go on');
  await page.reload();
  await page.locator('.pekt-result').getByText(/100\s*%/).first().waitFor();
  assert.equal(asked('block.attempts'), '1');
  await page.context().close();
});

/** What the server has in the learner's quiz. @param {string} what a Python expression */
const asked = (what) => site.python(`
import json, django; django.setup()
from django.contrib.auth.models import User
from pekt_xblocks.workbench.platform import learner_block
block = learner_block(User.objects.get(username="nefeli"), ${JSON.stringify(BLOCK)})
print(${what})`).trim();
