// The arguments of commands that need more than a number or one condition: names, texts, variables, joined conditions. Loaded for such levels only.

/** @typedef {import('./robot.d.ts').Part} Part */
const JOINERS = ['not', 'and', 'or'],
  COMPARED = ['==', '!=', '<', '<=', '>', '>='];
const TAKEN = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not
  or pass raise return try while with yield range move turn_left turn_right pick_up put_down wait say led wall_ahead wall_left wall_right on_item at_goal on_drop has_item
  line_ahead line_left line_right button_a button_b`.split(/\s+/),
);

/** A name made usable, or '' where it can't be. @param {string} text */
export function nameOf(text) {
  const name = text.normalize('NFKC').trim().replace(/\s+/g, '_').slice(0, 20);
  return /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name) && !TAKEN.has(name) ? name : '';
}
const defined = (/** @type {Part} */ program) => program.flatMap((node) => (node[0] === 'def' ? [node[1]] : []));
const first = (/** @type {string[]} */ sensors) => [sensors.find((op) => !JOINERS.includes(op)) ?? 'at_goal'];

/** A new command, where it has more than a number or a condition. @type {import('./robot.d.ts').Rich['fresh']} */
export const fresh = (op, { t, program, view }) => {
  const names = defined(program),
    own = t('my_command');
  let free = own;
  for (let n = 2; names.includes(free); n++) free = own + n;
  const test = view.sensors.length ? first(view.sensors) : ['compare', '<', ['var', 'x'], 3];
  return /** @type {Record<string, Part>} */ ({
    say: [op, t('Hello!')],
    led: [op, 1, 1, 1],
    def: [op, free, []],
    call: [op, names.at(-1) ?? own],
    set: [op, 'x', 0],
    change: [op, 'x', 1],
    while: [op, test, []],
    until: [op, test, []],
    if: [op, test, []],
  })[op];
};

/** @type {import('./robot.d.ts').Rich['fields']} */
export const fields = ({ kit: { el, t }, view, words, program, changed, redraw }) => {
  const variables = view.commands.includes('set');

  /** @param {Part} node @param {number} at @param {string} label @param {(text: string) => any} read what the text stands for; undefined = nothing @param {object} props */
  function input(node, at, label, read, props) {
    return el('input', {
      class: 'pekt-field',
      value: words.say(node[at]),
      'aria-label': label,
      autocapitalize: 'off',
      autocomplete: 'off',
      ...props,
      onchange(/** @type {any} */ e) {
        const value = read(e.target.value),
          was = words.say(node[at]);
        if (value !== undefined) node[at] = value;
        e.target.value = words.say(node[at]);
        if (e.target.value !== was) changed();
      },
    });
  }
  /** @param {Part} node @param {number} at @param {string} label */
  const number = (node, at, label) =>
    input(
      node,
      at,
      label,
      (text) => {
        const n = Math.round(Number(text.replace(',', '.')));
        if (text.trim() && Number.isFinite(n)) return Math.max(-1000, Math.min(1000, n));
        return variables && nameOf(text) ? ['var', nameOf(text)] : undefined;
      },
      variables ? { size: 6 } : { type: 'number', min: node[0] === 'repeat' ? 0 : 1, max: 1000 },
    );
  /** @param {any} value @param {string} label @param {[any, string][]} options @param {(value: any) => void} chosen */
  const select = (value, label, options, chosen) =>
    el(
      'select',
      { class: 'pekt-field', 'aria-label': label, onchange: (/** @type {any} */ e) => chosen(options[e.target.selectedIndex]?.[0]) },
      ...options.map(([each, text]) => el('option', { selected: each === value }, text)),
    );
  /** @param {Part} node */
  function name(node) {
    return input(
      node,
      1,
      t('Name'),
      (text) => {
        const made = nameOf(text),
          old = node[1];
        if (!made || (node[0] === 'def' && defined(program()).includes(made))) return undefined;
        if (node[0] === 'def') rename(program(), old, made);
        return made;
      },
      { maxlength: 20, size: 10 },
    );
  }
  /** A condition as one choice, with more choices inside it. @param {Part} node @param {number} at @returns {HTMLElement} */
  function condition(node, at) {
    const has = node[at],
      ops = [...new Set([...view.sensors, ...(variables ? ['compare'] : []), has[0]])];
    const choice = select(
      has[0],
      t('Condition'),
      ops.map((op) => [op, op === 'compare' ? '… < …' : (words.conditions[op] ?? '').replace(/\{\d\}/g, '…')]),
      (op) => {
        const inner = JOINERS.includes(has[0]) ? has[1] : has[0] === 'compare' ? first(view.sensors) : has;
        node[at] =
          op === 'not'
            ? [op, inner]
            : JOINERS.includes(op)
              ? [op, inner, (JOINERS.includes(has[0]) && has[2]) || first(view.sensors)]
              : op === 'compare'
                ? [op, '<', ['var', 'x'], 3]
                : [op];
        redraw();
      },
    );
    const parts =
      has[0] === 'compare'
        ? [
            number(has, 2, t('Left side')),
            select(
              has[1],
              t('Compared by'),
              COMPARED.map((op) => [op, op]),
              (op) => {
                has[1] = op;
                changed();
              },
            ),
            number(has, 3, t('Right side')),
          ]
        : has.slice(1).map((/** @type {Part} */ _, /** @type {number} */ i) => condition(has, i + 1));
    return parts.length ? el('span', { class: 'inner' }, choice, ...parts) : choice;
  }
  return (node, at) => {
    const [op] = node;
    if (op === 'while' || op === 'until' || op === 'if') return condition(node, at);
    if (op === 'say') return input(node, 1, t('Text'), (text) => text.replace(/\p{C}/gu, '').slice(0, 60), { maxlength: 60, size: 14 });
    if (op === 'led' && at === 3)
      return select(
        node[3],
        t('On or off'),
        [
          [1, t('on')],
          [0, t('off')],
        ],
        (on) => {
          node[3] = on;
          changed();
        },
      );
    if (op === 'call')
      return select(
        node[1],
        t('Name'),
        [...new Set([...defined(program()), node[1]])].map((each) => [each, each]),
        (each) => {
          node[1] = each;
          changed();
        },
      );
    if (at === 1 && op !== 'repeat' && op !== 'led') return name(node);
    return number(node, at, op === 'repeat' ? t('How many times') : t('Number'));
  };
};

/** Calls follow the name of what they call. @param {Part} part @param {string} from @param {string} to */
function rename(part, from, to) {
  for (const each of part)
    if (Array.isArray(each)) {
      if (each[0] === 'call' && each[1] === from) each[1] = to;
      rename(each, from, to);
    }
}
