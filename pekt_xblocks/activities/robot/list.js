// The program as a list of commands with buttons; its one rule: everything works by touch, by keyboard and by ear alike.

/** @typedef {any[]} Part a command, or a body of commands */
/** @typedef {(node: Part, at: number) => HTMLElement|undefined} Fields what shows the argument `at` of a command; see fields.js */
/** @type {Record<string, number[]>} where a command keeps its bodies */
const BODIES = { repeat: [2], while: [2], until: [2], if: [2, 3], def: [2] };
const NODES = 200, DEPTH = 12, ADD = 'M12 6v12M6 12h12';

/**
 * @param {any} kit @param {import('./view.js').Level} view @param {ReturnType<typeof import('./words.js').words>} words @param {() => void} changed
 * @param {typeof import('./fields.js')} [rich] for levels with names, texts, variables or conditions joined together
 */
export function list(kit, view, words, changed, rich) {
  const { el, t, icon } = kit, name = (/** @type {Part} */ [op]) => words.names[op] ?? '';
  /** @type {Part} */ let program = [];
  /** @type {Part} a command, or the body whose end new commands go to */ let current = program;
  let locked = false, failed = -1, now = -1, line = 0, labels = /** @type {(() => void)[]} */ ([]);
  /** @param {string} act @param {string} image @param {string} word @param {() => void} does */
  const tool = (act, image, word, does) => el('button', { class: 'pekt-button', 'data-tool': act, title: word, onclick: () => locked || does() }, icon(image), el('span', { class: 'pekt-hidden' }, word));
  const rows = el('ol', { class: 'pekt-robot-list', 'aria-label': t('Program'), onkeydown: key });
  const other = el('button', { class: 'pekt-button', 'data-tool': 'else', onclick: toggleElse });
  const tools = el('div', { class: 'pekt-robot-tools', role: 'toolbar', 'aria-label': t('Change this command') },
    tool('up', 'M12 19V6M6 12l6-6 6 6', t('Up'), () => move(-1)), tool('down', 'M12 5v13M6 12l6 6 6-6', t('Down'), () => move(1)),
    tool('in', 'M4 6h16M10 12h10M10 18h10M3 10l4 3-4 3', t('Put inside the one above'), () => indent()),
    tool('out', 'M4 6h16M10 12h10M10 18h10M7 10l-4 3 4 3', t('Take out'), () => outdent()),
    tool('copy', 'M9 9h11v11H9zM5 15H4V4h11v1', t('Copy'), () => copy()), tool('bin', 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13', t('Delete'), () => remove()), other);
  const palette = el('div', { class: 'pekt-robot-palette', role: 'group', 'aria-label': t('Add a command') },
    ...view.commands.flatMap((op) => (op === 'def' ? [op, 'call'] : op === 'set' ? [op, 'change'] : [op]))
      .map((op) => el('button', { class: 'pekt-button', 'data-op': op, onclick: () => add(op) }, icon(ADD), words.names[op])));
  const count = el('p', { class: 'pekt-robot-count' });
  const fields = rich?.fields({ kit, view, words, program: () => program, changed: told, redraw: () => { render(); focus(); told(); } });

  // -- the tree -------------------------------------------------------------------------------------------------------

  const bodies = (/** @type {Part} */ node) => (BODIES[node[0]] ?? []).flatMap((at) => (node[at] ? [node[at]] : []));
  const isBody = () => typeof current[0] !== 'string';
  /** @param {Part} body @returns {number} */
  const size = (body) => body.reduce((sum, node) => sum + 1 + bodies(node).reduce((n, each) => n + size(each), 0), 0);
  /** Where something is: the body that holds it, and the commands around it, innermost last. @param {Part} what @returns {{body: Part, around: Part[]}|undefined} */
  function find(what, body = program, around = /** @type {Part[]} */ ([])) {
    if (body === what || body.includes(what)) return { body, around };
    for (const node of body) for (const inner of bodies(node)) { const found = find(what, inner, [...around, node]); if (found) return found; }
  }
  const home = () => find(current) ?? { body: program, around: [] };
  /** @param {string} op @returns {Part} */
  function fresh(op) {
    const test = [view.sensors[0] ?? 'at_goal'];
    return rich?.fresh(op, { t, program, view }) ?? (op === 'repeat' ? [op, 2, []] : op === 'while' || op === 'until' || op === 'if' ? [op, test, []] : [op]);
  }
  /** @param {string} op */
  function add(op) {
    if (locked) return;
    if (size(program) >= NODES) return kit.say(t('The program is full: {n} commands.', { n: NODES }));
    const made = fresh(op), slot = isBody(), { body, around } = op === 'def' ? { body: program, around: [] } : home();
    if (around.length >= DEPTH) return kit.say(t('No more levels fit inside one another.'));
    body.splice(slot || !body.includes(current) ? body.length : body.indexOf(current) + 1, 0, made);
    current = BODIES[op] ? made[2] : slot ? body : made;
    done(t('Added: {what}', { what: name(made) }));
  }
  /** @param {number} by */
  function move(by) {
    const { body } = home(), from = body.indexOf(current), to = from + by;
    if (to < 0 || to >= body.length) return;
    body.splice(to, 0, ...body.splice(from, 1));
    done(t('{what}: place {n} of {of}', { what: name(current), n: to + 1, of: body.length }));
  }
  function indent() {
    const { body } = home(), from = body.indexOf(current), above = body[from - 1], into = above && bodies(above).at(-1);
    if (!into || current[0] === 'def') return;
    body.splice(from, 1);
    into.push(current);
    done(t('Now inside: {what}', { what: name(above) }));
  }
  function outdent() {
    const { body, around } = home(), owner = around.at(-1), outer = owner && find(owner)?.body;
    if (!outer) return;
    body.splice(body.indexOf(current), 1);
    outer.splice(outer.indexOf(owner) + 1, 0, current);
    done(t('Now outside: {what}', { what: name(owner) }));
  }
  function copy() {
    const { body } = home(), made = structuredClone(current);
    if (size(program) + size([made]) > NODES || made[0] === 'def') return;
    body.splice(body.indexOf(current) + 1, 0, made);
    current = made;
    done(t('Copied: {what}', { what: name(made) }));
  }
  function remove() {
    const { body } = home(), at = body.indexOf(current), [gone] = body.splice(at, 1);
    current = body[at] ?? body[at - 1] ?? body;
    done(t('Deleted: {what}', { what: name(gone) }));
  }
  function toggleElse() {
    if (locked) return;
    if (current[3]) current.pop(); else { current.push([]); current = current[3]; }
    done('');
  }

  // -- rows -----------------------------------------------------------------------------------------------------------

  /** @param {string} said */
  function done(said) {
    failed = now = -1;
    render();
    focus();
    kit.say(said);
    changed();
  }
  function told() {
    failed = now = -1;
    for (const each of labels) each(); // no new rows: the focus is on its way to another control
    paint();
    changed();
  }
  const focus = () => rows.querySelector('[aria-current]')?.focus();

  function render() {
    line = 0;
    labels = [];
    if (!find(current)) current = program;
    rows.replaceChildren(...body(program));
    const n = size(program);
    count.textContent = view.limit ? t('Commands: {n} of at most {limit}', { n, limit: view.limit }) : t('Commands: {n}', { n });
    count.classList.toggle('over', Boolean(view.limit && n > view.limit));
    for (const input of rows.querySelectorAll('input, select')) { input.disabled = locked; input.tabIndex = input.closest('.head').querySelector('[aria-current]') ? 0 : -1; }
    paint();
    if (locked || isBody()) return;
    const { body: siblings, around } = home(), at = siblings.indexOf(current), whole = current[0] !== 'def';
    const can = /** @type {Record<string, any>} */ ({ up: at, down: at < siblings.length - 1, in: at && whole && bodies(siblings[at - 1]).length, out: around.length, copy: whole, bin: 1, else: 1 });
    for (const button of tools.children) button.setAttribute('aria-disabled', String(!can[button.dataset.tool]));
    other.hidden = current[0] !== 'if';
    other.textContent = current[3] ? t('Without “else”') : t('With “else”');
    rows.querySelector('[aria-current]').closest('.head').after(tools);
  }
  /** Shows which command runs, or where it stopped. */
  function paint() {
    for (const li of rows.querySelectorAll('[data-node]')) {
      const n = Number(li.dataset.node);
      li.classList.toggle('now', n === now);
      li.classList.toggle('failed', n === failed);
      li.querySelector('.stop').hidden = n !== failed;
    }
    rows.querySelector('.failed > .head, .now > .head')?.scrollIntoView?.({ block: 'nearest' });
  }
  const number = (/** @type {number|string} */ n) => el('span', { class: 'number', 'aria-hidden': 'true' }, String(n));
  /** @param {Part} what @param {any[]} shown */
  const grab = (what, ...shown) => el('button', { class: 'grab', tabindex: current === what ? 0 : -1, 'aria-current': current === what && 'true', onclick: () => { current = what; render(); focus(); } }, ...shown);
  /** @param {Part} program @returns {Node[]} */
  function body(program) {
    return [...program.map(row), slot(program)];
  }
  /** @param {Part} node */
  function row(node) {
    const [op] = node, pieces = (words.commands[op] ?? '').split(/\{(\d)\}/), first = (pieces[0] ?? '').trim() || words.names[op];
    const n = ++line, label = el('span', { class: 'pekt-hidden' }), write = () => { label.textContent = `${t('Line {n}:', { n })} ${spoken(node)}`; };
    write();
    const li = el('li', { 'data-node': labels.push(write) - 1 }, el('div', { class: 'head' }, number(n), grab(node, label, el('span', { 'aria-hidden': 'true' }, first),
        el('span', { class: 'stop', hidden: true }, icon('warn'), el('span', { class: 'pekt-hidden' }, t('It stopped here.')))),
      ...pieces.slice(1).map((piece, i) => (i % 2 ? piece.trim() && el('span', null, piece.trim()) : fields?.(node, Number(piece)) ?? field(node, Number(piece))))));
    bodies(node).forEach((inner, i) => {
      if (i) li.append(el('div', { class: 'head' }, number(inner.length ? ++line : ''), el('span', { class: 'grab' }, words.otherwise)));
      else if (!inner.length) line += 1;
      li.append(el('ol', null, ...body(inner)));
    });
    return li;
  }
  /** The place at the end of a body where new commands go. @param {Part} body */
  function slot(body) {
    return el('li', { class: 'slot' }, el('div', { class: 'head' }, grab(body, icon(ADD),
      current !== body ? t('Add here') : program.length ? t('New commands come here') : t('The program is empty. New commands come here.'))));
  }
  /** @param {Part} node */
  const spoken = ([op, ...args]) => (words.commands[op] ?? '').replace(/\{(\d)\}/g, (_, n) => (op === 'led' && n > 2 ? (args[2] ? t('on') : t('off')) : words.say(args[n - 1])));

  /** A number, or one condition of a few. @param {Part} node @param {number} at */
  function field(node, at) {
    const value = node[at], label = t('How many times');
    if (!Array.isArray(value)) return el('input', { class: 'pekt-field', type: 'number', value, min: 0, max: 1000, 'aria-label': label, onchange(/** @type {any} */ e) {
      const n = Math.round(e.target.valueAsNumber);
      if (n >= 0 && n <= 1000 && n !== node[at]) { node[at] = n; told(); }
      e.target.value = node[at];
    } });
    const options = [...new Set([...view.sensors, value[0]])];
    return el('select', { class: 'pekt-field', 'aria-label': t('Condition'), onchange(/** @type {any} */ e) { node[at] = [options[e.target.selectedIndex]]; told(); } },
      ...options.map((op) => el('option', { selected: op === value[0] }, words.conditions[op])));
  }

  /** @param {KeyboardEvent} e */
  function key(e) {
    if (!(e.target instanceof Element) || !e.target.closest('.grab') || locked) return;
    const grabs = [...rows.querySelectorAll('button.grab')], go = (/** @type {number} */ to) => grabs[Math.max(0, Math.min(grabs.length - 1, to))].click();
    const at = grabs.findIndex((each) => each.hasAttribute('aria-current'));
    const keys = /** @type {Record<string, () => void>} */ (e.altKey ? (isBody() ? {} : { ArrowUp: () => move(-1), ArrowDown: () => move(1), ArrowRight: indent, ArrowLeft: outdent })
      : { ArrowUp: () => go(at - 1), ArrowDown: () => go(at + 1), Home: () => go(0), End: () => go(1e3), ...(!isBody() && { Delete: remove, Backspace: remove }) });
    if (!keys[e.key]) return;
    e.preventDefault();
    keys[e.key]?.();
  }

  render();
  return {
    node: el('div', { class: 'pekt-grid' }, palette, rows, count),
    read: () => program.map(trimmed),
    /** @param {Part} given */
    write(given) { current = program = structuredClone(given); failed = now = -1; render(); },
    /** Marks the command that runs, or the one at which the run stopped; -1 = none. @param {number} n @param {boolean} [wrong] */
    mark(n, wrong = false) { [failed, now] = wrong ? [n, -1] : [-1, n]; paint(); },
    /** @param {boolean} on */
    lock(on) { locked = on; palette.hidden = on; render(); },
    focus,
  };
}

/** A copy as the server knows it: no empty else. @param {Part} node @returns {Part} */
function trimmed(node) {
  const made = node.map((part, at) => (BODIES[node[0]]?.includes(at) ? part.map(trimmed) : structuredClone(part)));
  return made[0] === 'if' && made[3]?.length === 0 ? made.slice(0, 3) : made;
}
