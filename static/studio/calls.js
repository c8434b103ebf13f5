/** Calls to the block's handlers; its one rule: whatever goes wrong comes back as a status and words, never as an exception. */

/**
 * @param {{handlerUrl: (element: any, name: string) => string}} runtime @param {any} element as the platform gave it
 * @param {(message: string) => string} t
 * @returns {(name: string, data: unknown) => Promise<{status: number, data: any}>} status 0 where the network failed
 */
export function calls(runtime, element, t) {
  return async (name, data) => {
    const headers = { 'Content-Type': 'application/json', ...token() };
    try {
      const reply = await fetch(runtime.handlerUrl(element, name), { method: 'POST', credentials: 'same-origin', headers, body: JSON.stringify(data) });
      return await readable(reply, t);
    } catch {
      return { status: 0, data: { error: t('There is no connection. What you wrote stays here: try again in a while.') } };
    }
  };
}

/** @type {Record<string, number>} addresses of modules by how often they failed: a browser may remember a failure as long as the page lives */
const lost = {};

/** The module at an address; one that did not come is asked for again by the next call. @param {string} url @returns {Promise<any>} */
export const bring = (url) => import(lost[url] ? `${url}#${lost[url]}` : url).catch((error) => { lost[url] = (lost[url] ?? 0) + 1; throw error; });

/**
 * The course's files, by the block's handlers.
 * @param {(name: string, data: unknown) => Promise<{status: number, data: any}>} call @returns {import('./studio.d.ts').CourseFiles}
 */
export const courseFiles = (call) => ({
  encoded,
  list: async () => ({ files: null, limit: null, ...(await call('list_media', {})).data }),
  async add(name, file) {
    const base64 = await encoded(file).catch(() => '');
    const { status, data } = await call('add_media', { name, base64 });
    return status === 200 ? data : { fault: data.error };
  },
});

/** A file's bytes as base64. @param {File} file @returns {Promise<string>} */
const encoded = (file) => new Promise((done, fail) => {
  const reader = new FileReader();
  reader.onload = () => done(String(reader.result).replace(/^[^,]*,?/, ''));
  reader.onerror = () => fail(reader.error);
  reader.readAsDataURL(file);
});

/** @param {Response} reply @param {(message: string) => string} t */
async function readable(reply, t) {
  const json = reply.headers.get('Content-Type')?.includes('json') ? await reply.json().catch(() => null) : null;
  if (json && (reply.ok || json.error)) return { status: reply.status, data: json };
  // A page instead of JSON, or a refusal without words: the platform's login has run out.
  const out = reply.ok || reply.status === 401 || reply.status === 403;
  return { status: reply.ok ? 401 : reply.status, data: { error: out
    ? t('Your login has run out. Log in again in another tab, come back here and save: what you wrote stays here.')
    : t('The site could not do this now. What you wrote stays here: try again in a while.') } };
}

/** Django's token against forged requests, where the site uses one. @returns {Record<string, string>} */
function token() {
  const found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
  return found?.[1] ? { 'X-CSRFToken': decodeURIComponent(found[1]) } : {};
}
