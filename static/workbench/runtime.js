// The page's side of the runtime, with the platform's names: starts each block's own script and tells it where its handlers are.
// A block never learns anything else about this site.
(() => {
  'use strict';
  const framed = window.parent !== window;

  /** The element that carries a block's data, from the block's element or anything inside it. */
  const carrier = (element) => (element.jquery ? element[0] : element).closest('[data-handler-base]');

  const runtime = {
    /** The address of a handler, as on the platform. */
    handlerUrl(element, name, suffix = '', query = '') {
      const base = carrier(element).dataset.handlerBase;
      return base + name + (suffix ? `/${suffix}` : '') + (query ? `?${query}` : '');
    },
    /** An editor tells the page around it: save {state}, cancel, error {title, message}. */
    notify(eventName, data) {
      if (framed) window.parent.postMessage({ type: 'xblock-event', eventName, data }, window.location.origin);
      else document.dispatchEvent(new CustomEvent('xblock-event', { detail: { eventName, data } }));
    },
    children: (element) => [...element.querySelectorAll('.xblock-v1')].map((each) => each.xblock).filter(Boolean),
    childMap(element, name) { return this.children(element).find((each) => each.name === name); },
  };

  function start(element) {
    const init = window[element.dataset.init];
    if (typeof init !== 'function') { console.error(`No function ${element.dataset.init} for`, element); return; }
    const args = element.querySelector(':scope > .xblock_json_init_args');
    element.xblock = new init(runtime, element, args ? JSON.parse(args.textContent) : {}) || {};
    Object.assign(element.xblock, { element, name: element.dataset.name });
  }

  function tellHeight() {
    // Braces, not an expression: WebKit makes that a tail call, and the message then seems to come from the page around.
    const tell = () => {
      window.parent.postMessage(
        { type: 'plugin.resize', payload: { height: document.documentElement.offsetHeight, width: document.documentElement.offsetWidth } },
        window.location.origin);
    };
    new ResizeObserver(tell).observe(document.body);
    tell();
  }

  for (const element of document.querySelectorAll('.xblock-v1[data-init]')) start(element);
  // One main deed at a time: to hand in, and once that went well to go on.
  document.addEventListener('pekt-passed', () => document.querySelector('.steps [rel=next]')?.classList.add('primary'));
  if (framed) tellHeight();
})();
