/**
 * The activity as a learner sees it, beside the form; its one rule: it is the learner's real page on text that is not saved, and keeps nothing.
 *
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {(name: string, data: unknown) => Promise<{status: number, data: any}>} Call
 */

const LEARNER = ['shell', 'kit', 'outbox', 'reorder', 'view'];
const PAUSE = 700;

/** @param {{ctx: Context, call: Call, args: any, work: () => {definition: any, settings: any}}} given */
export const tryout = (given) => new Tryout(given);

class Tryout {
  /** @param {{ctx: Context, call: Call, args: any, work: () => {definition: any, settings: any}}} given */
  constructor({ ctx, call, args, work }) {
    const { el, t, icon } = ctx;
    this.ctx = ctx;
    this.call = call;
    this.args = args;
    this.work = work;
    this.shown = '';
    this.turn = 0;
    this.frame = el('div', { className: 'pekt-frame' });
    this.word = el('p', { className: 'pekt-help' });
    const narrow = el('button', { type: 'button', className: 'pekt-button', 'aria-pressed': 'false', onclick: () => {
      narrow.setAttribute('aria-pressed', String(this.frame.classList.toggle('phone')));
    } }, icon('phone'), t('As on a phone'));
    const again = el('button', { type: 'button', className: 'pekt-button', onclick: () => { this.shown = ''; this.refresh(); } }, icon('undo'), t('Start again'));
    this.node = el('section', { className: 'pekt-tryout', hidden: true, 'aria-label': t('Preview as a learner') },
      el('div', { className: 'pekt-tryouthead' }, el('h3', {}, t('Preview as a learner')), narrow, again), this.word, this.frame);
    this.toggle = el('button', { type: 'button', className: 'pekt-button', 'aria-expanded': 'false', onclick: () => this.open(this.node.hidden) },
      icon('eye'), t('Preview'));
  }

  /** Once the form is there. @param {boolean} wide whether there is room beside the form */
  start(wide) { if (wide && this.args.urls.shell) this.open(true); }

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
    const text = JSON.stringify([args, solution]);
    if (text === this.shown) return;
    this.shown = text;
    args.state.can_solution = true;
    this.learner ??= learner(this.args.urls);
    const { shell, view, css, ...modules } = await this.learner;
    const host = this.ctx.el('div', {});
    this.frame.replaceChildren(host);
    const post = this.answer(work, solution);
    await shell.start({ host, args, css, mount: view.mount, url: (/** @type {string} */ name) => name,
      modules: { ...modules.kit, ...modules.reorder, post, kept: memory, outbox: direct(post) } });
  }

  /**
   * What stands in for the learner's handlers: the same calls, on the definition in the form.
   * @param {{definition: any, settings: any}} work @param {any} solution
   */
  answer(work, solution) {
    /** @type {Record<string, (data: any) => Promise<{status: number, data: any}>>} */
    const ways = {
      solution: async () => ({ status: 200, data: { response: solution } }),
      submit: ({ response }) => this.call('preview_submit', { ...work, response }),
      act: (data) => this.call('preview_act', { ...work, ...data }),
      open_hint: (data) => this.call('preview_hint', { ...work, ...data }),
    };
    return async (/** @type {string} */ name, /** @type {any} */ sent) => {
      const { status, data } = await (ways[name] ?? (async () => ({ status: 404, data: {} })))(sent);
      if (data.outcome === 'graded') data.can_solution = true;
      return { ok: status === 200, status, json: async () => data };
    };
  }
}

/** The learner's modules and styles, fetched when the preview first opens. @param {Record<string, string>} urls */
async function learner(urls) {
  const fetched = Promise.all([urls.kit_css, urls.view_css].map(async (url) => (url ? (await fetch(url)).text() : '')));
  const found = await Promise.all(LEARNER.map((name) => import(/** @type {string} */ (urls[name]))));
  return { ...Object.fromEntries(found.map((module, i) => [LEARNER[i], module])), css: await fetched };
}

/** A shelf that forgets. */
function memory() {
  /** @type {any} */
  let value = null;
  return { get: () => value, set: (/** @type {any} */ next) => { value = next; } };
}

/** An outbox that sends at once and waits for nothing. @param {(name: string, data: any) => Promise<{ok: boolean, json: () => Promise<any>}>} post */
const direct = (post) => (/** @type {{settled: (fate: string, item: any, reply: any) => void}} */ { settled }) => ({
  flush: async () => {},
  waiting: () => [],
  async send(/** @type {any} */ response) {
    const reply = await post('submit', { response });
    settled(reply.ok ? 'sent' : 'refused', { id: 'preview', response, at: 0 }, await reply.json());
  },
});
