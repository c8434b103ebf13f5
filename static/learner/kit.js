// Everything around a view: building blocks, words, drafts, sending, result. Its one rule: what a learner gave is never lost.
/** @import { Args, Basics, Graded, Hints, Kept, Kit, Opening, Result, Settled, View, Waiting } from './kit.d.ts' */

/** @type {Record<string, string>} strokes on a 24 x 24 grid */
const ICONS = {
  right: 'M5 13l4 4L19 7', wrong: 'M7 7l10 10M17 7L7 17', warn: 'M12 6v7M12 17.5v.01', info: 'M12 11v7M12 6.5v.01', wait: 'M12 6v6l4 3',
  hint: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3 11v1h6v-1a6 6 0 0 0-3-11z',
  next: 'M9 6l6 6-6 6', back: 'M15 6l-6 6 6 6', up: 'M12 19V6M6 12l6-6 6 6', down: 'M12 5v13M6 12l6 6 6-6',
};

/** @type {import('./kit.d.ts').El} */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  if (tag === 'button') node.setAttribute('type', tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), /** @type {any} */ (value));
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(.../** @type {Node[]} */ (children.flat(9).filter(Boolean)));
  return node;
}

/** @type {Kit['html']} */
export function html(markup) {
  const template = el('template');
  template.innerHTML = markup;
  return template.content;
}

/** @type {Kit['icon']} */
export const icon = (name) => /** @type {any} */ (
  html(`<svg class="pekt-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name] ?? name}"/></svg>`).firstChild);

/** @param {Args} args @returns {Basics} */
export function basics({ words = {}, lang }) {
  const number = (/** @type {number} */ n) => n.toLocaleString(lang, { maximumFractionDigits: 2 });
  /** @type {Kit['t']} */
  const t = (message, params = {}) => (words[message] ?? message).replace(/\{(\w+)\}/g, (all, name) => {
    const value = params[name] ?? all;
    return typeof value === 'number' ? number(value) : value;
  });
  return {
    lang, t, number, el, html, icon,
    reduced: () => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true,
    mark(right, note = '') {
      const tone = right == null ? 'info' : right ? 'right' : 'wrong';
      return el('div', { class: `pekt-note ${tone}` }, icon(tone),
        el('div', null, right != null && el('strong', null, right ? t('Correct') : t('Not right')), ' ', html(note)));
    },
    fault(box, text) {
      const focus = /** @type {HTMLElement} */ (box.querySelector('input,select,textarea,button') ?? box), id = `fault-${focus.id || box.id}`;
      box.querySelector('.pekt-fault')?.remove();
      if (text) box.append(el('p', { class: 'pekt-fault', id }, icon('warn'), el('span', null, text)));
      focus.setAttribute('aria-describedby', text && id);
      return focus;
    },
  };
}

/** @type {Map<string, CSSStyleSheet>} one sheet for each text, shared by every activity of the page */
const sheets = new Map();
/** @param {ShadowRoot} root @param {string} text */
function adopt(root, text) {
  if (!root.adoptedStyleSheets) { root.append(el('style', null, text)); return; }
  const sheet = sheets.get(text) ?? new CSSStyleSheet();
  if (!sheets.has(text)) sheet.replaceSync(text);
  sheets.set(text, sheet);
  root.adoptedStyleSheets.push(sheet);
}

/** JSON under one key; in memory where storage is full, forbidden or not wanted. @param {string} key @param {any} storage @returns {Kept} */
export function kept(key, storage) {
  /** @type {any} */ let memory = null;
  return {
    get() { try { return memory ?? JSON.parse(storage.getItem(key)); } catch { return memory; } },
    set(value) {
      try { if (value) storage.setItem(key, JSON.stringify(value)); else storage.removeItem(key); memory = null; } catch { memory = value; }
    },
  };
}

/** @param {string} url @param {unknown} data */
function post(url, data) {
  const token = /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1];
  return fetch(url, { method: 'POST', credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.timeout?.(20000), body: JSON.stringify(data),
    headers: { 'Content-Type': 'application/json', ...(token && { 'X-CSRFToken': token }) } });
}

/** @type {typeof import('./kit.d.ts').outbox} */
export function outbox({ key, url, storage, settled }) {
  const shelf = kept(key, storage);
  /** @returns {Waiting[]} */
  const waiting = () => { const list = shelf.get(); return Array.isArray(list) ? list : []; };
  /** @param {Waiting[]} list */
  const write = (list) => shelf.set(list.length ? list : null);
  /** @param {Waiting} item @returns {Promise<boolean|void>} done: the server has it, or never will */
  async function deliver(item) {
    let r, reply;
    try { r = await post(url, { submission_id: item.id, response: item.response }); reply = await r.json().catch(() => null); } catch { /* no line */ }
    if (r && (r.type === 'opaqueredirect' || r.status === 401 || r.status === 403)) return settled('signed_out', item);
    // 200 with a page instead of a reply is a school's filter or a login form.
    if (!r || r.status >= 500 || r.status === 429 || r.status === 408 || (r.ok && !reply?.outcome)) return settled('waiting', item);
    write(waiting().filter(({ id }) => id !== item.id)); // read anew: another tab may have written meanwhile
    settled(r.ok ? 'sent' : 'refused', item, reply);
    return true;
  }
  async function drain() { for (let item; (item = waiting()[0]) && await deliver(item);); } // oldest first, up to the first that must wait
  /** @type {Promise<void>|null} */ let busy = null;
  const flush = () => busy ??= Promise.resolve(navigator.locks ? navigator.locks.request(key, drain) : drain()).finally(() => { busy = null; });
  addEventListener('online', flush);
  return {
    flush, waiting,
    send(response) {
      const id = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join('-'); // plain-http pages lack randomUUID
      write([...waiting(), { id, response, at: Date.now() }]);
      return busy ? busy.then(flush) : flush();
    },
  };
}

/** Opens an activity in a shadow root on its host; rejects where the view cannot. @param {Opening} opening */
export async function start({ host, args, mount, css, text, url }) {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' }), shell = new Shell(args, url);
  root.replaceChildren(shell.node);
  for (const each of css) if (each) adopt(root, each);
  /** @type {Kit['load']} */
  shell.kit.load = async (name) => {
    const style = await text(args.urls[`${name}_css`]);
    if (style) adopt(root, style);
    return import(args.urls[name] ?? args.urls.vendor?.[name] ?? name);
  };
  await shell.open(mount);
  return shell;
}

class Shell {
  /** @param {Args} args @param {(name: string) => string} url */
  constructor(args, url) {
    this.args = args; this.url = url; this.state = args.state;
    /** @type {'edit'|'sending'|'waiting'|'result'|'solution'|'closed'} */ this.phase = 'edit';
    this.dirty = false; // changed since it was last sent
    this.pressed = false; // the learner waits for the result, so it may take the focus
    this.faults = /** @type {Set<string>} */ (new Set());
    this.kit = /** @type {Kit} */ ({ ...basics(args), say: (text) => { this.live.textContent = text; }, hints: (at) => this.hints(at) });
    this.title = el('h3', { id: 'title', tabindex: -1 }, args.name);
    this.best = el('span', { class: 'pekt-best' });
    this.body = el('div', { class: 'pekt-body' });
    this.more = el('div', { class: 'pekt-body' });
    this.out = el('div', { role: 'status' });
    this.live = el('div', { role: 'status', class: 'pekt-hidden' });
    this.toast = el('div', { role: 'status', class: 'pekt-note warn' });
    this.left = el('span', { class: 'pekt-left' });
    this.main = el('button', { class: 'pekt-button', onclick: (/** @type {MouseEvent} */ e) => e.detail < 2 && this.next()[1]() });
    this.key = el('button', { class: 'pekt-button quiet', onclick: () => this.solution() });
    // The result stands before the buttons: Tab from a heading with nothing after it would stay in the shadow root for ever.
    this.node = el('div', { class: 'pekt', lang: args.lang, role: 'group', 'aria-labelledby': 'title' }, el('header', null, this.title, this.best),
      this.body, this.more, el('footer', null, this.out, this.toast, this.left, el('div', { class: 'pekt-row' }, this.main, this.key)), this.live);
  }

  /** @param {import('./kit.d.ts').Mount} mount */
  async open(mount) {
    const { args, state, kit: { t } } = this, name = `${args.user}:${args.key}`;
    const storage = args.mode === 'learner' ? shelf() : null;
    this.draft = kept(`pekt:draft:${name}`, storage);
    this.outbox = outbox({ key: `pekt:outbox:${name}`, url: this.url('submit'), storage, settled: (...all) => this.settled(...all) });
    /** @type {View} */
    this.part = await mount(this.body, { view: args.view, state, kit: this.kit, mode: args.mode, changed: (at) => this.changed(at),
      send: (response) => this.submit(response), act: (act, data) => this.call('act', { name: act, data }) });
    for (const at in state.hints) if (!this.hinted.has(at)) this.more.append(this.hints(at));
    const waiting = this.outbox.waiting().at(-1), found = this.draft.get();
    const draft = found?.attempts === state.attempts ? found : null; // an older one has been handed in since, here or elsewhere
    const response = (draft ?? waiting ?? state).response;
    if (response) this.part.write(response);
    if (waiting) this.dirty = Boolean(draft) && JSON.stringify(response) !== JSON.stringify(waiting.response);
    else if (draft) this.tell(t('We kept what you had not sent yet.'), 'info');
    else if (state.result) this.result(state.result);
    if (args.mode === 'anonymous') this.tell(t('You can try this freely. Sign in to keep your score.'), 'info');
    this.paint();
    if (waiting) await this.flush();
  }

  /** What the main button says and does now; never nothing. @returns {[string, () => void, string?]} */
  next() {
    const { t } = this.kit, { phase, state: { left, status } } = this;
    if (phase === 'sending') return [t('Sending…'), () => {}, 'primary'];
    if (phase === 'waiting') return [t('Send again'), () => { this.pressed = true; this.flush(); }, 'primary'];
    if (phase === 'result' && left !== 0 && status !== 'perfect') return [t('Try again'), () => this.again(), 'primary'];
    if (phase === 'edit' && left !== 0 && !this.part?.submits) return [t('Submit'), () => this.submit(), 'primary'];
    return [t('To the top of the activity'), () => this.title.focus()];
  }

  /** @param {Shell['phase']} [phase] */
  paint(phase = this.phase) {
    const { t } = this.kit, { left, best, can_solution: solvable } = this.state;
    this.phase = phase;
    const [word, , tone = 'quiet'] = this.next(), busy = phase === 'sending' || phase === 'waiting';
    this.main.textContent = word;
    this.main.className = `pekt-button ${tone}`;
    this.main.setAttribute('aria-disabled', String(phase === 'sending'));
    this.key.hidden = !solvable || busy;
    this.key.textContent = phase === 'solution' ? t('Show my answer') : t('Show the solution');
    this.left.textContent = left == null ? '' : left === 0 ? t('No attempts left') : left === 1 ? t('1 attempt left') : t('{n} attempts left', { n: left });
    this.best.textContent = best == null ? '' : t('Best: {n}%', { n: best });
    this.part?.lock?.(phase === 'solution' || phase === 'closed' || left === 0);
  }

  /** @param {string} [text] @param {string} [tone] */
  tell(text, tone = 'warn') {
    this.toast.className = `pekt-note ${tone}`;
    this.toast.replaceChildren(...(text ? [icon(tone), el('div', null, text)] : []));
  }

  /** @param {string} [at] */
  changed(at) {
    if (!this.part || this.phase === 'solution') return;
    this.dirty = true;
    this.draft?.set({ attempts: this.state.attempts, response: this.part.read() });
    for (const fault of at ? [at] : this.faults) if (this.faults.delete(fault)) this.part.fault?.(fault, '');
    if (this.phase === 'result') this.paint('edit');
  }

  submit(response = this.part?.read()) {
    if (this.phase === 'sending') return;
    this.dirty = false; this.pressed = true;
    this.tell();
    this.flush(() => this.outbox?.send(response));
  }

  async flush(how = () => this.outbox?.flush()) {
    this.paint('sending');
    await how();
    if (this.phase !== 'sending') return;
    this.paint('edit'); // another tab has sent it
    this.tell(this.kit.t('It was sent. Reload the page to see the result.'), 'info');
  }

  /** @type {Settled} what became of a response */
  settled(fate, item, reply) {
    const { t } = this.kit, out = fate === 'signed_out';
    if (out || fate === 'waiting') {
      this.paint('waiting');
      this.tell(out ? t('You have been signed out. Sign in again in another tab and press “Send again”. Your answers are kept here.')
        : t('Not sent yet. It will be sent as soon as there is a network.'));
      clearTimeout(this.timer); // a line may come back without an event
      this.timer = setTimeout(() => this.phase === 'waiting' && this.flush(), 2e4 * (1 + Math.random()));
    } else if (fate === 'refused') {
      this.paint('edit');
      this.tell(reply?.error ?? t('The server could not take this. Your answers are still here.'));
    } else if (reply.outcome === 'incomplete') this.incomplete(reply.missing);
    else if (reply.outcome === 'closed') {
      this.paint('closed');
      this.tell(reply.text, 'info');
    } else this.graded(item, reply);
  }

  /** @param {{at: string, text: string}[]} missing */
  incomplete(missing) {
    const { t } = this.kit, n = missing.length, places = missing.map(({ at, text }) => (this.faults.add(at), this.part?.fault?.(at, text)));
    this.paint('edit');
    this.tell(!places[0] ? missing.map((each) => each.text).join(' ') : n === 1 ? t('1 answer is missing.') : t('{n} answers are missing.', { n }));
    if (this.pressed) places[0]?.focus();
  }

  /** @param {Waiting} item @param {Graded} reply */
  graded({ response }, reply) {
    Object.assign(this.state, reply, { response });
    this.draft?.set(this.dirty ? { attempts: reply.attempts, response: this.part?.read() } : null);
    this.tell();
    this.result(reply.result, this.pressed ? 'fresh' : '');
    if (this.pressed) this.out.querySelector('h4')?.focus();
    this.pressed = false;
  }

  /** Result and marks; marks only on the response that earned them. @param {Result|null} result @param {string} [fresh] */
  result(result, fresh = '') {
    const { t } = this.kit;
    if (!this.dirty) this.part?.show(result);
    this.paint(result && !this.dirty ? 'result' : 'edit');
    if (!result) return this.out.replaceChildren();
    const { earned, possible, percent, passed, note } = result;
    const [tone, word] = !possible ? ['info', t('Sent. Thank you!')] : earned >= possible ? ['right', t('All correct!')]
      : passed ? ['right', t('You passed!')] : earned ? ['warn', t('A good start. Not there yet.')] : ['wrong', t('Not yet. Have another look.')];
    this.out.replaceChildren(el('div', { class: `pekt-note pekt-result ${tone} ${fresh}` }, icon(tone), el('div', null, el('h4', { tabindex: -1 }, word),
      possible > 0 && [el('p', null, t('{earned} of {possible} points ({percent}%)', { earned, possible, percent })),
        el('div', { class: 'pekt-bar' }, el('span', { style: `width:${percent}%` }))], html(note))));
  }

  again() {
    this.dirty = false;
    this.tell();
    this.result(null);
    this.title.focus();
  }

  async solution() {
    const { part, kit: { t } } = this;
    if (this.mine) {
      part?.write(this.mine.response);
      this.why?.remove();
      this.result(this.mine.result);
      this.mine = null;
    } else try {
      const { response, explanation } = await this.call('solution', {});
      this.mine = { response: part?.read(), result: this.phase === 'result' ? this.state.result : null };
      part?.show(null);
      part?.write(response);
      this.more.append(this.why = el('div', { class: 'pekt-note info', role: 'status' }));
      this.why.append(icon('info'), el('div', null, t('This is one correct solution.'), ' ', html(explanation ?? '')));
      this.paint('solution');
    } catch (/** @type {any} */ error) { this.tell(error.message); }
  }

  hinted = /** @type {Set<string>} */ (new Set());
  /** @param {string} at */
  hints(at) {
    const { t } = this.kit, list = el('ol', { 'aria-live': 'polite' }), button = el('button', { class: 'pekt-button quiet', onclick: () => more && open() });
    const box = el('div', { class: 'pekt-hints' }, list, button);
    let more = 0;
    const paint = (/** @type {Hints} */ hints) => {
      more = hints.more;
      list.replaceChildren(...hints.open.map((text) => el('li', null, html(text))));
      button.replaceChildren(icon('hint'), !more ? t('No more hints') : hints.open.length ? t('Another hint') : t('Hint'));
      button.setAttribute('aria-disabled', String(!more)); // hidden, it would lose the focus
      box.hidden = !more && !hints.open.length;
    };
    const open = () => this.call('open_hint', { at }).then(paint, (error) => this.tell(error.message));
    this.hinted.add(at);
    paint(this.state.hints?.[at] ?? { open: [], more: 0 });
    return box;
  }

  /** Asks a handler; fails with words for the learner. @param {string} name @param {unknown} data */
  async call(name, data) {
    const r = await post(this.url(name), data).catch(() => null), reply = await r?.json().catch(() => null);
    if (r?.ok && reply) return reply;
    throw new Error(reply?.error ?? this.kit.t('That did not work. Check the network and try again.'));
  }
}

function shelf() { try { return localStorage; } catch { return null; } } // even asking can throw
