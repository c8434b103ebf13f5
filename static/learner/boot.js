// What the platform calls to open an activity: fetches its parts by the addresses it was given, all at once; never leaves an empty box.
// Parts get each other as arguments, because hashed static files do not rewrite the addresses inside them.
function PektActivity(runtime, element, args) {
  const host = element[0] ?? element, { urls } = args, texts = (PektActivity.texts ??= {});
  const text = (url) => url && (texts[url] ??= fetch(url).then((r) => (r.ok ? r.text() : ''), () => ''));
  const t = (message) => args.words?.[message] ?? message;
  return Promise.all([import(urls.kit), import(urls.view), text(urls.kit_css), text(urls.view_css)])
    .then(([kit, view, ...css]) => kit.start({ host, args, mount: view.mount, css, text, url: (name) => runtime.handlerUrl(element, name) }))
    .catch((error) => {
      console.error(error);
      const notice = document.createElement('p'), reload = document.createElement('button');
      notice.className = 'pekt';
      notice.setAttribute('role', 'alert');
      notice.append(t('This activity could not be opened. Your work is safe.'), ' ', reload);
      reload.textContent = t('Reload the page');
      reload.onclick = () => location.reload();
      (host.shadowRoot ?? host).replaceChildren(notice);
    });
}
