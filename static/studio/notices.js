/**
 * What stands above the form: one notice with its buttons, and the list of what has to be mended; never a dialog, always in the page's flow.
 *
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {{at: (string|number)[], text: string, where?: string, headline?: string}} Fault `headline` says it all in one sentence
 */

/** @param {Context} ctx */
export function notices(ctx) {
  const node = ctx.el('div', { className: 'pekt-notices' });
  const clear = () => node.replaceChildren();
  return {
    node,
    clear,
    /**
     * Shows a notice in place of the last one; every button closes it first.
     * @param {{heading: string, text?: string, look?: string, focus?: boolean, extra?: HTMLElement | null, actions?: [string, () => void][]}} what
     */
    show({ heading, text = '', look = '', focus = true, extra = null, actions = [] }) {
      const title = ctx.el('h3', { tabIndex: -1 }, heading);
      const buttons = actions.map(([words, act], i) => ctx.el('button',
        { type: 'button', className: `pekt-button ${i ? '' : 'primary'}`, onclick: () => { clear(); act(); } }, words));
      node.replaceChildren(ctx.el('section', { className: `pekt-notice ${look}`, 'aria-label': heading }, title,
        text && ctx.el('p', {}, text), extra, buttons.length ? ctx.el('div', { className: 'pekt-actions' }, ...buttons) : null));
      if (focus) title.focus(); else ctx.say(`${heading} ${text}`);
    },
  };
}

/** The list of faults; each entry leads to its field. @param {Context} ctx @param {(fault: Fault) => void} go */
export function faultList(ctx, go) {
  const title = ctx.el('h3', { tabIndex: -1 });
  const list = ctx.el('ul', {});
  const node = ctx.el('section', { className: 'pekt-notice wrong', hidden: true }, title, list);
  return {
    node,
    focus: () => title.focus(),
    /** @param {Fault[]} faults */
    show(faults) {
      node.hidden = !faults.length;
      title.replaceChildren(ctx.icon('warn'), faults.length === 1 ? ctx.t('One thing needs mending') : ctx.t('{count} things need mending', { count: faults.length }));
      list.replaceChildren(...faults.map((fault) => ctx.el('li', {}, ctx.el('button', { type: 'button', className: 'pekt-faultlink', onclick: () => go(fault) },
        ...(fault.headline ? [fault.headline] : [fault.where ? ctx.el('strong', {}, `${fault.where}: `) : null, fault.text])))));
    },
  };
}
