/** Robot programs in normal form, drawn from a seed: the same seed, the same program. */
const SENSORS = ['wall_ahead', 'wall_left', 'wall_right', 'on_item', 'at_goal', 'on_drop', 'has_item', 'line_ahead', 'button_a'];

/** @param {number} seed */
export function programs(seed) {
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let n = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    n = (n + Math.imul(n ^ (n >>> 7), 61 | n)) ^ n;
    return ((n ^ (n >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(random() * n),
    pick = (some) => some[below(some.length)];
  const value = () => (random() < 0.7 ? below(2001) - 1000 : ['var', pick(['x', 'πλήθος'])]);
  const condition = (depth = 0) => {
    const kind = depth > 2 ? 0 : below(8);
    if (kind === 1) return ['not', condition(depth + 1)];
    if (kind < 4 && kind) return [pick(['and', 'or']), condition(depth + 1), condition(depth + 1)];
    return kind === 4 ? ['compare', pick(['==', '!=', '<', '<=', '>', '>=']), value(), value()] : [pick(SENSORS)];
  };
  const body = (depth, least = 0) => Array.from({ length: least + below(4 - depth) }, () => statement(depth + 1));
  const statement = (depth) => {
    const kind = depth > 3 ? 0 : below(12);
    if (kind === 1) return ['repeat', value(), body(depth)];
    if (kind === 2) return ['until', condition(), body(depth)];
    if (kind === 3) {
      const c = condition();
      return c[0] === 'not' ? ['until', c[1], body(depth)] : ['while', c, body(depth)];
    }
    if (kind === 4) return ['if', condition(), body(depth)];
    if (kind === 5) return ['if', condition(), body(depth), body(depth, 1)];
    if (kind === 6) return ['say', pick(['Γεια', 'a "b" <c> & \\', ''])];
    if (kind === 7) return ['led', value(), value(), below(2)];
    if (kind === 8) return ['call', pick(['σειρά', 'row2'])];
    if (kind === 9 && depth === 1) return [pick(['set', 'change']), pick(['x', 'πλήθος']), value()];
    if (kind === 10 && depth === 1) return ['def', pick(['σειρά', 'row2']), body(1)];
    return [pick(['move', 'left', 'right', 'pick', 'put', 'wait'])];
  };
  return () => Array.from({ length: below(7) }, () => statement(1));
}

/** Commands of a program, bodies included. */
export const size = (body) =>
  body.reduce(
    (n, node) =>
      n +
      1 +
      node
        .slice(2)
        .filter(
          (part, i) =>
            Array.isArray(part) &&
            node[0] !== 'led' &&
            !['var', 'compare'].includes(part[0]) &&
            (['repeat', 'while', 'until', 'def'].includes(node[0]) ? i === 0 : node[0] === 'if'),
        )
        .reduce((sum, part) => sum + size(part), 0),
    0,
  );

/** Words without a catalogue. */
export const kit = (el) => ({
  lang: 'en',
  el,
  t: (message, params = {}) => message.replace(/\{(\w+)\}/g, (all, name) => params[name] ?? all),
  icon: () => document.createElement('i'),
  say() {},
  reduced: () => true,
});
