/** A page for the editor's modules in jsdom, and the modules put together as the editor does it. */
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>', { url: 'https://studio.example/' });
for (const name of ['document', 'Event', 'KeyboardEvent', 'HTMLElement', 'HTMLDetailsElement', 'CSSStyleSheet', 'location']) globalThis[name] = window[name];
globalThis.addEventListener ??= window.addEventListener.bind(window);

export const names = ['form', 'groups', 'lists', 'texts', 'symbols', 'calls', 'unsaved', 'notices', 'tryout', 'importer', 'templates', 'picker', 'clipboard', 'later', 'editor'];
const later = ['tryout', 'importer', 'templates', 'picker'];
const found = await Promise.all(names.map((name) => import(`../../../static/studio/${later.includes(name) ? 'later/' : ''}${name}.js`)));
export const modules = Object.fromEntries(names.map((name, i) => [name, found[i]]));
export { window };

/** A context with every field kind there is. */
export function context(more = {}) {
  const { form, groups, lists, texts, symbols } = modules;
  return form.context({ lang: 'el', kinds: { ...groups.kinds, ...lists.kinds, ...texts.kinds, ...more.kinds }, icon: symbols.icon, picture: symbols.picture,
    load: async (name) => modules[name], ...more.given });
}

/** A field in the page. */
export function shown(schema, value, more) {
  const ctx = context(more);
  const field = ctx.field(schema, value, ctx);
  document.body.replaceChildren(field.node);
  return field;
}

/** Types into a control as a person does. */
export function type(input, text) {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export const button = (node, words) => [...node.querySelectorAll('button')].find((b) => b.textContent === words);
