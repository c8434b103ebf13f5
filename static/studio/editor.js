/**
 * The editor of one block: loads, shows, saves; its one rule: nothing a teacher wrote is lost, whatever the answer of the site.
 *
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {import('./studio.d.ts').Field} Field
 * @typedef {import('./notices.js').Fault} Fault
 * @typedef {{definition: any, settings: any, version: string}} Work
 * @typedef {{first: Field, definition: Field, rest: Field}} Parts the title, what the kind brings, the other settings
 */

const FIRST = 'display_name';

/**
 * @typedef {{runtime: any, host: HTMLElement, args: any, modules: Record<string, any>,
 *   call: (name: string, data: unknown) => Promise<{status: number, data: any}>, sheet: (url?: string) => any}} Given `sheet`: styles by address
 */

/** @param {Given & {sheets: CSSStyleSheet[], loading: Promise<{status: number, data: any}>}} given `loading`: the definition, asked for already */
export async function start({ sheets, loading, ...given }) {
  const { host } = given;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheets;
  const editor = new Editor(given);
  root.replaceChildren(editor.node);
  await editor.load(loading);
  return editor;
}

export class Editor {
  /** @param {Given} given */
  constructor({ runtime, host, args, modules, call, sheet }) {
    this.runtime = runtime;
    this.host = host;
    this.args = args;
    this.modules = modules;
    this.call = call;
    this.sheet = sheet;
    this.clip = modules.clipboard.clipboard({ store: storage(), kind: args.kind, renamed: modules.lists.renamed });
    this.live = modules.form.el('p', { className: 'pekt-hidden', role: 'status' });
    this.ctx = this.context({});
    this.draft = modules.unsaved.unsaved({ block: args.key ?? location.pathname, user: args.user ?? '' }, storage());
    this.notices = modules.notices.notices(this.ctx);
    this.faults = modules.notices.faultList(this.ctx, (/** @type {Fault & {part: Field}} */ fault) => fault.part.focus(fault.at));
    this.later = modules.later.later({ ctx: this.ctx, call, args, sheet, work: () => this.work(), fill: (/** @type {any} */ definition) => this.fill(definition),
      schema: () => this.loaded.schema, failed: (/** @type {string} */ heading) => this.notices.show({ heading, look: 'wrong' }) });
    this.busy = false;
    this.build();
    this.guard();
  }

  /** @param {{competences?: Context['competences'], ids?: string[], under?: Context['under']}} more @returns {Context} */
  context(more) {
    const { form, groups, lists, texts, symbols } = this.modules;
    const own = Object.keys(this.modules).filter((name) => /^edit(_|$)/.test(name)).map((name) => this.modules[name].kinds);
    const { args: { urls }, modules: { calls: { bring } } } = this;
    return form.context({
      words: this.args.words, lang: this.args.lang, media: async (/** @type {string} */ name) => (await this.call('find_media', { name })).data.url ?? null,
      files: this.modules.calls.courseFiles(this.call),
      say: (/** @type {string} */ text) => { this.live.textContent = text; },
      kinds: Object.assign({}, groups.kinds, lists.kinds, texts.kinds, ...own), clip: this.clip, icon: symbols.icon, picture: symbols.picture,
      bring, load: (/** @type {string} */ name) => bring(urls[name] ?? urls.vendor?.[name]), sheet: (/** @type {string} */ name) => this.sheet(urls[name]),
      act: (/** @type {string} */ name, /** @type {unknown} */ data) => this.act(name, data), ...more,
    });
  }

  /** Asks the kind about the definition in the form; a definition at fault comes back as words. @param {string} name @param {unknown} data */
  async act(name, data) {
    const { definition } = this.work();
    const { status, data: told } = await this.call('author_act', { definition, name, data });
    if (status !== 200) throw new Error(told.error);
    if (told.faults) throw new Error(this.ctx.t('Mend this first: {what}', { what: told.faults.map((/** @type {Fault} */ { where, text }) => `${where}: ${text}`).join(' ') }));
    return told;
  }

  /** The frame of the page, before anything is loaded. */
  build() {
    const { el, t, icon } = this.ctx;
    this.form = el('form', { className: 'pekt-form', noValidate: true, onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); this.save(); } },
      el('p', { className: 'pekt-help' }, t('Loading…')));
    this.status = el('span', { className: 'pekt-saved' });
    this.saver = el('button', { type: 'button', className: 'pekt-button primary', onclick: () => this.save() }, icon('save'), t('Save'));
    const cancel = el('button', { type: 'button', className: 'pekt-button', onclick: () => this.cancel() }, t('Cancel'));
    this.node = el('div', { className: 'pekt pekt-studio', lang: this.args.lang }, this.live,
      el('div', { className: 'pekt-studiohead' }, el('h2', {}, this.args.name), this.later.toggle), this.notices.node, this.later.start, this.faults.node,
      el('div', { className: 'pekt-columns' }, this.form, this.later.preview),
      el('div', { className: 'pekt-savebar' }, this.status, cancel, this.saver));
    this.form.addEventListener('input', () => { this.later.kept(); this.changed(); });
    for (const name of ['click', 'input']) this.form.addEventListener(name, (/** @type {Event} */ event) => {
      const card = event.composedPath().findLast((at) => /** @type {Element} */ (at).matches?.('.pekt-item'));
      if (card) this.later.look([.../** @type {Element} */ (card).parentElement?.querySelectorAll(':scope > .pekt-item') ?? []].indexOf(/** @type {Element} */ (card)));
    });
    this.node.addEventListener('keydown', (/** @type {KeyboardEvent} */ e) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 's') { e.preventDefault(); this.save(); }
    });
  }

  /** Shows the stored activity and offers what was left unsaved. @param {Promise<{status: number, data: any}>} [loading] */
  async load(loading = this.call('load_definition', {})) {
    const { t } = this.ctx;
    const { status, data } = await loading;
    if (status !== 200) {
      this.notices.show({ heading: t('The activity could not be loaded'), text: data.error, look: 'wrong', actions: [[t('Try once more'), () => this.load()]] });
      return;
    }
    this.loaded = data;
    this.stored = { definition: data.definition, settings: data.settings.values };
    this.show({ ...this.stored, version: data.version });
    this.later.offer(data.templates ?? []);
    if (data.faults.length) this.mend(data.faults, [], false);
    const draft = this.draft.found(this.stored);
    if (draft) this.offer(draft);
    else if (data.source) this.tellUnreadable(data.source);
    // The width as the browser tells it: asked for here, it would cost a layout of its own.
    new ResizeObserver(([seen], once) => { once.disconnect(); if (seen && seen.contentRect.width >= 900 && this.args.urls.view) this.later.open(true); }).observe(this.host);
    this.lead(new URLSearchParams(location.hash.slice(1)));
  }

  /** Goes to the field that the page's address names (`#at=items.3.options&say=…`), where somebody was sent to mend it. @param {URLSearchParams} asked */
  lead(asked) {
    if (this.form.inert || !(asked.has('at') || asked.has('say'))) return;
    const at = (asked.get('at') ?? '').split('.').filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const settings = at[0] === 'settings';
    const fault = { at: settings ? at.slice(1) : at, text: asked.get('say') ?? '' };
    if (fault.text && !this.shown?.length) this.mend(settings ? [] : [fault], settings ? [fault] : [], false);
    /** @type {Parts} */ (this.parts)[settings ? (fault.at[0] === FIRST ? 'first' : 'rest') : 'definition'].focus(fault.at);
  }

  /** @param {Work} work */
  show({ definition, settings, version }) {
    const { fields } = this.loaded.settings;
    const ids = this.modules.form.idsIn(definition);
    const ctx = this.context({ competences: this.loaded.competences, ids, under: (list) => this.under(list) });
    const { [FIRST]: first, ...rest } = fields.properties;
    this.version = version;
    this.parts = {
      first: ctx.field({ type: 'object', properties: first ? { [FIRST]: first } : {} }, settings, ctx, { bare: true }),
      definition: ctx.field(this.loaded.schema, definition, ctx, { bare: true }),
      rest: this.modules.groups.folded(this.ctx.t('Settings'), { type: 'object', properties: rest }, settings, ctx),
    };
    this.parts.rest.node.classList.add('pekt-settings');
    this.form.replaceChildren(...Object.values(this.parts).map((part) => part.node));
    this.faults.show([]);
    this.later.changed();
  }

  /** Puts another definition into the form; what comes back takes it out again. @param {any} definition @returns {() => void} */
  fill(definition) {
    const before = this.work();
    this.show({ ...before, definition });
    this.changed();
    return () => {
      this.show(before);
      this.changed();
      if (!this.dirty) this.draft.forget();
    };
  }

  /** The way to bring in items from elsewhere, under the list that they go to. @param {any} list */
  under(list) {
    const { imports, schema } = this.loaded;
    if (!imports || list.schema !== schema.properties[imports.into]) return null;
    return this.later.under(list, imports);
  }

  /** What stands in the form now. @returns {Work} */
  work() {
    const { first, definition, rest } = /** @type {Parts} */ (this.parts);
    return { definition: definition.read(), settings: { ...first.read(), ...rest.read() }, version: this.version ?? '' };
  }

  get dirty() {
    return Boolean(this.parts) && !this.modules.unsaved.same({ ...this.stored }, (({ definition, settings }) => ({ definition, settings }))(this.work()));
  }

  changed() {
    this.status.textContent = this.ctx.t('Not saved yet');
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), 400);
    this.later.changed();
  }

  keep() {
    clearTimeout(this.keeping);
    if (this.parts && !this.form.inert && this.dirty) this.draft.keep({ ...this.work(), at: Date.now() });
  }

  /** A closed tab keeps what was written, and asks first where the browser lets us. */
  guard() {
    addEventListener('pagehide', () => this.keep());
    addEventListener('beforeunload', (event) => {
      if (!this.host.isConnected || !this.dirty) return;
      this.keep();
      event.preventDefault();
    });
  }

  async save() {
    if (this.busy || !this.parts || this.form.inert) return;
    const { t } = this.ctx;
    this.busy = true;
    this.saver.setAttribute('aria-disabled', 'true');
    this.status.textContent = t('Saving…');
    this.keep();
    const work = this.work();
    const { status, data } = await this.call('save_definition', work);
    this.busy = false;
    this.saver.removeAttribute('aria-disabled');
    this.status.textContent = t('Not saved yet');
    if (status === 200 && data.ok) this.saved(work, data.version);
    else if (status === 200) this.mend(data.faults, data.settings_faults, true);
    else if (status === 409 && data.version) this.conflict(data.version);
    else this.fail(data.error);
  }

  /** @param {Work} work @param {string} version */
  saved(work, version) {
    const { t } = this.ctx;
    this.stored = { definition: work.definition, settings: work.settings };
    this.version = version;
    clearTimeout(this.keeping);
    if (this.dirty) this.keep(); else this.draft.forget();
    this.notices.clear();
    this.later.offer([]);
    this.mend([], [], false);
    this.status.textContent = t('Saved');
    this.ctx.say(t('Saved'));
    this.runtime.notify('save', { state: 'start', message: t('Saving…') });
    this.runtime.notify('save', { state: 'end' });
  }

  /** @param {string} message */
  fail(message) {
    this.notices.show({ heading: this.ctx.t('Not saved'), text: message, look: 'wrong', actions: [[this.ctx.t('Try once more'), () => this.save()]] });
    this.runtime.notify('error', { title: this.ctx.t('Not saved'), message });
  }

  /** Shows each fault at its field and all of them above. @param {Fault[]} faults @param {Fault[]} settingsFaults @param {boolean} focus */
  mend(faults, settingsFaults, focus) {
    const parts = /** @type {Parts} */ (this.parts);
    for (const { part, at } of this.shown ?? []) part.fault(at, '');
    const all = faults.map((fault) => ({ ...fault, part: parts.definition }));
    this.shown = [...all, ...settingsFaults.map((fault) => ({ ...fault, part: fault.at[0] === FIRST ? parts.first : parts.rest }))];
    for (const { part, at, text } of this.shown) part.fault(at, text);
    this.faults.show(this.shown);
    if (focus && this.shown.length) { this.notices.clear(); this.faults.focus(); }
  }

  /** Somebody else saved since this editor opened. @param {string} version */
  conflict(version) {
    const { t } = this.ctx;
    this.keep();
    this.notices.show({
      heading: t('Somebody else saved this activity after you opened it'), look: 'warn', text: t('Nothing of yours is lost. Which version should stay?'),
      actions: [[t('Keep editing mine'), () => this.form.querySelector('input, textarea')?.focus()], [t('Show me theirs'), () => this.load()],
        [t('Save mine over theirs'), () => { this.version = version; this.save(); }]],
    });
  }

  /** Offers a draft; until that is answered nothing can be typed over it. @param {import('./unsaved.js').Draft} draft */
  offer(draft) {
    const { t } = this.ctx;
    const time = new Intl.DateTimeFormat(this.args.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(draft.at);
    this.form.inert = true;
    const answered = (/** @type {() => void} */ act) => () => { this.form.inert = false; act(); };
    this.notices.show({
      heading: t('You have changes that were not saved ({time})', { time }), look: 'info', focus: false,
      text: draft.version === this.version ? '' : t('Since then somebody saved this activity: below is what is stored now.'),
      actions: [[t('Go on with my changes'), answered(() => { this.later.offer([]); this.show(draft); this.changed(); })],
        [t('Throw them away'), answered(() => { this.draft.forget(); })]],
    });
  }

  /** @param {string} source */
  tellUnreadable(source) {
    const { t, el, icon } = this.ctx;
    this.notices.show({
      heading: t('What is stored here could not be read'), look: 'warn', focus: false,
      text: t('Below is a new activity of this kind. Saving it replaces what is stored.'),
      extra: el('details', { className: 'pekt-fold' }, el('summary', {}, icon('chevron'), t('What is stored')), el('pre', { tabIndex: 0 }, source)),
    });
  }

  cancel() {
    const { t } = this.ctx;
    const leave = () => { clearTimeout(this.keeping); this.draft.forget(); this.stored = this.work(); this.runtime.notify('cancel'); };
    if (!this.parts || this.form.inert) { this.runtime.notify('cancel'); return; }
    if (!this.dirty) { leave(); return; }
    this.notices.show({
      heading: t('There are changes that were not saved'), look: 'warn',
      actions: [[t('Save'), () => this.save()], [t('Keep editing'), () => this.form.querySelector('input, textarea')?.focus()], [t('Leave without saving'), leave]],
    });
  }
}

/** @returns {Storage | undefined} */
function storage() {
  try { return globalThis.localStorage; } catch { return undefined; }
}
