// Everything around a view: building blocks, words, drafts, sending, result. Its one rule: what a learner gave is never lost.
/** @import * as Kit from './kit.d.ts' - where each function is described */

/** @type {Record<string, string>} strokes on a 24 x 24 grid */
const ICONS = {
  right: 'M5 13l4 4L19 7', wrong: 'M7 7l10 10M17 7L7 17', warn: 'M12 6v7M12 17.5v.01', info: 'M12 11v7M12 6.5v.01',
  next: 'M9 6l6 6-6 6', back: 'M15 6l-6 6 6 6',
};

/** @type {Kit.El} */
export const el = (tag, props, ...children) => {
  /** @type {any} */ const node = document.createElement(tag);
  if (tag === 'button') node.type = tag;
  for (const name in props) {
    const value = props[name];
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(9).filter(Boolean));
  return node;
};

/** @type {Kit.Kit['html']} */
const html = (markup) => {
  const template = el('template');
  template.innerHTML = markup;
  return template.content;
};

/** @type {Kit.Kit['icon']} */
const icon = (name) => /** @type {any} */ (
  html(`<svg class="pekt-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name] ?? name}"/></svg>`).firstChild);

/** How a note opens that says the verdict itself: in Greek any such word, in English one that ends a phrase ("Right-click …" does not). */
const SAID = [/^\s*(?:(?:λάθος|όχι|δεν είναι σωστό)(?!\p{L})|(?:wrong|no|incorrect|not right)\s*[,.:;!·–—])/iu,
  /^\s*(?:(?:σωστ[άόή]ς?|ναι)(?!\p{L})|(?:correct|right|yes)\s*[,.:;!·–—])/iu];

/** @type {typeof Kit.basics} */
export const basics = ({ words = {}, lang }) => {
  /** @type {Kit.Kit['t']} */
  const t = (message, params = {}) => (words[message] ?? message).replace(/\{(\w+)\}/g, (all, name) =>
    (params[name] ?? all).toLocaleString(lang, { maximumFractionDigits: 2 }));
  return {
    lang, t, el, html, icon,
    reduced: () => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true,
    mark(right, note = '') {
      const [tone, word] = right == null ? ['info'] : right ? ['right', t('Correct')] : ['wrong', t('Not right')];
      const said = html(note), twice = SAID[Number(right)]?.test(said.textContent ?? '');
      return el('div', { class: `pekt-note ${tone}` }, icon(tone), el('div', null, word && el('strong', { class: twice && 'pekt-hidden' }, word), ' ', said));
    },
    fault(box, text) {
      /** @type {any} */ const focus = box.querySelector('input,select,textarea,button') ?? box;
      const id = `fault-${Math.random()}`;
      box.querySelector('.pekt-fault')?.remove();
      if (text) box.append(el('p', { class: 'pekt-fault', id }, icon('warn'), el('span', null, text)));
      focus.setAttribute('aria-describedby', text && id);
      return focus;
    },
  };
};

/** @type {Record<string, number>} addresses of modules by how often they failed: a browser may remember a failure */
const lost = {};
/** @param {string} url */
const bring = (url) => import(lost[url] ? `${url}#${lost[url]}` : url).catch((error) => { lost[url] = (lost[url] ?? 0) + 1; throw error; });

/** @type {typeof Kit.kept} */
export const kept = (key, storage) => {
  /** @type {any} */ let memory = null;
  return {
    get() { try { return memory ?? JSON.parse(storage.getItem(key)); } catch { return memory; } },
    set(value) {
      try { if (value) storage.setItem(key, JSON.stringify(value)); else storage.removeItem(key); memory = null; } catch { memory = value; }
    },
  };
};

/** @type {typeof Kit.post} */
const post = async (url, data) => {
  const token = /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1];
  try {
    const r = await fetch(url, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout?.(20000), body: JSON.stringify(data),
      headers: { 'Content-Type': 'application/json', ...(token && { 'X-CSRFToken': token }) } });
    return { status: r.type === 'opaqueredirect' ? 401 : r.status, reply: await r.json().catch(() => null) };
  } catch { return { status: 0 }; }
};

/** @type {typeof Kit.outbox} */
export const outbox = ({ key, url, storage, settled }) => {
  const shelf = kept(key, storage);
  /** @type {Kit.Outbox['waiting']} */ const waiting = () => shelf.get() || [];
  /** @type {(item: Kit.Waiting) => Promise<boolean>} */
  const deliver = async ({ id, response, seconds }) => {
    const { status, reply } = await post(url, { submission_id: id, response, seconds });
    // 200 with a page instead of a reply is a login form or a school's filter
    const done = status === 200 ? Boolean(reply?.outcome) : status < 500 && ![0, 401, 403, 408, 429].includes(status);
    const rest = waiting().filter((item) => item.id !== id); // another tab may have written
    if (done) shelf.set(rest.length && rest);
    await settled({ done, status, response, reply });
    return done;
  };
  const drain = async () => { for (let item; (item = waiting()[0]) && await deliver(item);); };
  /** @type {Promise<void>|null} */ let busy = null;
  const flush = () => busy ??= Promise.resolve(navigator.locks ? navigator.locks.request(key, drain) : drain())
    .finally(() => { busy = null; });
  addEventListener('online', flush);
  return {
    flush, waiting,
    send(response) {
      shelf.set([...waiting(), { id: crypto.getRandomValues(new Uint32Array(4)).join('-'), response,
        seconds: Math.round(performance.now() / 1000) }]); // http pages have no randomUUID
      return busy ? busy.then(flush) : flush();
    },
  };
};

/** @type {Kit.Methods & ThisType<Kit.Shell>} */
const methods = {
  build() {
    const { args } = this;
    this.title = el('h3', { id: 'title', tabindex: -1 }, args.name);
    this.body = el('div', { class: 'pekt-body' });
    this.out = el('div', { role: 'status' });
    this.gap = el('div', { role: 'status' });
    this.toast = el('div', { role: 'status' });
    this.live = el('div', { role: 'status', class: 'pekt-hidden' });
    this.left = el('p', { class: 'pekt-left' });
    // Hidden until painted: a view may wait.
    this.main = el('button', { hidden: true, onclick: (e) => e.detail < 2 && this.next()[1]() });
    this.key = el('button', { class: 'pekt-button quiet', hidden: true, onclick: () => this.feedback('solution') });
    // Buttons come last: from a focused heading with no tab stop after it, Tab would never leave the shadow root.
    this.node = el('div', { class: 'pekt', lang: args.lang, role: 'group', 'aria-labelledby': 'title' }, this.title, this.body,
      this.out, this.gap, this.toast, this.left, el('div', { class: 'pekt-row' }, this.main, this.key), this.live);
  },

  async open(mount) {
    const { args, state } = this, name = `${args.user}:${args.key}`, storage = args.mode === 'learner' ? shelf() : null;
    this.draft = kept(`pekt:draft:${name}`, storage);
    this.outbox = outbox({ key: `pekt:outbox:${name}`, url: this.url('submit'), storage, settled: (told) => this.settled(told) });
    this.view = await mount(this.body, { view: args.view, state, kit: this.kit, mode: args.mode, changed: (at) => this.changed(at),
      send: (response) => this.submit(response), act: (act, data) => this.call('act', { name: act, data }) });
    for (const at in state.hints) if (!this.hinted.has(at)) this.body.append(this.kit.hints(at));
    const waiting = this.outbox.waiting().at(-1), found = this.draft.get();
    const draft = found?.attempts === state.attempts && found; // an older one was handed in since
    const { response } = draft || waiting || state;
    if (response) this.view.write(response);
    if (waiting) this.dirty = draft && JSON.stringify(response) !== JSON.stringify(waiting.response);
    else if (draft) this.tell(this.kit.t('This was not sent yet.'), 'info');
    else if (state.result) await this.feedback('result', state.result);
    this.paint(this.phase);
    if (waiting) await this.flush();
  },

  next() {
    const { t } = this.kit, { phase, state: { left, status } } = this;
    if (phase === 'sending') return [t('Sending…'), () => {}, 'primary'];
    if (phase === 'waiting') return [t('Send again'), () => { this.pressed = true; this.flush(); }, 'primary'];
    if (phase === 'result' && left !== 0 && status !== 'perfect' && !this.view.final) return [t('Try again'), () => this.again(), 'primary'];
    if (phase === 'edit' && left !== 0 && !this.view?.submits) return [t('Submit'), () => this.submit(), 'primary'];
    return [t('To the top of the activity'), () => this.title.focus(), 'quiet'];
  },

  paint(phase) {
    this.phase = phase;
    const { t } = this.kit, { left, best, result, status, can_solution: solvable } = this.state, busy = phase === 'sending';
    const [word, , look] = this.next();
    this.main.hidden = false;
    this.main.textContent = word;
    this.main.className = `pekt-button ${look}`;
    this.main.setAttribute('aria-disabled', String(busy));
    this.key.hidden = !solvable || busy || phase === 'waiting';
    this.key.textContent = phase === 'solution' ? t('Show my answer') : t('Show the solution');
    this.left.textContent = [
      best && result && best > result.percent && t('Your best attempt: {n}%', { n: best }),
      status !== 'perfect' && left != null
        && (left ? left === 1 ? t('1 attempt left') : t('{n} attempts left', { n: left }) : this.state.overdue ?? t('No attempts left')),
    ].filter(Boolean).join(' · ');
    this.view?.lock?.(phase === 'solution' || phase === 'closed' || left === 0);
  },

  tell(text, tone = 'warn') {
    this.toast.className = text ? `pekt-note ${tone}` : '';
    this.toast.replaceChildren(...(text ? [icon(tone), el('div', null, text)] : []));
  },

  changed(at) {
    if (!this.view || this.phase === 'solution') return;
    if (!this.dirty) this.kit.soon('feedback', ...this.view.later ?? []);
    this.dirty = true;
    this.draft.set({ attempts: this.state.attempts, response: this.view.read() });
    for (const each of this.missing) if (!at || at === each.at) this.view.fault?.(each.at, '');
    if (this.phase === 'result') this.paint('edit');
  },

  submit(response) {
    if (this.phase === 'sending') return;
    this.dirty = false;
    this.pressed = true;
    this.tell();
    this.flush(() => this.outbox.send(response ?? this.view.read()));
  },

  async flush(how) {
    this.paint('sending');
    await (how ?? this.outbox.flush)();
    if (this.phase !== 'sending') return;
    this.paint('edit');
    this.tell(this.kit.t('Reload the page'), 'info');
  },

  async settled(told) {
    const { t } = this.kit;
    if (told.done) return this.feedback('settled', told);
    this.paint('waiting');
    this.tell(told.status === 401 || told.status === 403 ? t('You are signed out. Sign in again in another tab, then send again.')
      : t('Not sent yet. It goes out as soon as there is a network.'));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.phase === 'waiting' && this.flush(), 20000 * (1 + Math.random()));
  },

  again() {
    this.dirty = false;
    this.tell();
    this.out.replaceChildren();
    this.view.show(null);
    this.paint('edit');
    this.title.focus();
  },

  async call(name, data) {
    const { status, reply } = await post(this.url(name), data);
    if (status === 200 && reply) return reply;
    throw new Error(reply?.error ?? this.kit.t('That did not work. Reload the page.'));
  },

  lack() {
    const { t } = this.kit;
    return this.lacking ??= new Promise((go) => {
      this.retry = () => { this.lacking = this.retry = null; this.gap.replaceChildren(); go(); };
      addEventListener('online', () => this.retry?.(), { once: true });
      this.gap.append(el('div', { class: 'pekt-note warn' }, icon('warn'), el('div', null, el('p', null, t('A part of the page did not arrive. Your work is safe.')),
        el('button', { class: 'pekt-button', onclick: () => { this.title.focus(); this.retry?.(); } }, t('Try once more')))));
    });
  },

  async feedback(what, ...more) {
    try { await (await this.kit.load('feedback'))[what](this, ...more); } catch (error) {
      console.error(error);
      if (this.phase === 'sending') this.paint('closed');
      this.tell(this.kit.t('That did not work. Reload the page.'));
    }
  },
};

const shelf = () => { try { return localStorage; } catch { return null; } }; // even asking can throw

/** @type {typeof Kit.start} */
export const start = async ({ host, args, mount, css, sheet, url }) => {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' }), { urls, state } = args;
  const adopt = (/** @type {any[]} */ sheets) => {
    for (const each of sheets.flat()) if (each && !root.adoptedStyleSheets?.includes(each)) root.adoptedStyleSheets?.push(each);
  };
  const get = (/** @type {string} */ name) => Promise.all([bring(urls[name] ?? urls.vendor?.[name]), sheet(urls[`${name}_css`])]);
  /** @type {Kit.Kit} */
  const kit = {
    ...basics(args),
    say(text) { shell.live.textContent = text; },
    hints(at) {
      const box = el('div', { class: 'pekt-hints' });
      shell.hinted.add(at);
      if (state.hints?.[at]) shell.feedback('hints', box, at);
      return box;
    },
    async load(name) {
      for (shell.retry?.(); ; await shell.lack()) try {
        const [part, style] = await get(name);
        adopt([style]);
        return part;
      } catch (error) { console.error(error); }
    },
    soon(...names) { for (const name of names) get(name).catch(() => {}); },
  };
  /** @type {Kit.Shell} */
  const shell = Object.assign(Object.create(methods), { args, url, state, kit, phase: 'edit', missing: [], hinted: new Set() });
  shell.build();
  root.replaceChildren(shell.node);
  adopt(css);
  await shell.open(mount);
  return shell;
};
