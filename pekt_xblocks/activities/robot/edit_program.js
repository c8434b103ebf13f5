// A program in the editor: Python text to type, and the learner's own three editors over it; its one rule: the text is always there to fall back on.

/** @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField */

/** A program that must be there opens in its editors as it comes into sight, one that may be empty waits to be asked. @type {MakeField} */
function code(schema, value, ctx) {
  const { el, t } = ctx;
  const input = ctx.growing(value, 4);
  input.className = 'pekt-code';
  input.spellcheck = false;
  input.autocapitalize = 'off';
  /** @type {any} */ let desk = null;
  const word = el('p', { className: 'pekt-help', role: 'status' });
  const opener = el('button', { type: 'button', className: 'pekt-button', onclick: () => open(true) }, t('Write it with commands or blocks'));
  const body = el('div', { className: 'pekt-robot-program' }, input, el('div', {}, opener), word);
  const field = ctx.labelled(schema, value, { input, body, read: () => (desk ? desk.text() : input.value) });
  // What is typed inside the desk's own shadow root is not yet a change of the program: the desk says when it is.
  body.addEventListener('input', (/** @type {Event} */ event) => event.composedPath()[0] !== event.target && event.stopPropagation());
  ctx.near('commands', () => desk?.refresh());

  async function open(asked = false) {
    if (desk || opener.ariaDisabled === 'true') return;
    opener.ariaDisabled = 'true';
    word.textContent = asked ? t('Opening…') : '';
    try {
      const { desk: make } = await ctx.load('edit_desk');
      const made = await make({ ctx, text: input.value, changed: (/** @type {Element} */ host) => ctx.changed(host) });
      input.hidden = opener.hidden = true;
      body.append(made.node);
      await made.refresh();
      desk = made;
      word.textContent = '';
      if (asked) desk.focus();
    } catch (error) {
      word.textContent = asked && error instanceof Error ? error.message : '';
    }
    opener.ariaDisabled = 'false';
  }
  if (schema.minLength && globalThis.IntersectionObserver) {
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      seen.disconnect();
      open();
    });
    seen.observe(body);
  }
  return {
    ...field,
    read: () => (desk?.settle(), field.read()),
    focus: () => (desk ? desk.focus() : input.focus()),
    /** Shows what the program does on a map. @param {number} map */
    watch: async (map) => {
      await open(true);
      desk?.watch(map);
    },
  };
}

export const kinds = { code };
