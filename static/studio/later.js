/**
 * What is fetched only once it is wanted: the preview, the import, the templates; its one rule: until then there is nothing of it but its button.
 *
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {{definition: any, settings: any}} Work
 * @typedef {{ctx: Context, call: (name: string, data: unknown) => Promise<{status: number, data: any}>, args: any, work: () => Work,
 *   fill: (definition: any) => () => void, schema: () => any, failed: (message: string) => void, sheet: (url?: string) => unknown}} Given
 *   `failed` shows why a part could not be fetched, `sheet` gives the styles at an address
 */

/** @param {Given} given */
export const later = (given) => new Later(given);

class Later {
  /** @param {Given} given */
  constructor(given) {
    const { el, t, icon } = given.ctx;
    this.given = given;
    /** @type {any} */ this.tryout = null;
    /** @type {any} */ this.templates = null;
    this.toggle = el('button', { type: 'button', className: 'pekt-button', 'aria-expanded': 'false', onclick: () => this.open() }, icon('eye'), t('Preview'));
    this.preview = el('section', { className: 'pekt-tryout', hidden: true, 'aria-label': t('Preview as a learner') });
    this.start = el('section', { className: 'pekt-notice info pekt-templates', hidden: true });
  }

  /** A module; where it can't be had, words say so and the next try asks for it again. @param {string} name */
  async fetched(name) {
    const { ctx, failed } = this.given;
    try { return await ctx.load(name); } catch (error) {
      failed(ctx.t('There is no connection. What you wrote stays here: try again in a while.'));
      throw error;
    }
  }

  /** Opens the preview, or closes it. @param {boolean} [on] */
  async open(on) {
    const { tryout } = await this.fetched('tryout');
    this.tryout ??= tryout({ ...this.given, node: this.preview, toggle: this.toggle });
    this.tryout.open(on ?? this.preview.hidden);
  }

  /** The form was changed. */
  changed() { this.tryout?.changed(); }

  /** Turns the preview to the part that is being edited. @param {number} index */
  look(index) { this.tryout?.look(index); }

  /** Offers templates to start from; none takes the offer back. @param {{name: string, title: string, description: string}[]} offered */
  async offer(offered) {
    this.offered = offered;
    if (!offered.length && !this.templates) return;
    const { templates } = await this.fetched('templates');
    this.templates ??= templates({ ...this.given, node: this.start });
    this.templates.offer(this.offered); // which may have been taken back meanwhile
  }

  /** Something was written: a template that was chosen is the author's now. */
  kept() { this.templates?.kept(); }

  /** The button that brings in items from elsewhere, under the list that they go to. @param {any} list @param {any} imports @returns {HTMLElement} */
  under(list, imports) {
    const { ctx, call } = this.given;
    const opener = ctx.el('button', { type: 'button', className: 'pekt-button', 'aria-expanded': 'false', onclick: async () => {
      const { importer } = await this.fetched('importer');
      if (!opener.hasAttribute('aria-controls')) importer({ ctx: list.ctx, list, imports, call, opener });
    } }, ctx.icon('import'), ctx.t('Import questions'));
    return ctx.el('div', { className: 'pekt-importer' }, opener);
  }
}
