// Blockly's own words: those its core says, each with its Greek; a key without Greek stops the build.
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(path, 'utf8');

/** The messages that a Blockly source names, sorted: its compiled core renames the table, never the keys. @param {string} source @param {Iterable<string>} known */
export function keysIn(source, known) {
  const named = new Set(source.match(/[A-Z][A-Z0-9_]{2,}/g));
  return [...known].filter((key) => named.has(key)).sort();
}

/** What is wrong with a Greek table: missing keys, placeholders lost. @param {string[]} keys @param {Record<string, string>} en @param {Record<string, string>} el */
export function faults(keys, en, el) {
  const holes = (text) => [...(text ?? '').matchAll(/%\d/g)].map(String).sort().join();
  return keys.flatMap((key) => {
    if (el[key] === undefined) return [`${key}: no Greek for ${JSON.stringify(en[key])}`];
    return holes(en[key]) === holes(el[key]) ? [] : [`${key}: other placeholders than ${JSON.stringify(en[key])}`];
  });
}

/** Both tables for a core. @param {string} core @param {Record<string, string>} en @param {string} greek the path of our Greek table */
export function tables(core, en, greek) {
  const el = JSON.parse(read(greek)),
    keys = keysIn(read(core), Object.keys(en)),
    wrong = faults(keys, en, el);
  if (wrong.length) throw new Error(`Greek messages of Blockly:\n${wrong.join('\n')}`);
  const some = (table) => Object.fromEntries(keys.map((key) => [key, table[key]]));
  return { en: some(en), el: some(el) };
}
