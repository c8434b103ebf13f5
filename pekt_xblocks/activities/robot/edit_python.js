// A program as Python text, letter for letter as python_text.py writes it: what was built with commands or blocks is stored as text at once, line or no line.

/** @typedef {import('./robot.d.ts').Part} Part */
const INDENT = '    ';
const CALLED = /** @type {Record<string, string>} */ ({ left: 'turn_left', right: 'turn_right', pick: 'pick_up', put: 'put_down' });
const COUNTERS = [...'ijklmnopqrst', ...Array.from({ length: 32 }, (_, n) => `i${n}`)];
const NAMED = ['def', 'call', 'set', 'change', 'var'];

/** @param {any} value a number, a text or a variable */
const spelt = (value) => (Array.isArray(value) ? value[1] : typeof value === 'string' ? `"${value.replace(/[\\"]/g, '\\$&')}"` : String(value));

/** @param {Part} condition @returns {string} */
function asked([op, ...args]) {
  const inside = (/** @type {Part} */ part) => (part[0] === 'and' || part[0] === 'or' ? `(${asked(part)})` : asked(part));
  if (op === 'compare') return `${spelt(args[1])} ${args[0]} ${spelt(args[2])}`;
  if (op === 'not') return `not ${inside(args[0])}`;
  if (op === 'and' || op === 'or') return `${args[0][0] === op ? asked(args[0]) : inside(args[0])} ${op} ${inside(args[1])}`;
  return `${op}()`;
}

/** Every name that a program uses. @param {Part} part @returns {string[]} */
const names = (part) => [
  ...(NAMED.includes(part[0]) && typeof part[1] === 'string' ? [part[1]] : []),
  ...part.flatMap((each) => (Array.isArray(each) ? names(each) : [])),
];

/** @param {Part} program */
export function written(program) {
  const taken = new Set(names(program)),
    counters = COUNTERS.filter((name) => !taken.has(name));
  /** @param {Part} body @param {number} depth @param {number} loops @returns {string[]} */
  const lines = (body, depth, loops) => (body.length || !depth ? body.flatMap((node) => line(node, depth, loops)) : [`${INDENT.repeat(depth)}pass`]);
  /** @param {Part} node @param {number} depth @param {number} loops @returns {string[]} */
  function line([op, ...args], depth, loops) {
    const row = (/** @type {string} */ text) => INDENT.repeat(depth) + text,
      inner = (/** @type {Part} */ body, n = loops) => lines(body, depth + 1, n);
    switch (op) {
      case 'repeat':
        return [row(`for ${counters[loops]} in range(${spelt(args[0])}):`), ...inner(args[1], loops + 1)];
      case 'while':
        return [row(`while ${asked(args[0])}:`), ...inner(args[1])];
      case 'until':
        return [row(`while ${asked(['not', args[0]])}:`), ...inner(args[1])];
      case 'if':
        return [row(`if ${asked(args[0])}:`), ...inner(args[1]), ...(args[2] ? [row('else:'), ...inner(args[2])] : [])];
      case 'def':
        return [row(`def ${args[0]}():`), ...inner(args[1], 0)];
      case 'set':
        return [row(`${args[0]} = ${spelt(args[1])}`)];
      case 'change':
        return [row(`${args[0]} += ${spelt(args[1])}`)];
      case 'call':
        return [row(`${args[0]}()`)];
      default:
        return [row(`${CALLED[op] ?? op}(${args.map(spelt).join(', ')})`)];
    }
  }
  return lines(program, 0, 0)
    .map((each) => `${each}\n`)
    .join('');
}
