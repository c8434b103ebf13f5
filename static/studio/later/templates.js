/**
 * What a new activity may start from, above the form; its one rule: choosing is undone by one button, until something else is written.
 *
 * @typedef {import('../studio.d.ts').Context} Context
 * @typedef {{name: string, title: string, description: string}} Template
 * @typedef {{ctx: Context, node: HTMLElement, call: (name: string, data: unknown) => Promise<{status: number, data: any}>,
 *   fill: (definition: any) => () => void}} Given `fill` shows a definition in the form and gives back what takes it out again
 */

/** @param {Given} given */
export const templates = (given) => new Templates(given);

class Templates {
  /** @param {Given} given */
  constructor({ ctx, node, call, fill }) {
    this.ctx = ctx;
    this.call = call;
    this.fill = fill;
    this.node = node;
  }

  /** Shows them, or nothing where there are none. @param {Template[]} templates */
  offer(templates) {
    const { el, t } = this.ctx;
    this.node.hidden = !templates.length;
    this.word = el('p', { className: 'pekt-help', role: 'status' });
    this.node.ariaLabel = t('New activity from a template');
    this.node.replaceChildren(el('h3', {}, t('New activity from a template')),
      el('p', { className: 'pekt-help' }, t('Choose one and make it yours, or go on with the example below.')),
      el('ul', { className: 'pekt-kinds' }, ...templates.map((each) => el('li', {}, el('button', { type: 'button', className: 'pekt-kindcard pekt-template',
        onclick: () => this.take(each, templates) }, el('strong', {}, each.title), el('span', {}, each.description))))), this.word);
  }

  /** @param {Template} chosen @param {Template[]} templates */
  async take(chosen, templates) {
    const { status, data } = await this.call('load_template', { name: chosen.name });
    if (status !== 200) { this.word.textContent = data.error; return; }
    this.taken(chosen, templates, this.fill(data.definition));
  }

  /** Something was written into a template: it is the author's now. */
  kept() { if (this.undo?.isConnected) this.node.hidden = true; }

  /** @param {Template} chosen @param {Template[]} templates @param {() => void} back */
  taken(chosen, templates, back) {
    const { el, t } = this.ctx;
    const title = el('h3', { tabIndex: -1 }, t('The form is filled from “{title}”', { title: chosen.title }));
    const again = () => { back(); this.offer(templates); this.node.querySelector('button')?.focus(); };
    this.undo = el('button', { type: 'button', className: 'pekt-button', onclick: again }, this.ctx.icon('undo'), t('Undo: choose again'));
    this.node.replaceChildren(title, el('p', { className: 'pekt-help' }, t('Nothing is saved until you press Save.')), el('div', { className: 'pekt-actions' }, this.undo));
    title.focus();
  }
}
