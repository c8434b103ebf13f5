// The element that has focus, looked for through open shadow roots: document.activeElement stops at the host, and Blockly asks only that.
const page = globalThis.document; // through a variable: esbuild's define rewrites the plain name in this file too
export const deepFocus = {
  get activeElement() {
    let found = page.activeElement;
    while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    return found;
  },
};
