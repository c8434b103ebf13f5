// The program as a list of commands with buttons; its one rule: everything works by touch, by keyboard and by ear alike.

const BODIES = { repeat: [2], while: [2], until: [2], if: [2, 3], def: [2] };
const MOST = { nodes: 200, depth: 12 };
const KEYWORDS = new Set(`False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda
  nonlocal not or pass raise return try while with yield range`.split(/\s+/));
const ICONS = { add: 'M12 6v12M6 12h12', up: 'M12 19V6M6 12l6-6 6 6', down: 'M12 5v13M6 12l6 6 6-6', in: 'M4 6h16M10 12h10M10 18h10M3 10l4 3-4 3', out: 'M4 6h16M10 12h10M10 18h10M7 10l-4 3 4 3', copy: 'M9 9h11v11H9zM5 15H4V4h11v1', bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13' };

/** A name made usable, or '' where it can't be. @param {string} text */
export function nameOf(text) {
  const name = text.normalize('NFKC').trim().replace(/\s+/g, '_').slice(0, 20);
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !KEYWORDS.has(name) ? name : '';
}

/**
 * @param {any} kit @param {any} view @param {any} words @param {() => void} changed
 */
export function list(kit, view, words, changed) {
  const { el, t, icon } = kit;
  /** @type {any[]} */ let program = [];
  /** @type {any} a node, or the body whose end new commands go to */ let current = program;
  let locked = false, failed = -1, now = -1;
  const rows = el('ol', { class: 'pekt-robot-list', 'aria-label': t('Program'), onkeydown: key });
  const tools = el('div', { class: 'pekt-robot-tools', role: 'toolbar', 'aria-label': t('Change this command') },
    tool('up', ICONS.up, t('Up'), () => move(-1)), tool('down', ICONS.down, t('Down'), () => move(1)), tool('in', ICONS.in, t('Put inside the one above'), () => indent()),
    tool('out', ICONS.out, t('Take out'), () => outdent()), tool('copy', ICONS.copy, t('Copy'), () => copy()), tool('bin', ICONS.bin, t('Delete'), () => remove()));
  const palette = el('div', { class: 'pekt-robot-palette', role: 'group', 'aria-label': t('Add a command') }, ...offered().map((op) =>
    el('button', { class: 'pekt-button', 'data-op': op, onclick: () => add(op) }, icon(ICONS.add), words.names[op])));
  const count = el('p', { class: 'pekt-robot-count' });
  const node = el('div', { class: 'pekt-grid' }, palette, rows, count);

  function offered() {
    return view.commands.flatMap((/** @type {string} */ op) => (op === 'def' ? ['def', 'call'] : op === 'set' ? ['set', 'change'] : [op]));
  }
  /** @param {string} name @param {string} image @param {string} word @param {() => void} act */
  function tool(name, image, word, act) {
    return el('button', { class: 'pekt-button', 'data-tool': name, title: word, onclick: (/** @type {Event} */ e) => { e.stopPropagation(); if (!locked) act(); } }, icon(image), el('span', { class: 'pekt-hidden' }, word));
  }

  // -- the tree -------------------------------------------------------------------------------------------------------

  /** Every body with the node that holds it. @returns {Generator<[any[], any, any[]]>} body, owner, the body around it */
  function* bodies(/** @type {any[]} */ body = program, /** @type {any} */ owner = null, /** @type {any} */ around = null) {
    yield [body, owner, around];
    for (const each of body) for (const at of BODIES[each[0]] ?? []) if (each[at]) yield* bodies(each[at], each, body);
  }
  const home = (/** @type {any} */ node) => [...bodies()].find(([body]) => body.includes(node)) ?? [program, null, null];
  const size = (/** @type {any[]} */ body) => body.reduce((sum, each) => sum + 1 + (BODIES[each[0]] ?? []).reduce((n, at) => n + (each[at] ? size(each[at]) : 0), 0), 0);
  const depth = (/** @type {any} */ body) => { let n = 0; for (let b = body; b && b !== program; n++) b = [...bodies()].find(([each]) => each === b)?.[2]; return n; };
  const defined = () => program.filter((each) => each[0] === 'def').map((each) => each[1]);

  /** @param {string} op */
  function fresh(op) {
    const first = [view.sensors.find((/** @type {string} */ each) => !['not', 'and', 'or'].includes(each)) ?? 'at_goal'];
    switch (op) {
      case 'say': return ['say', t('Hello!')];
      case 'led': return ['led', 1, 1, 1];
      case 'repeat': return ['repeat', 2, []];
      case 'while': case 'until': case 'if': return [op, view.sensors.length ? first : ['compare', '<', ['var', 'x'], 3], []];
      case 'def': return ['def', unused(t('my_command')), []];
      case 'call': return ['call', defined().at(-1) ?? t('my_command')];
      case 'set': return ['set', 'x', 0];
      case 'change': return ['change', 'x', 1];
      default: return [op];
    }
  }
  function unused(/** @type {string} */ name) { let n = 1, made = name; while (defined().includes(made)) made = `${name}${++n}`; return made; }

  /** @param {string} op */
  function add(op) {
    if (locked) return;
    if (size(program) >= MOST.nodes) return kit.say(t('The program is full: {n} commands.', { n: MOST.nodes }));
    const made = fresh(op);
    let [body, at] = Array.isArray(current) && typeof current[0] !== 'string' ? [current, current.length] : place(current);
    if (op === 'def' && body !== program) [body, at] = [program, program.length];
    if (depth(body) + 1 >= MOST.depth) return kit.say(t('No more levels fit inside one another.'));
    body.splice(at, 0, made);
    const stays = current === body && !BODIES[op];
    current = BODIES[op] ? made[2] : stays ? body : made;
    done(t('Added: {what}', { what: words.names[op] }));
  }
  function place(/** @type {any} */ node) { const [body] = home(node); return [body, body.indexOf(node) + 1]; }

  function move(/** @type {number} */ by) {
    const [body] = home(current), from = body.indexOf(current), to = from + by;
    if (from < 0 || to < 0 || to >= body.length) return;
    body.splice(to, 0, ...body.splice(from, 1));
    done(t('{what}: place {n} of {of}', { what: words.names[current[0]], n: to + 1, of: body.length }));
  }
  function indent() {
    const [body] = home(current), from = body.indexOf(current), above = body[from - 1], at = above && (above[0] === 'if' && above[3] ? 3 : BODIES[above[0]]?.[0]);
    if (!at || current[0] === 'def') return;
    body.splice(from, 1);
    above[at].push(current);
    done(t('Now inside: {what}', { what: words.names[above[0]] }));
  }
  function outdent() {
    const [body, owner, around] = home(current);
    if (!owner || !around) return;
    body.splice(body.indexOf(current), 1);
    around.splice(around.indexOf(owner) + 1, 0, current);
    done(t('Now outside: {what}', { what: words.names[owner[0]] }));
  }
  function copy() {
    const [body] = home(current);
    if (size(program) + size([current]) > MOST.nodes || current[0] === 'def') return;
    const made = structuredClone(current);
    body.splice(body.indexOf(current) + 1, 0, made);
    current = made;
    done(t('Copied: {what}', { what: words.names[made[0]] }));
  }
  function remove() {
    const [body] = home(current), at = body.indexOf(current), gone = current;
    if (at < 0) return;
    body.splice(at, 1);
    current = body[Math.min(at, body.length - 1)] ?? body;
    done(t('Deleted: {what}', { what: words.names[gone[0]] }));
  }
  function toggleElse() {
    current[3] ? current.splice(3, 1) : current.push([]);
    if (current[3]) current = current[3];
    done();
  }

  // -- rows -----------------------------------------------------------------------------------------------------------

  /** @param {string} [said] */
  function done(said) {
    failed = now = -1;
    render();
    focus();
    if (said) kit.say(said);
    changed();
  }
  function focus() { /** @type {HTMLElement|null} */ (rows.querySelector('[data-current] > .head > .grab'))?.focus(); }

  let line = 0, index = 0;
  function render() {
    line = index = 0;
    rows.replaceChildren(...body(program));
    const n = size(program);
    count.textContent = view.limit ? t('Commands: {n} of at most {limit}', { n, limit: view.limit }) : t('Commands: {n}', { n });
    count.classList.toggle('over', Boolean(view.limit && n > view.limit));
    refresh();
  }
  function refresh() {
    const grabs = [...rows.querySelectorAll('.grab')];
    if (!rows.querySelector('[data-current]')) { current = program; rows.lastElementChild?.setAttribute('data-current', ''); }
    for (const grab of grabs) {
      const row = grab.closest('li'), on = row.hasAttribute('data-current');
      grab.setAttribute('tabindex', on ? '0' : '-1');
      if (on) grab.setAttribute('aria-current', 'true'); else grab.removeAttribute('aria-current');
      for (const input of row.querySelector('.head').querySelectorAll('input, select')) { input.tabIndex = on ? 0 : -1; input.disabled = locked; }
    }
    tools.remove();
    if (locked || current === program || typeof current[0] !== 'string') return;
    const [siblings, owner] = home(current), at = siblings.indexOf(current), above = siblings[at - 1];
    const can = { up: at > 0, down: at < siblings.length - 1, in: above && BODIES[above[0]] && current[0] !== 'def', out: owner, copy: current[0] !== 'def', bin: true };
    for (const button of tools.querySelectorAll('[data-tool]')) button.setAttribute('aria-disabled', String(!can[button.dataset.tool]));
    tools.querySelector('.else')?.remove();
    if (current[0] === 'if') tools.append(el('button', { class: 'pekt-button else', onclick: toggleElse }, current[3] ? t('Without “else”') : t('With “else”')));
    rows.querySelector('[data-current] > .head')?.after(tools);
  }
  /** @param {any[]} program @returns {HTMLElement[]} */
  function body(program) {
    const made = program.map(row);
    return [...made, slot(program, !program.length)];
  }
  /** @param {any[]} node */
  function row(node) {
    const number = ++line, n = index++, [op] = node;
    const li = el('li', { 'data-node': n, 'data-current': current === node, class: n === failed ? 'failed' : n === now ? 'now' : '' },
      el('div', { class: `head op-${op}` }, el('span', { class: 'number', 'aria-hidden': 'true' }, String(number)), grab(node, number, n), ...fields(node)));
    if (BODIES[op]) li.append(el('ol', null, ...body(node[2])));
    if (node[3] && op === 'if') {
      if (node[3].length) line += 1;
      li.append(el('div', { class: 'head op-if' }, el('span', { class: 'number', 'aria-hidden': 'true' }, node[3].length ? String(line) : ''), el('span', { class: 'text' }, words.otherwise)),
        el('ol', null, ...body(node[3])));
    }
    return li;
  }
  /** The place at the end of a body where new commands go. @param {any[]} body @param {boolean} empty */
  function slot(body, empty) {
    if (empty && body !== program) line += 1;
    return el('li', { 'data-current': current === body, class: 'slot' }, el('div', { class: 'head' }, el('button', { class: 'grab', onclick: () => choose(body) },
      icon(ICONS.add), current !== body ? t('Add here') : body === program && empty ? t('The program is empty. New commands come here.') : t('New commands come here'))));
  }
  /** @param {any} node @param {number} number @param {number} n */
  function grab(node, number, n) {
    return el('button', { class: 'grab', onclick: () => choose(node) }, el('span', { class: 'pekt-hidden' }, t('Line {n}:', { n: number }), ' ', spoken(node)),
      el('span', { 'aria-hidden': 'true' }, lead(node[0])), n === failed && el('span', { class: 'stop' }, icon('warn'), el('span', { class: 'pekt-hidden' }, t('It stopped here.'))));
  }
  const lead = (/** @type {string} */ op) => words.commands[op].split(/\{\d\}/)[0].trim() || words.names[op];
  /** @param {any[]} node */
  const spoken = ([op, ...args]) => words.commands[op].replace(/\{(\d)\}/g, (_, n) => {
    const arg = args[n - 1];
    return op === 'led' && n === '3' ? (arg ? t('on') : t('off')) : Array.isArray(arg) && arg[0] !== 'var' ? words.condition(arg) : words.value(arg);
  });
  /** @param {any} which */
  function choose(which) {
    current = which;
    for (const li of rows.querySelectorAll('[data-current]')) li.removeAttribute('data-current');
    render();
    focus();
  }

  // -- arguments --------------------------------------------------------------------------------------------------------

  /** The controls of a command, in the words around them. @param {any[]} node */
  function fields(node) {
    const [op] = node, pieces = words.commands[op].split(/\{(\d)\}/).slice(1);
    return pieces.map((piece, i) => (i % 2 ? piece.trim() && el('span', { class: 'text' }, piece.trim()) : field(node, Number(piece))));
  }
  /** @param {any[]} node @param {number} at */
  function field(node, at) {
    const [op] = node;
    if (op === 'while' || op === 'until' || op === 'if') return condition(node, at);
    if (op === 'say') return input(node, at, t('Text'), (text) => text.replace(/[^\P{C}]/gu, '').slice(0, 60), { maxlength: 60, size: 14 });
    if (op === 'led' && at === 3) return select(node, at, t('On or off'), [[1, t('on')], [0, t('off')]]);
    if (op === 'call') return select(node, at, t('Name'), [...new Set([...defined(), node[1]])].map((name) => [name, name]));
    if (at === 1 && (op === 'def' || op === 'set' || op === 'change')) return input(node, at, t('Name'), (text, old) => named(op, text, old), { maxlength: 20, size: 10 });
    return number(node, at, op === 'repeat' ? t('How many times') : t('Number'));
  }
  /** @param {string} op @param {string} text @param {string} old */
  function named(op, text, old) {
    const name = nameOf(text);
    if (!name || (op === 'def' && defined().includes(name))) return old;
    if (op === 'def') for (const [body] of bodies()) for (const each of body) if (each[0] === 'call' && each[1] === old) each[1] = name;
    return name;
  }
  /** @param {any[]} node @param {number} at @param {string} label @param {(text: string, old: any) => any} read @param {object} [props] */
  function input(node, at, label, read, props) {
    return el('input', { class: 'pekt-field', value: words.value(node[at]), 'aria-label': label, autocapitalize: 'off', autocomplete: 'off', ...props,
      onchange(/** @type {any} */ e) { const was = words.value(node[at]); node[at] = read(e.target.value, node[at]); e.target.value = words.value(node[at]); if (was !== e.target.value) told(); } });
  }
  function number(/** @type {any[]} */ node, /** @type {number} */ at, /** @type {string} */ label) {
    const free = view.commands.includes('set');
    return input(node, at, label, (text, old) => {
      const n = Math.round(Number(text.replace(',', '.')));
      if (text.trim() && Number.isFinite(n)) return Math.max(-1000, Math.min(1000, n));
      return free && nameOf(text) ? ['var', nameOf(text)] : old;
    }, free ? { size: 6 } : { type: 'number', min: node[0] === 'repeat' ? 0 : 1, max: 1000, inputmode: 'numeric' });
  }
  /** @param {any[]} node @param {number} at @param {string} label @param {[any, string][]} options @param {() => void} [after] */
  function select(node, at, label, options, after) {
    return el('select', { class: 'pekt-field', 'aria-label': label, onchange(/** @type {any} */ e) { node[at] = options[e.target.selectedIndex][0]; (after ?? told)(); } },
      ...options.map(([value, text]) => el('option', { selected: value === node[at] }, text)));
  }
  /** A condition as one choice, with more choices inside it. @param {any[]} node @param {number} at @returns {HTMLElement} */
  function condition(node, at) {
    const has = node[at], ops = [...new Set([...view.sensors, ...(view.commands.includes('set') ? ['compare'] : []), has[0]])];
    const label = (/** @type {string} */ op) => (op === 'compare' ? '… < …' : words.conditions[op].replace(/\{\d\}/g, '…'));
    const picked = [has[0]];
    const choice = select(picked, 0, t('Condition'), ops.map((op) => [op, label(op)]), () => {
      const inner = has[0] === 'not' || has[0] === 'and' || has[0] === 'or' ? has[1] : has[0] === 'compare' ? fresh('if')[1] : has, op = picked[0];
      node[at] = op === 'not' ? ['not', inner] : op === 'and' || op === 'or' ? [op, inner, has[2] && has[0] !== 'compare' ? has[2] : fresh('if')[1]] : op === 'compare' ? ['compare', '<', ['var', 'x'], 3] : [op];
      render(); focus(); told(true);
    });
    if (has[0] === 'compare') return el('span', { class: 'inner' }, choice, number(has, 2, t('Left side')), select(has, 1, t('Compared by'), ['==', '!=', '<', '<=', '>', '>='].map((op) => [op, op])), number(has, 3, t('Right side')));
    return has.length > 1 ? el('span', { class: 'inner' }, choice, ...has.slice(1).map((_, i) => condition(has, i + 1))) : choice;
  }
  /** @param {boolean} [drawn] */
  function told(drawn) { failed = now = -1; if (!drawn) for (const li of rows.querySelectorAll('.failed, .now')) li.classList.remove('failed', 'now'); changed(); }

  /** @param {KeyboardEvent} e */
  function key(e) {
    const grab = /** @type {Element} */ (e.target).closest('.grab');
    if (!grab || locked) return;
    const node = typeof current[0] === 'string';
    const act = e.altKey ? { ArrowUp: () => move(-1), ArrowDown: () => move(1), ArrowRight: indent, ArrowLeft: outdent }[e.key]
      : { ArrowUp: () => go(-1), ArrowDown: () => go(1), Home: () => go(-1e3), End: () => go(1e3), Delete: node && remove, Backspace: node && remove }[e.key];
    if (!act || (e.altKey && !node)) return;
    e.preventDefault();
    act();
  }
  function go(/** @type {number} */ by) {
    const grabs = [...rows.querySelectorAll('.grab')], at = grabs.findIndex((each) => each.closest('li').hasAttribute('data-current'));
    /** @type {HTMLElement} */ (grabs[Math.max(0, Math.min(grabs.length - 1, at + by))]).click();
  }

  render();
  return {
    node, rows,
    read: () => structuredClone(program).map(trimmed),
    /** @param {any[]} given */
    write(given) { program = structuredClone(given); current = program; failed = now = -1; render(); },
    /** Marks the command that runs, or the one at which the run stopped. @param {number} n @param {boolean} [wrong] */
    mark(n, wrong = false) {
      [failed, now] = wrong ? [n, -1] : [-1, n];
      for (const li of rows.querySelectorAll('li[data-node]')) {
        li.classList.toggle('failed', wrong && Number(li.dataset.node) === n);
        li.classList.toggle('now', !wrong && Number(li.dataset.node) === n);
      }
      if (wrong && n >= 0) render();
      rows.querySelector(wrong ? '.failed > .head' : '.now > .head')?.scrollIntoView?.({ block: 'nearest' });
    },
    /** @param {boolean} on */
    lock(on) { locked = on; palette.hidden = on; render(); },
    focus,
  };
}

/** A node as the server knows it: no empty else. @param {any[]} node @returns {any[]} */
function trimmed(node) {
  const made = node.map((part, at) => (BODIES[node[0]]?.includes(at) ? part.map(trimmed) : part));
  return node[0] === 'if' && made[3] && !made[3].length ? made.slice(0, 3) : made;
}
