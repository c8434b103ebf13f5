// Takes the pictures of README and docs from the running site: `make pictures`; look at them before you commit them.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { PYTHON, ROOT, startSite } from '../tests/browser/site.js';

const OUT = `${ROOT}docs/pictures/`, COURSE = 'courses/course-v1:PEKTPE+phishing+base/';
mkdirSync(OUT, { recursive: true });

// What three learners have done before the pictures are taken: everything, half, a little.
const DONE = `
import json, django; django.setup()
from django.contrib.auth.models import User
from webob import Request
from pekt_xblocks.workbench.models import Element
from pekt_xblocks.workbench.platform import learner_block
leaves = [e for e in Element.objects.filter(block_type__startswith="pekt_").order_by("id")]
for name, share in (("daphne", 1), ("aris", .5), ("efterpi", .2)):
    for element in leaves[:max(1, round(share * len(leaves)))]:
        block = learner_block(User.objects.get(username=name), element.usage_key)
        response = block.activity.correct_response().model_dump(mode="json")
        block.handle("submit", Request.blank("/", method="POST", body=json.dumps({"submission_id": "p", "response": response}).encode()))
        block.save()
`;

const site = await startSite();
site.python(DONE);

/** @param {string} name @param {string} person @param {string} path @param {(page: import('playwright-core').Page) => Promise<void>} act */
async function picture(name, person, path, act = async () => {}, size = { width: 1120, height: 840 }) {
  const page = await site.page({ viewport: size });
  await page.goto(`${site.url}/people/`);
  await page.getByRole('button', { name: person }).click();
  await page.goto(`${site.url}/${path}`);
  await act(page);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(400); // pictures and the preview settle
  await page.screenshot({ path: `${OUT}${name}.png`, animations: 'disabled' });
  await page.context().close();
}

await picture('learner', 'Νεφέλη', `${COURSE}unit/guess/`, async (page) => {
  await page.getByText('Κάποιος προσπαθεί να την ξεγελάσει').click();
  await page.getByRole('button', { name: 'Υποβολή' }).click();
  await page.locator('.pekt-result').waitFor();
}, { width: 1120, height: 1120 });
await picture('inbox', 'Νεφέλη', `${COURSE}unit/inbox_page/`, async (page) => {
  await page.getByRole('button', { name: 'Αγαπητέ πελάτη,', exact: true }).click();
  await page.getByRole('button', { name: 'Δες πού οδηγεί' }).first().click();
}, { width: 1120, height: 1120 });
await picture('teacher', 'Παπαγιάννη', 'edit/block-v1:PEKTPE+phishing+base+type@pekt_quiz+block@explain_quiz/', async (page) => {
  await page.frameLocator('iframe').first().getByRole('button', { name: /Ποια πρόταση/ }).first().click();
}, { width: 1280, height: 960 });
await picture('hub', 'Βλάχου', 'hub/', undefined, { width: 1280, height: 840 });
await site.stop();
// Few colours: a picture of a page loses nothing that one sees, and a phone loads it quickly.
execFileSync(PYTHON, ['-c', `
from pathlib import Path
from PIL import Image
for path in Path('docs/pictures').glob('*.png'):
    Image.open(path).convert('RGB').quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)`], { cwd: ROOT });
