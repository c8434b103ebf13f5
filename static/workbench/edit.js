// The page around an editor: as tall as the editor needs, back to the unit once it is saved or given up, its errors in words.
(() => {
  'use strict';
  const frame = document.getElementById('editor');
  const state = document.getElementById('editor-state');
  const error = document.getElementById('editor-error');

  const show = (element, text) => { element.textContent = text; element.hidden = !text; };
  const back = () => {
    const [path, part] = frame.dataset.back.split('#');
    // The page may be in the browser's own memory: ask for it afresh.
    window.location.assign(`${path}?saved=${Date.now()}${part ? `#${part}` : ''}`);
  };

  const heard = {
    save({ state: step, message } = {}) {
      show(error, '');
      if (step === 'end') back();
      else show(state, message || frame.dataset.saving);
    },
    cancel() { window.location.assign(frame.dataset.back); },
    error({ title, message } = {}) {
      show(state, '');
      show(error, [title, message].filter(Boolean).join(': ') || frame.dataset.failed);
      error.scrollIntoView({ block: 'nearest' });
    },
  };

  window.addEventListener('message', (event) => {
    if (event.origin !== window.location.origin || event.source !== frame.contentWindow) return;
    const { type, eventName, data, payload } = event.data || {};
    if (type === 'plugin.resize' && payload) frame.style.height = `${Math.max(320, Math.ceil(payload.height))}px`;
    if (type === 'xblock-event' && Object.hasOwn(heard, eventName)) heard[eventName](data);
  });
})();
