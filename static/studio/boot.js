/**
 * What Studio calls to open an editor: fetches the editor's modules by the addresses it was given and starts them.
 * A classic script whose one rule is that modules get each other as arguments: hashed addresses are not rewritten in imports.
 */
/** @param {any} runtime @param {any} element @param {any} args */
function PektEditor(runtime, element, args) {
  const host = element.jquery ? element[0] : element;
  const own = Object.keys(args.urls).filter((name) => /^edit(_|$)/.test(name) && !name.endsWith('_css')); // the kind's own fields
  const names = ['form', 'groups', 'lists', 'texts', 'symbols', 'calls', 'unsaved', 'notices', 'tryout', 'importer', 'templates', 'clipboard', 'editor', ...own];
  Promise.all(names.map((name) => import(args.urls[name])))
    .then((found) => Object.fromEntries(found.map((module, i) => [names[i], module])))
    .then((modules) => modules.editor.start({ runtime, element, host, args, modules }))
    .catch((error) => {
      console.error(error);
      const text = args.words['The activity could not be loaded'] ?? 'The activity could not be loaded'; // the editor's own words
      host.textContent = text;
      runtime.notify('error', { title: args.name, message: text });
    });
}
