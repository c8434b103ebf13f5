/**
 * What Studio calls to open an editor: fetches the editor's modules by the addresses it was given and starts them.
 * A classic script whose one rule is that modules get each other as arguments: hashed addresses are not rewritten in imports.
 */
/** @param {any} runtime @param {any} element @param {any} args */
function PektEditor(runtime, element, args) {
  const host = element.jquery ? element[0] : element;
  const { urls, words } = args;
  const [styles, names] = [true, false].map((css) => args.first.filter((/** @type {string} */ name) => name.endsWith('_css') === css));
  // Files, styles and the definition are asked for at once: on a slow network each turn costs more than its bytes.
  const call = import(urls.calls).then(({ calls }) => calls(runtime, element, (/** @type {string} */ message) => words[message] ?? message));
  const found = names.map((/** @type {string} */ name) => import(urls[name]));
  const loading = call.then((ask) => ask('load_definition', {}));
  const sheets = styles.map((/** @type {string} */ name) => PektEditor.sheet(urls[name]));
  Promise.all([call, Promise.all(found), Promise.all(sheets)])
    .then(([call, found, sheets]) => {
      const modules = Object.fromEntries(found.map((/** @type {any} */ module, /** @type {number} */ i) => [names[i], module]));
      return modules.editor.start({ runtime, host, args, modules, call, loading, sheets, sheet: PektEditor.sheet });
    })
    .catch((error) => {
      console.error(error);
      const text = words['The activity could not be loaded'] ?? 'The activity could not be loaded'; // the editor's own words
      host.textContent = text;
      runtime.notify('error', { title: args.name, message: text });
    });
}

/** @type {Record<string, Promise<CSSStyleSheet>>} */
PektEditor.sheets = {};

/** The styles at an address, fetched once; nothing where there are none. @param {string} [url] */
PektEditor.sheet = (url) => url && (PektEditor.sheets[url] ??= fetch(url).then((reply) => reply.text()).then((text) => new CSSStyleSheet().replace(text))
  .catch((error) => { delete PektEditor.sheets[url]; throw error; }));
