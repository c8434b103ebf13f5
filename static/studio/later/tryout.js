/**
 * The activity as a learner sees it, beside the form; its one rule: it is the learner's real page on text that is not saved, and keeps nothing.
 *
 * @typedef {import('../studio.d.ts').Context} Context
 * @typedef {(name: string, data: unknown) => Promise<{status: number, data: any}>} Call
 * @typedef {{ctx: Context, call: Call, args: any, work: () => {definition: any, settings: any}, node: HTMLElement, toggle: HTMLElement,
 *   sheet: (url?: string) => unknown}} Given `sheet`: the styles at an address
 */

const PAUSE = 700;

/** @param {Given} given */
export const tryout = (given) => new Tryout(given);

class Tryout {
  /** @param {Given} given */
  constructor({ ctx, call, args, work, node, toggle, sheet }) {
    const { el, t, icon } = ctx;
    this.ctx = ctx;
    this.call = call;
    this.args = args;
    this.work = work;
    this.node = node;
    this.toggle = toggle;
    this.sheet = sheet;
    this.shown = '';
    this.turn = 0;
    this.step = 0;
    /** @type {Promise<any[]> | null} */
    this.learner = null;
    this.frame = el('div', { className: 'pekt-frame' });
    this.word = el('p', { className: 'pekt-help' });
    const narrow = el('button', { type: 'button', className: 'pekt-button', 'aria-pressed': 'false', onclick: () => {
      narrow.setAttribute('aria-pressed', String(this.frame.classList.toggle('phone')));
    } }, icon('phone'), t('As on a phone'));
    const again = el('button', { type: 'button', className: 'pekt-button', onclick: () => { this.shown = ''; this.refresh(); } }, icon('undo'), t('Start again'));
    node.replaceChildren(el('div', { className: 'pekt-tryouthead' }, el('h3', {}, t('Preview as a learner')), narrow, again), this.word, this.frame);
  }

  /** @param {boolean} on */
  open(on) {
    this.node.hidden = !on;
    this.toggle.setAttribute('aria-expanded', String(on));
    if (on) this.refresh();
  }

  /** Somebody changed the form: shows it after a short pause. */
  changed() {
    if (this.node.hidden) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.refresh(), PAUSE);
  }

  async refresh() {
    clearTimeout(this.later);
    const turn = this.turn += 1;
    const { definition, settings } = this.work();
    const { status, data } = await this.call('preview_definition', { definition, settings });
    if (turn !== this.turn) return; // a later change is being shown already
    if (status !== 200) this.word.textContent = data.error;
    else if (!data.args) this.tell([...data.faults, ...data.settings_faults].length);
    else await this.show(data, { definition, settings });
  }

  /** @param {number} count */
  tell(count) {
    const { t } = this.ctx;
    this.word.textContent = this.shown ? t('This is the last version that was complete. Still missing: {count}.', { count })
      : t('The preview comes when the activity is complete. Still missing: {count}.', { count });
  }

  /** @param {{args: any, solution: any}} data @param {{definition: any, settings: any}} work */
  async show({ args, solution }, work) {
    const { t } = this.ctx;
    this.word.textContent = t('Try it: nothing you answer here is kept.');
    const given = JSON.stringify([args, solution]);
    if (given === this.shown) return;
    this.shown = given;
    args.state.can_solution = true;
    const { sheet, ctx: { bring }, args: { urls } } = this;
    this.learner ??= Promise.all([bring(urls.kit), bring(urls.view), sheet(urls.kit_css), sheet(urls.view_css)]);
    const parts = await this.learner.catch(() => null);
    if (!parts) {
      this.learner = null;
      this.shown = '';
      this.word.textContent = t('There is no connection. What you wrote stays here: try again in a while.');
      return;
    }
    const [kit, view, ...css] = parts;
    const host = this.ctx.el('div', {});
    this.frame.replaceChildren(host);
    const shell = await kit.start({ host, args, css, sheet, mount: view.mount, url: (/** @type {string} */ name) => `preview_${name}` });
    shell.call = this.answer(work, solution);
    shell.outbox = direct(shell);
    this.look(this.step);
  }

  /** Turns to the part that is being edited, where the activity shows one part at a time; the focus stays in the form. @param {number} index */
  look(index) {
    this.step = index;
    const step = steps(this.frame.firstElementChild)[index];
    if (!step || step.closest('[aria-current]')) return;
    this.frame.inert = true; // so the view can't take the focus, which would scroll the form away under the author's hand
    step.click();
    this.frame.inert = false;
  }

  /**
   * What stands in for the learner's handlers: the same calls, on the definition in the form.
   * @param {{definition: any, settings: any}} work @param {any} solution
   */
  answer(work, solution) {
    /** @type {Record<string, number>} */
    const opened = {};
    /** @type {Record<string, (data: any) => Promise<{status: number, data: any}>>} */
    const ways = {
      solution: async () => ({ status: 200, data: { response: solution } }),
      submit: ({ response }) => this.call('preview_submit', { ...work, response }),
      act: (data) => this.call('preview_act', { ...work, ...data }),
      open_hint: async ({ at }) => {
        const told = await this.call('preview_hint', { ...work, at, opened: opened[at] ?? 0 });
        opened[at] = told.data.open?.length ?? 0;
        return told;
      },
    };
    return async (/** @type {string} */ name, /** @type {any} */ sent) => {
      const { status, data } = await (ways[name] ?? (async () => ({ status: 404, data: {} })))(sent);
      if (status !== 200) throw new Error(data.error);
      return data.outcome === 'graded' ? { ...data, can_solution: true } : data;
    };
  }
}

/** The steps of an activity that shows one part at a time. @param {Element | null} host @returns {HTMLElement[]} */
const steps = (host) => [.../** @type {NodeListOf<HTMLElement>} */ (host?.shadowRoot?.querySelectorAll('.pekt-steps button') ?? [])];

/** An outbox that sends at once and keeps nothing. @param {any} shell */
const direct = (shell) => ({
  flush: async () => {},
  waiting: () => [],
  async send(/** @type {any} */ response) {
    /** @type {{status: number, reply: any}} */
    const told = await shell.call('submit', { response }).then((/** @type {any} */ reply) => ({ status: 200, reply }),
      (/** @type {Error} */ error) => ({ status: 400, reply: { error: error.message } }));
    await shell.settled({ ...told, done: true, response });
  },
});
