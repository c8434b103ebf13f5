// Takes the pictures of README and docs from the running site: `make pictures`; look at them before you commit them.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { PYTHON, ROOT, startSite } from '../tests/browser/site.js';

const OUT = `${ROOT}docs/pictures/`, COURSE = 'courses/course-v1:PEKTPE+phishing+base/';
const QUIZ = 'edit/block-v1:PEKTPE+phishing+base+type@pekt_quiz+block@explain_quiz/';
const PHONE = { width: 390, height: 844 };

// What people have done before the pictures are taken: shares of the module, and one quiz with a wrong first answer.
const DONE = `
import json, django; django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from webob import Request
from pekt_xblocks.workbench import events, keys
from pekt_xblocks.workbench.models import Element
from pekt_xblocks.workbench.platform import learner_block

def submit(name, element, wrong=False):
    block = learner_block(User.objects.get(username=name), element.usage_key)
    response = block.activity.correct_response().model_dump(mode="json")
    if wrong:
        first = block.activity.learner_view("")["items"][0]
        response["items"][first["id"]] = next(o["id"] for o in first["options"] if o["id"] != response["items"][first["id"]])
    block.handle("submit", Request.blank("/", method="POST", body=json.dumps({"submission_id": "p", "response": response}).encode()))
    block.save()

call_command("demo_year", verbosity=0)
units = [unit for section in Element.objects.filter(block_type="chapter").order_by("position")
         for part in section.children.order_by("position") for unit in part.children.order_by("position")]
leaves = [leaf for unit in units for leaf in unit.children.order_by("position")]
for name, share in (("daphne", 1), ("aris", .6), ("efterpi", .3)):
    for leaf in leaves[:round(share * len(leaves))]:
        if leaf.block_type.startswith("pekt_"):
            submit(name, leaf)
        else:
            events.complete(User.objects.get(username=name), keys.usage_key(leaf.usage_key), 1.0)
for leaf in leaves:     # what only a hub can witness
    if leaf.block_type in ("pekt_checkin", "pekt_practical"):
        events.complete(User.objects.get(username="daphne"), keys.usage_key(leaf.usage_key), 1.0)
submit("nefeli", next(leaf for leaf in leaves if leaf.url_name == "explain_quiz"), wrong=True)
`;

// `node tools/pictures.js build` takes only those whose names begin so.
const only = process.argv[2] ?? '', /** @type {string[]} */ taken = [];
const site = await startSite();
mkdirSync(`${OUT}gallery`, { recursive: true });
site.python(DONE);

/**
 * @param {string} name of the file
 * @param {string} person who looks, by a part of the name
 * @param {{size?: {width: number, height: number}, act?: (page: import('playwright-core').Page) => Promise<unknown>, top?: string,
 *   dark?: boolean}} how what is done first, and what stands at the picture's top
 */
async function picture(name, person, path, { size = { width: 1120, height: 900 }, act, top, dark = false } = {}) {
  if (!name.startsWith(only)) return;
  taken.push(`${name}.png`);
  const page = await site.page({ viewport: size, isMobile: size === PHONE, colorScheme: dark ? 'dark' : 'light' });
  await page.goto(`${site.url}/people/`);
  await page.getByRole('button', { name: person }).click();
  await page.goto(`${site.url}/${path}`);
  await page.waitForLoadState('networkidle');
  await act?.(page);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.activeElement?.blur());
  const start = top ? await page.locator(top).first().evaluate((node) => node.getBoundingClientRect().top + scrollY - 16) : 0;
  await page.evaluate((y) => scrollTo(0, y), start);
  await page.screenshot({ path: `${OUT}${name}.png`, animations: 'disabled' });
  await page.context().close();
}

/** The editor, once its form and its preview stand there. */
async function editor(page) {
  const frame = page.frameLocator('iframe').first();
  await frame.locator('.pekt-choice').first().waitFor();
  return frame;
}

await picture('learner', 'Νεφέλη', `${COURSE}unit/explain_what/`, { size: { width: 1120, height: 1120 }, top: 'h1' });
await picture('inbox', 'Νεφέλη', `${COURSE}unit/inbox_page/`, { size: PHONE, top: '.inbox-page:not([hidden])', act: async (page) => {
  await page.getByRole('button', { name: /ΤαχυΔέμα/ }).first().click();
  await page.getByRole('button', { name: 'Αγαπητέ πελάτη,', exact: true }).click();
  await page.getByRole('button', { name: 'Δες πού οδηγεί' }).first().click();
} });
await picture('robot', 'Νεφέλη', 'kit/robot/frame/?state=passed', { size: { width: 900, height: 900 } });
await picture('teacher', 'Παπαγιάννη', QUIZ, { size: { width: 1280, height: 960 }, act: async (page) => {
  await (await editor(page)).getByRole('button', { name: /Ποια πρόταση/ }).first().click();
} });
await picture('faults', 'Παπαγιάννη', QUIZ, { size: { width: 1280, height: 960 }, act: async (page) => {
  const frame = await editor(page);
  await frame.getByRole('button', { name: /Ποια πρόταση/ }).first().click();
  await frame.getByRole('checkbox', { name: 'Είναι σωστή', checked: true }).first().click();
  await frame.getByRole('button', { name: 'Αποθήκευση' }).click();
  await frame.locator('.pekt-notice.wrong h3').first().waitFor();
} });
await picture('hub', 'Βλάχου', 'hub/', { size: { width: 1400, height: 900 } });
await picture('class', 'Παπαγιάννη', 'hub/classes/', { act: async (page) => {
  await page.getByRole('link', { name: /^Γ1 · 92ο/ }).first().click();
  await page.getByRole('button', { name: 'Φτιάξτε κωδικό εγγραφής' }).click();
  await page.locator('svg.qr').waitFor();
} });

// The gallery: each kind before and after, on a phone and on a wide screen, light and dark, as the living pages of /kit show it.
const GALLERY = [['quiz', 'wrong'], ['inbox', 'new'], ['robot', 'passed'], ['checkin', 'new'], ['practical', 'wrong'], ['passport', 'new']];
for (const [kind, state] of GALLERY) {
  const path = `kit/${kind}/frame/?state=${state}`;
  await picture(`gallery/${kind}-phone`, 'Νεφέλη', path, { size: PHONE });
  await picture(`gallery/${kind}-dark`, 'Νεφέλη', path, { size: { width: 1000, height: 844 }, dark: true });
}
await picture('gallery/modules', 'Νεφέλη', '', { size: { width: 1120, height: 844 } });
await picture('gallery/finished', 'Δάφνη', COURSE, { size: { width: 1120, height: 844 } });

// The pages that build a module, last: what they make would stand among the modules of the pictures before.
const BUILDING = { width: 1120, height: 900 };
const built = (/** @type {import('playwright-core').Page} */ page) => page.getByRole('link', { name: /Ασφαλείς κωδικοί/ }).first().click();
await picture('build-start', 'Παπαγιάννη', 'build/', { size: { width: 1120, height: 700 }, act: (page) => page.getByLabel('Τίτλος').first().fill('Ασφαλείς κωδικοί') });
await picture('build', 'Παπαγιάννη', 'build/', { size: BUILDING, top: '.section:nth-of-type(2)', act: async (page) => {
  await page.getByLabel('Τίτλος').first().fill('Ασφαλείς κωδικοί');
  await page.getByRole('button', { name: 'Φτιάξε το μάθημα' }).click();
  await page.getByLabel('Νέο βήμα').nth(1).fill('Δοκίμασε');
  await page.getByRole('button', { name: 'Προσθήκη βήματος' }).nth(1).click();
  await page.locator('.section').nth(1).locator('summary').filter({ hasText: 'Προσθήκη δραστηριότητας' }).last().click();
} });
await picture('build-check', 'Παπαγιάννη', 'build/', { size: BUILDING, act: async (page) => {
  await built(page);
  await page.getByRole('link', { name: 'Έλεγχος του μαθήματος' }).click();
} });
await site.stop();

// Few colours: a picture of a page loses nothing that one sees, and a phone loads it quickly.
execFileSync(PYTHON, ['-c', `
import sys
from PIL import Image
for path in sys.argv[1:]:
    Image.open(path).convert('RGB').quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)`, ...taken], { cwd: OUT });
