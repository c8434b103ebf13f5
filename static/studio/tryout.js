/**
 * The activity as a learner sees it, beside the form; its one rule: it is the learner's real page on the text that is not saved yet.
 */
/** @param {{ctx: import('./studio.d.ts').Context, call: Function, args: any, work: () => any}} given */
export function tryout({ ctx }) {
  return { node: ctx.el('section', { hidden: true }), toggle: ctx.el('span', {}), start() {}, changed() {} };
}
