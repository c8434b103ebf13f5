/**
 * What a new activity may start from, above the form; its one rule: choosing is undone by one button, until something else is written.
 *
 * @typedef {import('../studio.d.ts').Context} Context
 * @typedef {{name: string, title: string, description: string}} Template
 * @typedef {{ctx: Context, node: HTMLElement, call: (name: string, data: unknown) => Promise<{status: number, data: any}>,
 *   fill: (definition: any) => () => void, work: () => {definition: any}, schema: () => import('../studio.d.ts').Schema}} Given
 *   `fill` shows a definition in the form and gives back what takes it out again
 */

/** @param {Given} given */
export const templates = (given) => new Templates(given);

class Templates {
  /** @param {Given} given */
  constructor({ ctx, node, call, fill, work, schema }) {
    this.ctx = ctx;
    this.call = call;
    this.fill = fill;
    this.emptied = () => emptied(schema(), work().definition);
    this.node = node;
  }

  /** Shows them, or nothing where there are none. @param {Template[]} templates */
  offer(templates) {
    const { el, t } = this.ctx;
    const card = (/** @type {string} */ title, /** @type {string} */ description, /** @type {() => void} */ onclick) => el('li', {},
      el('button', { type: 'button', className: 'pekt-kindcard pekt-template', onclick }, el('strong', {}, title), el('span', {}, description)));
    this.node.hidden = !templates.length;
    this.word = el('p', { className: 'pekt-help', role: 'status' });
    this.node.ariaLabel = t('New activity from a template');
    this.node.replaceChildren(el('h3', {}, t('New activity from a template')),
      el('p', { className: 'pekt-help' }, t('Choose one and make it yours, or go on with the example below.')),
      el('ul', { className: 'pekt-kinds' }, ...templates.map((each) => card(each.title, each.description, () => this.take(each, templates))),
        templates.length > 0 && this.emptied() && card(t('Without an example'), t('The list is empty: you write everything yourself.'), () => this.empty(templates))), this.word);
  }

  /** Takes the example's items out. @param {Template[]} templates */
  empty(templates) {
    this.taken(this.ctx.t('The example is gone. Add the first one to the list.'), templates, this.fill(this.emptied()));
  }

  /** @param {Template} chosen @param {Template[]} templates */
  async take(chosen, templates) {
    const { status, data } = await this.call('load_template', { name: chosen.name });
    if (status !== 200) { this.word.textContent = data.error; return; }
    this.taken(this.ctx.t('The form is filled from “{title}”', { title: chosen.title }), templates, this.fill(data.definition));
  }

  /** Something was written into a template: it is the author's now. */
  kept() { if (this.undo?.isConnected) this.node.hidden = true; }

  /** @param {string} heading @param {Template[]} templates @param {() => void} back */
  taken(heading, templates, back) {
    const { el, t } = this.ctx;
    const title = el('h3', { tabIndex: -1 }, heading);
    const again = () => { back(); this.offer(templates); this.node.querySelector('button')?.focus(); };
    this.undo = el('button', { type: 'button', className: 'pekt-button', onclick: again }, this.ctx.icon('undo'), t('Undo: choose again'));
    this.node.replaceChildren(title, el('p', { className: 'pekt-help' }, t('Nothing is saved until you press Save.')), el('div', { className: 'pekt-actions' }, this.undo));
    title.focus();
  }
}

/** A definition without the items of its lists that hold several kinds; null if it has no such list.
 * @param {import('../studio.d.ts').Schema} schema @param {any} definition */
function emptied(schema, definition) {
  const lists = Object.entries(schema.properties ?? {}).filter(([, each]) => each.items?.oneOf).map(([name]) => name);
  return lists.length ? { ...definition, ...Object.fromEntries(lists.map((name) => [name, []])) } : null;
}
