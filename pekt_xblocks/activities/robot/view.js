// The robot lab's page: a world, a program in one of three editors, and runs that the server computes and the page only shows.

/** @typedef {{program: any[], text: string}} Response */

const SPEEDS = { slow: 900, normal: 450, fast: 120 };
const SIZES = { blocks: 190, text: 100 }; // kB that opening an editor costs, told on its button; tests/browser/robot measures them

/** @type {import('../../static/learner/kit.d.ts').Mount<any, Response>} */
export async function mount(root, { view, kit, changed, act }) {
  const { el, t } = kit, [{ words: makeWords }, { world }, { list }] = await Promise.all(['words', 'world', 'list'].map((name) => kit.load(name)));
  const words = makeWords(kit), maps = view.maps.map((/** @type {any} */ map) => world(kit, map, view.board, words));
  /** @type {Record<string, any>} */ const open = { list: list(kit, view, words, () => edited()) };
  let editor = view.editors.includes('list') ? 'list' : view.editors[0], shown = 0, locked = false, timer = 0;
  /** @type {any} the run that is being shown */ let run = null;
  let at = 0;

  // -- what stands on the page ------------------------------------------------------------------------------------------

  const status = el('div', { class: 'pekt-robot-status' }), log = el('ol', { class: 'pekt-robot-log' });
  const story = el('details', { hidden: true }, el('summary', null, t('What happened, step by step')), log);
  const stage = el('div', null, ...maps.map((map, n) => { map.node.hidden = n > 0; return map.node; }));
  const tabs = maps.length > 1 && el('div', { class: 'pekt-row', role: 'group', 'aria-label': t('Maps') }, ...maps.map((_, n) =>
    el('button', { class: 'pekt-button', 'aria-pressed': String(!n), onclick: () => look(n) }, t('Map {n}', { n: n + 1 }))));
  const speed = el('select', { class: 'pekt-field' }, ...Object.keys(SPEEDS).map((name) =>
    el('option', { value: name, selected: name === 'normal' }, { slow: t('slow'), normal: t('normal'), fast: t('fast') }[name])));
  const buttons = el('div', { class: 'pekt-row pekt-robot-controls' },
    el('button', { class: 'pekt-button go', onclick: go }, kit.icon('M7 5l12 7-12 7z'), t('Run')),
    el('button', { class: 'pekt-button', onclick: stepOn }, kit.icon('M6 5l9 7-9 7zM18 5v14'), t('Step')),
    el('button', { class: 'pekt-button', onclick: reset }, kit.icon('M5 12a7 7 0 1 0 2-5L5 9M5 4v5h5'), t('From the start')),
    !kit.reduced() && el('label', { class: 'pekt-row' }, t('Speed'), speed));
  const desk = el('div', { class: 'pekt-robot-desk' }, open.list.node);
  const choices = view.editors.length > 1 && el('div', { class: 'pekt-row', role: 'group', 'aria-label': t('Ways to write the program') }, ...view.editors.map((/** @type {string} */ name) =>
    el('button', { class: 'pekt-button quiet', 'data-editor': name, 'aria-pressed': String(name === editor), onclick: () => choose(name) }, label(name))));
  const judged = el('div', { class: 'pekt-grid' });
  const facts = [view.limit && t('At most {n} commands.', { n: view.limit }),
    view.must_use.length && t('Use: {what}.', { what: view.must_use.map((/** @type {string} */ op) => words.names[op]).join(', ') }),
    view.forbid.length && t('Do without: {what}.', { what: view.forbid.map((/** @type {string} */ op) => words.names[op]).join(', ') }),
    view.unseen && t('It is also tried on maps that you do not see.')].filter(Boolean).join(' ');
  root.append(el('div', { class: 'pekt-robot' }, el('div', { class: 'prompt' }, kit.html(view.prompt), facts && el('p', { class: 'facts' }, kit.icon('info'), facts)),
    el('div', { class: 'scene pekt-grid' }, tabs, stage, buttons, el('div', { role: 'status' }, status), story),
    el('section', { class: 'code pekt-grid', 'aria-label': t('Your program') }, choices, desk, kit.hints('program'), judged)));
  write({ program: view.given, text: '' });
  if (editor !== 'list') await choose(editor, true);

  function label(/** @type {string} */ name) {
    if (name === 'list') return t('Commands');
    return name === 'blocks' ? t('Blocks ({n} kB)', { n: SIZES.blocks }) : t('Python ({n} kB)', { n: SIZES.text });
  }
  function tell(/** @type {string} */ tone = '', /** @type {any[]} */ ...what) {
    status.replaceChildren(...(tone ? [el('div', { class: `pekt-note ${tone}` }, kit.icon(tone), el('div', null, ...what))] : []));
  }

  // -- the program, whichever editor holds it ---------------------------------------------------------------------------

  /** @returns {Response} */
  function read() { return editor === 'text' ? { program: [], text: open.text.read() } : { program: open[editor].read(), text: '' }; }
  /** @param {Response} response */
  function write(response) {
    stop();
    if (response.text) return choose('text', true).then(() => open.text.write(response.text));
    open.list.write(response.program);
    if (editor === 'blocks') open.blocks.write(response.program);
    else show('list');
  }
  function edited() {
    stop();
    run = null;
    for (const map of maps) { map.reset(); map.hit(false); }
    tell();
    story.hidden = true;
    changed('program');
  }
  /** Opens an editor with the program that the other one holds. @param {string} name @param {boolean} [quiet] */
  async function choose(name, quiet = false) {
    if (name === editor && open[name]) return;
    try {
      const from = quiet && !open[editor] ? { program: view.given, text: '' } : read();
      if (!open[name]) { tell('wait', t('Opening…')); await load(name); }
      if (name === 'text') { if (!quiet) open.text.write((await act('text', from)).text); } else {
        const reply = from.text ? await act('read', from) : { program: from.program };
        if (reply.missing) return tell('warn', reply.missing[0].text);
        open[name].write(reply.program);
      }
      tell();
      show(name);
      if (!quiet) { changed(); open[name].focus?.(); }
    } catch (error) { tell('warn', error instanceof Error ? error.message : ''); }
  }
  async function load(/** @type {string} */ name) {
    const made = await kit.load(name);
    open[name] = await made.editor({ kit, view, words, changed: edited, vendor: kit.load });
    open[name].lock?.(locked);
  }
  function show(/** @type {string} */ name) {
    editor = name;
    desk.replaceChildren(open[name].node);
    open[name].shown?.();
    if (choices) for (const button of choices.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset.editor === name));
  }

  // -- running ------------------------------------------------------------------------------------------------------------

  function stop() { clearTimeout(timer); timer = 0; }
  function look(/** @type {number} */ n) {
    shown = n;
    maps.forEach((map, each) => { map.node.hidden = each !== n; });
    if (tabs) tabs.querySelectorAll('button').forEach((button, each) => button.setAttribute('aria-pressed', String(each === n)));
    if (run) start(run);
  }
  function reset() {
    stop();
    at = 0;
    maps[shown].reset();
    maps[shown].hit(false);
    open[editor].mark(-1);
    log.replaceChildren();
    story.hidden = true;
    tell();
  }
  /** Puts a run at its beginning. @param {any} reply */
  function start(reply) { run = reply; reset(); }
  async function fetched() {
    if (run) return true;
    tell('wait', t('The robot reads your program…'));
    try {
      const reply = await act('run', read());
      if (reply.missing) { tell('warn', reply.missing[0].text); open[editor].trouble?.(reply.missing[0]); return false; }
      const failed = reply.runs.findIndex((/** @type {any} */ each) => !each.solved);
      run = { ...reply, nodes: [...walk(reply.program)] };
      if (failed >= 0 && failed !== shown && reply.runs[shown].solved) look(failed);
      start(run);
      return true;
    } catch (error) { tell('warn', error instanceof Error ? error.message : ''); return false; }
  }
  async function go() {
    stop();
    if (run) reset();
    if (!await fetched()) return;
    if (kit.reduced()) { while (next()); return; }
    tell('info', t('The robot is on its way.'));
    const tick = () => { if (next()) timer = setTimeout(tick, SPEEDS[/** @type {'slow'|'normal'|'fast'} */ (speed.value)]); };
    tick();
  }
  async function stepOn() {
    stop();
    if (!await fetched()) return;
    if (at > run.runs[shown].trace.length) reset();
    if (next()) kit.say(log.lastElementChild?.textContent ?? '');
  }
  /** Shows the next entry; false at the end. */
  function next() {
    const { trace } = run.runs[shown];
    if (at >= trace.length) { at += 1; ended(run.runs[shown]); return false; }
    const entry = trace[at], n = trace.slice(0, at + 1).filter((/** @type {any} */ each) => each[1] !== 'test').length;
    at += 1;
    maps[shown].step(entry);
    log.append(el('li', null, words.step(entry, n, run.nodes[entry[0]])));
    story.hidden = false;
    open[editor].mark(entry[0], false, run.lines[entry[0]]);
    return true;
  }
  function ended(/** @type {any} */ done) {
    if (done.cut) log.append(el('li', null, t('… and {n} more.', { n: done.cut })));
    open[editor].mark(done.node, true, run.lines[done.node]);
    maps[shown].hit(done.code === 'crash');
    if (done.solved) tell('right', el('strong', null, t('It works on this map.')), ' ', t('Press “Submit” when you are ready.'));
    else tell('wrong', kit.html(done.note));
  }

  // -- the score ------------------------------------------------------------------------------------------------------------

  /** @param {any} result */
  function show_(result) {
    judged.replaceChildren();
    const told = result?.facts;
    if (!told) return;
    stop();
    const state = told.state === 'solved' ? [el('div', { class: 'pekt-note warn' }, kit.icon('warn'), el('div', null, el('strong', null, t('Solved, but not in the best way.'))))] : [];
    const rows = view.maps.map((/** @type {any} */ map, /** @type {number} */ n) => [t('Map {n}', { n: n + 1 }), told.worlds?.[map.id] === 'ok']);
    if (told.unseen?.of && told.code !== 'empty') rows.push([t('Maps that you do not see: {n} of {of}', { n: told.unseen.solved, of: told.unseen.of }), told.unseen.solved === told.unseen.of]);
    if (told.state !== 'failed') for (const part of result.parts.slice(1)) {
      if (part.id === 'limit' && view.limit) rows.push([t('Commands: {n} of at most {limit}', { n: told.commands, limit: view.limit }), part.earned > 0]);
      if (part.id === 'required' && (view.must_use.length || view.forbid.length)) rows.push([t('Commands asked for'), part.earned > 0]);
    }
    judged.append(...state, el('ul', { class: 'pekt-robot-parts' }, ...rows.map(([what, right]) => el('li', { class: right ? 'right' : 'wrong' },
      kit.icon(right ? 'right' : 'wrong'), el('span', null, what, ': ', right ? t('solved') : t('not yet'))))));
    const map = view.maps.findIndex((/** @type {any} */ each) => each.id === told.world);
    if (map >= 0) { look(map); open[editor].mark(told.node, true, told.line ?? undefined); }
  }

  return {
    read, write, show: show_,
    fault(_, text) {
      const focus = kit.fault(desk, text);
      return text ? /** @type {HTMLElement} */ (desk.querySelector('.grab, [contenteditable], button') ?? focus) : focus;
    },
    lock(on) { locked = on; for (const each of Object.values(open)) each.lock?.(on); },
  };
}

/** Every node in the order in which the server numbers them. @param {any[]} program @returns {Generator<any[]>} */
function* walk(program) {
  for (const node of program) {
    yield node;
    for (const part of node.slice(1)) if (Array.isArray(part) && (!part.length || Array.isArray(part[0]))) yield* walk(part);
  }
}
