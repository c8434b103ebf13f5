/** Fails where a shipped script or style does not mean the same as its source: both are parsed, only places and blanks may differ. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'acorn';
import * as css from 'css-tree';

const PLACES = ['start', 'end', 'raw'];
const meaning = {
  '.js': (text) => JSON.stringify(parse(text, { ecmaVersion: 'latest', sourceType: 'module' }),
    (key, value) => PLACES.includes(key) && typeof value !== 'object' ? undefined : value),
  '.css': (text) => css.generate(css.parse(text, { parseCustomProperty: true })),
};
const [shipped, source, ...names] = process.argv.slice(2);
const different = names.filter((name) => {
  const [one, other] = [shipped, source].map((folder) => meaning[extname(name)](readFileSync(`${folder}/${name}`, 'utf8')));
  return one !== other;
});
for (const name of different) console.error('differs from its source:', name);
process.exit(different.length ? 1 : 0);
