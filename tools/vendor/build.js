// Builds static/vendor/ from pinned packages: the same bytes every time; `--check` only tells whether the folder holds them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { tables } from './messages.js';

const HERE = dirname(fileURLToPath(import.meta.url)),
  OUT = join(HERE, '../../static/vendor');
const require = createRequire(join(HERE, 'package.json'));
const installed = (name) => join(HERE, 'node_modules', name);
const manifest = (name) => JSON.parse(readFileSync(join(installed(name), 'package.json'), 'utf8'));
// Of Blockly's media only what is fetched with sounds off: the buttons' pictures and the cursors.
const MEDIA = [
  'sprites.svg',
  'handclosed.cur',
  'handdelete.cur',
  'handopen.cur',
  'delete-icon.svg',
  'foldout-icon.svg',
  'resize-handle.svg',
];

const messages = {
  name: 'blockly-messages',
  setup(bundler) {
    bundler.onResolve({ filter: /^pekt:/ }, ({ path }) => ({ path, namespace: 'pekt' }));
    bundler.onLoad({ filter: /./, namespace: 'pekt' }, () => ({
      loader: 'json',
      contents: JSON.stringify(
        tables(join(installed('blockly'), 'blockly_compressed.js'), require('blockly/msg/en'), join(HERE, 'blockly.el.json')),
      ),
    }));
  },
};

/** A library as one ES module, with the packages that went into it. @param {string} name @param {object} options */
async function bundle(name, options) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(HERE, 'src', `${name}.js`)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    metafile: true,
    absWorkingDir: HERE,
    ...options,
  });
  const used = Object.keys(metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []);
  const packages = [...new Set(used)].sort().map((each) => manifest(each));
  const banner = `/* ${packages.map((each) => `${each.name} ${each.version} (${each.license})`).join(', ')}; built by tools/vendor, licences beside it */\n`;
  return { packages, code: Buffer.concat([Buffer.from(banner), outputFiles[0].contents]) };
}

/** Every file of static/vendor/, by path. @returns {Promise<Map<string, Buffer>>} */
async function files() {
  const made = new Map(),
    versions = {};
  const blockly = await bundle('blockly', {
    plugins: [messages],
    define: { 'document.activeElement': 'deepFocus.activeElement' },
    inject: [join(HERE, 'src/deep_focus.js')],
  });
  const codemirror = await bundle('codemirror', {});
  for (const [name, { packages, code }] of Object.entries({ blockly, codemirror })) {
    made.set(`${name}/${name}.js`, code);
    made.set(
      `${name}/LICENSE.txt`,
      Buffer.from(packages.map((each) => `${each.name} ${each.version}\n\n${licence(each.name)}`).join('\n\n----\n\n')),
    );
    versions[name] = {
      packages: Object.fromEntries(packages.map((each) => [each.name, `${each.version} (${each.license})`])),
      bytes: code.length,
      gzip: gzipSync(code, { level: 9 }).length,
      sha256: createHash('sha256').update(code).digest('hex'),
    };
  }
  for (const name of MEDIA) made.set(`blockly/media/${name}`, readFileSync(join(installed('blockly'), 'media', name)));
  made.set('versions.json', Buffer.from(`${JSON.stringify(versions, null, 1)}\n`));
  return made;
}

function licence(name) {
  const path = ['LICENSE', 'LICENSE.txt', 'LICENSE.md'].map((each) => join(installed(name), each)).find(existsSync);
  if (!path) throw new Error(`${name} has no licence file`);
  return readFileSync(path, 'utf8').trim() + '\n';
}

const made = await files(),
  check = process.argv.includes('--check');
if (!check) for (const folder of ['blockly', 'codemirror']) rmSync(join(OUT, folder), { recursive: true, force: true });
const wrong = [];
for (const [path, bytes] of made) {
  const at = join(OUT, path);
  if (check) {
    if (!existsSync(at) || !readFileSync(at).equals(bytes)) wrong.push(path);
  } else {
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, bytes);
  }
}
if (wrong.length) {
  console.error(`static/vendor differs from what tools/vendor builds: ${wrong.join(', ')}`);
  process.exitCode = 1;
} else console.log([...made].map(([path, bytes]) => `${path} ${bytes.length}`).join('\n'));
