// Opens an activity: fetches its parts at once and hands them on, since hashed files cannot import each other.
// Its one rule: never an empty box.
/** @param {any} runtime @param {any} element @param {any} args */
function PektActivity(runtime, element, args) {
  const box = element[0] ?? element, host = box.querySelector('.pekt-activity') ?? box, { urls } = args;
  const sheet = (/** @type {string} */ url) => url && (PektActivity.sheets[url] ??=
    fetch(url).then((r) => r.text()).then((text) => new CSSStyleSheet().replace(text)).catch(() => { delete PektActivity.sheets[url]; return []; }));
  const t = (/** @type {string} */ message) => args.words?.[message] ?? message;
  return Promise.all([import(urls.kit), import(urls.view), sheet(urls.kit_css), sheet(urls.view_css)])
    .then(([kit, { mount }, ...css]) => kit.start({ host, args, mount, css, sheet,
      url: (/** @type {string} */ name) => runtime.handlerUrl(element, name) }))
    .catch((error) => {
      console.error(error);
      (host.shadowRoot ?? host).innerHTML = `<p class="pekt" lang="${args.lang}" role="alert">
        ${t('This activity could not be opened. Your work is safe.')} <a href="">${t('Reload the page')}</a></p>`;
    });
}
/** @type {Record<string, Promise<any>>} shared by all activities of the page */
PektActivity.sheets = {};
