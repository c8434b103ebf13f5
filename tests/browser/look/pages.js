/** What there is to look at, found by walking the site: its pages as each role sees them, every kind of activity in every state. */

const KIT_STATES = /^\/kit\/[\w-]+\/\?state=\w+$/;

/** A page in a language. @param {Awaited<ReturnType<typeof import('../site.js').startSite>>} site */
export async function open(site, { lang = 'el', ...options } = {}) {
  const page = await site.page(options);
  await page.context().addCookies([{ name: 'django_language', value: lang, url: site.url }]);
  return page;
}

/** The roles that somebody on the page of people has, and '' for a visitor without a name. */
export async function roles(site) {
  const page = await open(site);
  await page.goto(`${site.url}/people/`);
  const found = await page.locator('section[aria-labelledby^=role-]').evaluateAll((all) =>
    all.map((each) => each.getAttribute('aria-labelledby').slice('role-'.length)));
  await page.context().close();
  return ['', ...found];
}

export async function become(site, page, role) {
  await page.goto(`${site.url}/people/`);
  if (role) await Promise.all([page.waitForNavigation(), page.locator(`section[aria-labelledby=role-${role}] button`).first().click()]);
}

/** Everything that blocks and editors draw is there. */
export async function drawn(page) {
  await page.waitForLoadState('networkidle');
  for (const frame of page.frames()) {
    await frame.waitForFunction(() => [...document.querySelectorAll('.pekt-activity')].every((each) => each.shadowRoot?.querySelector('h3')));
  }
}

/** The addresses that hold nothing of anybody's: to be seen by everyone, whether a link leads there or not. */
const plain = (site) => JSON.parse(site.python(`
import django, json; django.setup()
from django.urls import get_resolver
def paths(patterns, before=""):
    for each in patterns:
        here = before + str(each.pattern).removeprefix("^")
        if hasattr(each, "url_patterns"):
            yield from paths(each.url_patterns, here)
        elif not set(here) & set("<(.$"):
            yield "/" + here
print(json.dumps(sorted(paths(get_resolver().url_patterns))))`));

/** Two pages are of one shape if their addresses differ only in keys, numbers and names. */
export const shape = (path) => path.replace(/(course|block)-v1:[^/]+|[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
  .replace(/(\/(?:unit|hubs)\/)[^/]+/, '$1*').replace(/^\/kit\/[\w-]+\/\?/, '/kit/*/?').replace(/=[^&]*/g, '=*');

/** The addresses that a person in this page's browser comes to by links, `most` of each shape and all `within`, opened one after the other. */
export async function* walk(site, page, { most = 1, within = '/', start = [...plain(site), '/no-such-page/'] } = {}) {
  const queue = [...start], seen = new Set(), counted = {};
  while (queue.length) {
    const path = queue.shift();
    if (!path.startsWith(within)) continue;
    counted[shape(path)] = (counted[shape(path)] ?? 0) + 1;
    if (seen.has(path) || counted[shape(path)] > most) continue;
    seen.add(path);
    const reply = await page.request.get(site.url + path);
    if (!reply.headers()['content-type']?.startsWith('text/html') || reply.status() === 405) continue;
    await page.goto(site.url + path);
    await drawn(page);
    queue.push(...await page.locator('a[href]').evaluateAll((links) => links.map((each) => new URL(each.href))
      .filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search)));
    yield path;
  }
}

/** `{kind, state, path}` of every activity alone on its page, from what the page of the design language links to. */
export async function kinds(site) {
  const page = await open(site);
  await page.goto(`${site.url}/kit/`);
  const paths = await page.locator('a[href]').evaluateAll((links) => links.map((each) => each.getAttribute('href')));
  await page.context().close();
  return paths.filter((path) => KIT_STATES.test(path)).map((path) => {
    const [, , kind, state] = path.split('/');
    return { kind, state: state.split('=')[1], path: `/kit/${kind}/frame/${state}` };
  });
}

/** The address of an editor for each kind, by kind: what a platform puts into its own page or frame. */
export const editors = (site) => JSON.parse(site.python(`
import django, json; django.setup()
from django.urls import reverse
from pekt_xblocks.workbench.models import Element
found = Element.objects.filter(block_type__startswith="pekt_", parent__block_type="vertical").order_by("-pk")
print(json.dumps({each.block_type[5:]: reverse("frame", args=[each.usage_key]) for each in found}, sort_keys=True))`));

/** An activity alone on its page. @param {{path: string}} what as `kinds` tells it */
export async function openKind(site, page, { path }) {
  await page.goto(site.url + path);
  await page.locator('.pekt-activity .pekt').waitFor();
  await drawn(page);
}

export async function openParts(site, page) {
  await page.goto(`${site.url}/kit/parts/`);
  await page.locator('html[data-ready]').waitFor();
}
