// Blockly for use inside an open shadow root, in Greek and with nothing from another host.
import * as Blockly from 'blockly/core';
import el from 'pekt:blockly-messages';

export { Blockly };
/** Pictures and cursors, beside this file; an empty address would mean Blockly's own host. */
export const media = new URL('./media/', import.meta.url).href;

/** @param {string} language `el`, or anything else for the English that Blockly's core holds in `en` */
export function speak(language) {
  Blockly.setLocale(language === 'en' ? el.en : el.el);
}

// Blockly's toast counts in rem, the page's unit, not ours; injected before ours, so equal weight is enough.
const CSS =
  '.blocklyToast{font:16px/1.4 sans-serif;padding:12px;gap:12px;right:12px;bottom:12px !important;border-radius:8px;transition:none}' +
  '.blocklyToast .blocklyToastMessage{max-width:16em}.blocklyToast .blocklyToastCloseButton{padding:10px}';

/** Injects an editor into a box inside an open shadow root. @returns {[workspace, stop]} */
export function inject(box, options) {
  const root = box.getRootNode();
  // Focus moves within a shadow root never reach the window, where Blockly listens.
  const forward = (event) => {
    if (event.relatedTarget instanceof Node && root.contains(event.relatedTarget))
      window.dispatchEvent(new FocusEvent('focusin', { relatedTarget: event.relatedTarget }));
  };
  measureOutsideThePage();
  const workspace = Blockly.inject(box, { renderer: 'zelos', sounds: false, media, ...options });
  if (root instanceof ShadowRoot) {
    root.addEventListener('focusin', forward);
    box.append(Object.assign(document.createElement('style'), { textContent: CSS }));
    // Made in <body> before the first editor exists, where our style sheet does not reach; Blockly moves and shows them itself.
    for (const stray of document.querySelectorAll('body > .blocklyDropDownDiv, body > .blocklyTooltipDiv, body > .blocklyWidgetDiv'))
      stray.style.display = 'none';
  }
  return [
    workspace,
    () => {
      root.removeEventListener('focusin', forward);
      workspace.dispose();
    },
  ];
}

/** Makes Blockly create its measuring canvas now, and frees it from the page's letter-spacing and from layout. */
function measureOutsideThePage() {
  if (document.querySelector('.blocklyComputeCanvas')) return;
  const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  text.textContent = 'α';
  Blockly.utils.dom.getFastTextWidth(text, 12, 'normal', 'sans-serif');
  const canvas = document.querySelector('.blocklyComputeCanvas');
  if (canvas) canvas.style.cssText = 'all: initial !important; display: none !important';
}
