/**
 * What a teacher wrote and did not save yet, kept in this browser; its one rule: a browser that refuses to keep it is no error.
 *
 * @typedef {{version: string, definition: any, settings: any, at: number}} Draft
 */

/** @param {{block: string, user: string}} whose @param {Storage | undefined} storage */
export function unsaved({ block, user }, storage) {
  const key = `pekt-unsaved:${block}:${user}`;
  /** @template T @param {() => T} act @returns {T | null} */
  const quietly = (act) => { try { return act(); } catch { return null; } };
  return {
    /** @param {Draft} draft */
    keep: (draft) => { quietly(() => storage?.setItem(key, JSON.stringify(draft))); },
    forget: () => { quietly(() => storage?.removeItem(key)); },
    /** The draft, if there is a readable one that differs from what is stored. @param {{definition: any, settings: any}} stored @returns {Draft | null} */
    found(stored) {
      const draft = quietly(() => JSON.parse(storage?.getItem(key) ?? 'null'));
      if (!draft?.definition || !draft.settings) return null;
      return same(draft.definition, stored.definition) && same(draft.settings, stored.settings) ? null : draft;
    },
  };
}

/** Equal as JSON, whatever the order of names. @param {any} one @param {any} two @returns {boolean} */
export function same(one, two) {
  if (Object.is(one, two)) return true;
  if (!one || !two || typeof one !== 'object' || typeof two !== 'object' || Array.isArray(one) !== Array.isArray(two)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(two).length && names.every((name) => name in two && same(one[name], two[name]));
}
