// The program as a list of commands with buttons; its one rule: everything works by touch, by keyboard and by ear alike.

/** @typedef {import('./robot.d.ts').Part} Part */
const ADD = 'M12 6v12M6 12h12';

/** @type {import('./robot.d.ts').MakeList} */
export const list = (kit, view, words, changed, { tree: makeTree, bodies, size, NODES }, rich) => {
  const { el, t, icon } = kit,
    name = (/** @type {Part} */ [op]) => words.names[op] ?? '';
  const tree = makeTree();
  let locked = false,
    failed = -1,
    now = -1,
    line = 0,
    labels = /** @type {(() => void)[]} */ ([]);
  const tool = (name = '', image = '', word = '') =>
    el(
      'button',
      { class: 'pekt-button', 'data-tool': name, title: word, onclick: () => act(name) },
      image && icon(image),
      el('span', { class: image ? 'pekt-hidden' : '' }, word),
    );
  const rows = el('ol', { class: 'pekt-robot-list', 'aria-label': t('Program'), onkeydown: key });
  const other = tool('else');
  const tools = el(
    'div',
    { class: 'pekt-robot-tools', role: 'toolbar', 'aria-label': t('Change this command') },
    tool('up', 'M12 19V6M6 12l6-6 6 6', t('Up')),
    tool('down', 'M12 5v13M6 12l6 6 6-6', t('Down')),
    tool('in', 'M4 6h16M10 12h10M10 18h10M3 10l4 3-4 3', t('Put inside the one above')),
    tool('out', 'M4 6h16M10 12h10M10 18h10M7 10l-4 3 4 3', t('Take out')),
    tool('copy', 'M9 9h11v11H9zM5 15H4V4h11v1', t('Copy')),
    tool('bin', 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13', t('Delete')),
    other,
  );
  const palette = el(
    'div',
    { class: 'pekt-robot-palette', role: 'group', 'aria-label': t('Add a command') },
    ...view.commands
      .flatMap((op) => (op === 'def' ? [op, 'call'] : op === 'set' ? [op, 'change'] : [op]))
      .map((op) => el('button', { class: 'pekt-button', 'data-op': op, onclick: () => add(op) }, icon(ADD), words.names[op])),
  );
  const count = el('p', { class: 'pekt-robot-count' });
  const fields = rich?.fields({
    kit,
    view,
    words,
    program: () => tree.program,
    changed: told,
    redraw: () => {
      render();
      focus();
      told();
    },
  });

  function add(op = '') {
    if (locked) return;
    const simple =
      op === 'repeat' ? [op, 2, []] : op === 'while' || op === 'until' || op === 'if' ? [op, [view.sensors[0] ?? 'at_goal'], []] : [op];
    const refused = tree.add(rich?.fresh(op, { t, program: tree.program, view }) ?? simple);
    if (refused)
      kit.say(refused === 'full' ? t('The program is full: {n} commands.', { n: NODES }) : t('No more levels fit inside one another.'));
    else done(t('Added: {what}', { what: words.names[op] }));
  }
  function act(how = '') {
    if (locked || !tree.can(how)) return;
    const what = name(tree.current),
      gone = tree.home().owner;
    tree.act(how);
    const { at, body, owner } = tree.home();
    if (how === 'in') done(t('Now inside: {what}', { what: name(owner ?? []) }));
    else if (how === 'out') done(t('Now outside: {what}', { what: name(gone ?? []) }));
    else if (how === 'bin') done(t('Deleted: {what}', { what }));
    else if (how === 'else') done();
    else done(how === 'copy' ? t('Copied: {what}', { what }) : t('{what}: place {n} of {of}', { what, n: at + 1, of: body.length }));
  }

  function done(said = '') {
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
    rows.replaceChildren(...body(tree.program));
    const n = size(tree.program);
    count.textContent = view.limit ? t('Commands: {n} of at most {limit}', { n, limit: view.limit }) : t('Commands: {n}', { n });
    count.classList.toggle('over', Boolean(view.limit && n > view.limit));
    for (const input of rows.querySelectorAll('input, select')) {
      input.disabled = locked;
      input.tabIndex = input.closest('.head').querySelector('[aria-current]') ? 0 : -1;
    }
    paint();
    if (locked || tree.atBody()) return;
    for (const button of tools.children) button.setAttribute('aria-disabled', String(!tree.can(button.dataset.tool)));
    other.hidden = tree.current[0] !== 'if';
    other.textContent = tree.current[3] ? t('Without “else”') : t('With “else”');
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
  const number = (n = '') => el('span', { class: 'number', 'aria-hidden': 'true' }, n);
  /** @param {Part} what @param {any[]} shown */
  const grab = (what, ...shown) =>
    el(
      'button',
      {
        class: 'grab',
        tabindex: tree.current === what ? 0 : -1,
        'aria-current': tree.current === what && 'true',
        onclick: () => {
          tree.choose(what);
          render();
          focus();
        },
      },
      ...shown,
    );
  /** @type {(body: Part, where?: string) => Node[]} */
  const body = (body, where) => [...body.map(row), slot(body, where)];
  /** @param {Part} node */
  function row(node) {
    const [op] = node,
      pieces = (words.commands[op] ?? '').split(/\{(\d)\}/),
      first = (pieces[0] ?? '').trim() || words.names[op];
    const n = ++line,
      label = el('span', { class: 'pekt-hidden' }),
      write = () => {
        label.textContent = `${t('Line {n}:', { n })} ${spoken(node)}`;
      };
    write();
    const li = el(
      'li',
      { 'data-node': labels.push(write) - 1 },
      el(
        'div',
        { class: 'head' },
        number(`${n}`),
        grab(
          node,
          label,
          el('span', { 'aria-hidden': 'true' }, first),
          el('span', { class: 'stop', hidden: true }, icon('warn'), el('span', { class: 'pekt-hidden' }, t('It stopped here.'))),
        ),
        ...pieces
          .slice(1)
          .map((piece, i) =>
            i % 2 ? piece.trim() && el('span', null, piece.trim()) : (fields?.(node, Number(piece)) ?? field(node, Number(piece))),
          ),
      ),
    );
    bodies(node).forEach((inner, i) => {
      if (i)
        li.append(el('div', { class: 'head' }, number(inner.length ? `${++line}` : ''), el('span', { class: 'grab' }, words.otherwise)));
      else if (!inner.length) line += 1;
      li.append(el('ol', null, ...body(inner, i ? t('in the “else” of line {n}', { n }) : t('inside line {n}', { n }))));
    });
    return li;
  }
  /** The place at the end of a body where new commands go; `where` it is tells it apart from the others. @param {Part} body */
  function slot(body, where = t('at the end of the program')) {
    return el(
      'li',
      { class: 'slot' },
      el(
        'div',
        { class: 'head' },
        grab(
          body,
          icon(ADD),
          tree.current !== body
            ? [t('Add here'), el('span', { class: 'pekt-hidden' }, `, ${where}`)]
            : tree.program.length
              ? t('New commands come here')
              : t('The program is empty. New commands come here.'),
        ),
      ),
    );
  }
  /** @param {Part} node */
  const spoken = ([op, ...args]) =>
    (words.commands[op] ?? '').replace(/\{(\d)\}/g, (_, n) =>
      op === 'led' && n > 2 ? (args[2] ? t('on') : t('off')) : words.say(args[n - 1]),
    );

  /** A number, or one condition of a few. @param {Part} node @param {number} at */
  function field(node, at) {
    const value = node[at],
      label = t('How many times');
    if (!Array.isArray(value))
      return el('input', {
        class: 'pekt-field',
        type: 'number',
        value,
        min: 0,
        max: 1000,
        'aria-label': label,
        onchange(/** @type {any} */ e) {
          const n = Math.round(e.target.valueAsNumber);
          if (n >= 0 && n <= 1000 && n !== node[at]) {
            node[at] = n;
            told();
          }
          e.target.value = node[at];
        },
      });
    const options = [...new Set([...view.sensors, value[0]])];
    return el(
      'select',
      {
        class: 'pekt-field',
        'aria-label': t('Condition'),
        onchange(/** @type {any} */ e) {
          node[at] = [options[e.target.selectedIndex]];
          told();
        },
      },
      ...options.map((op) => el('option', { selected: op === value[0] }, words.conditions[op])),
    );
  }

  /** @param {KeyboardEvent} e */
  function key(e) {
    if (!(e.target instanceof Element) || !e.target.closest('.grab') || locked) return;
    const grabs = [...rows.querySelectorAll('button.grab')],
      go = (to = 0) => grabs[Math.max(0, Math.min(grabs.length - 1, to))].click();
    const at = grabs.findIndex((each) => each.hasAttribute('aria-current'));
    const keys = /** @type {Record<string, () => void>} */ (
      e.altKey
        ? { ArrowUp: () => act('up'), ArrowDown: () => act('down'), ArrowRight: () => act('in'), ArrowLeft: () => act('out') }
        : {
            ArrowUp: () => go(at - 1),
            ArrowDown: () => go(at + 1),
            Home: () => go(0),
            End: () => go(grabs.length),
            Delete: () => act('bin'),
            Backspace: () => act('bin'),
          }
    );
    if (!keys[e.key]) return;
    e.preventDefault();
    keys[e.key]?.();
  }

  render();
  return {
    node: el('div', { class: 'pekt-grid' }, palette, rows, count),
    read: tree.read,
    write(given) {
      tree.write(given);
      failed = now = -1;
      render();
    },
    mark(n, wrong) {
      [failed, now] = wrong ? [n, -1] : [-1, n];
      paint();
    },
    lock(on) {
      locked = on;
      palette.hidden = on;
      render();
    },
    focus,
  };
};
