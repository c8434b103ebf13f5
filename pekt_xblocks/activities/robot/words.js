// What commands, conditions and steps are called on the page; a label holds {1}, {2} … where the command's arguments go.

const COLUMNS = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥ';

/** @param {{t: (message: string, params?: Record<string, string|number>) => string}} kit */
export function words({ t }) {
  const commands = {
    move: t('forward'), left: t('turn left'), right: t('turn right'), pick: t('pick up'), put: t('put down'), wait: t('wait'),
    say: t('say {1}'), led: t('lamp {1}, {2}: {3}'), repeat: t('repeat {1} times'), while: t('while {1}'), until: t('repeat until {1}'),
    if: t('if {1}'), def: t('define {1}'), call: t('do {1}'), set: t('set {1} to {2}'), change: t('change {1} by {2}'),
  };
  const conditions = {
    wall_ahead: t('obstacle ahead'), wall_left: t('obstacle on the left'), wall_right: t('obstacle on the right'), on_item: t('on a battery'),
    at_goal: t('at the base'), on_drop: t('on a drop point'), has_item: t('it carries a battery'), line_ahead: t('line ahead'),
    line_left: t('line on the left'), line_right: t('line on the right'), button_a: t('button A pressed'), button_b: t('button B pressed'),
    not: t('not {1}'), and: t('{1} and {2}'), or: t('{1} or {2}'), compare: '{2} {1} {3}',
  };
  const facings = [t('north'), t('east'), t('south'), t('west')];
  const names = Object.fromEntries(Object.entries(commands).map(([op, label]) => [op, label.replace(/[,:]?\s*\{\d\}/g, '').trim()]));
  names.repeat = t('repeat');
  /** @param {any} value */
  const value = (value) => (Array.isArray(value) ? value[1] : String(value));
  /** @param {any[]} condition @returns {string} */
  const condition = ([op, ...args]) => conditions[op].replace(/\{(\d)\}/g, (_, n) => {
    const arg = args[n - 1];
    return Array.isArray(arg) && arg[0] !== 'var' ? (arg.length > 2 && op !== 'compare' ? `(${condition(arg)})` : condition(arg)) : value(arg);
  });
  const place = (/** @type {number} */ x, /** @type {number} */ y) => `${COLUMNS[x]}${y + 1}`;
  return {
    commands, conditions, facings, names, place, condition, value, column: (/** @type {number} */ x) => COLUMNS[x],
    otherwise: t('else'),
    /** One entry of a trace as a sentence. @param {any[]} entry @param {number} n @param {any[]} node */
    step([, op, x, y, facing, ...more], n, node) {
      if (op === 'test') return t('Check: {what}? {answer}', { what: condition(node[1]), answer: x ? t('yes') : t('no') });
      const at = { n, place: place(x, y), facing: facings[facing] };
      switch (op) {
        case 'move': return t('Step {n}: goes forward, at {place}', at);
        case 'left': return t('Step {n}: turns left, looks {facing}, at {place}', at);
        case 'right': return t('Step {n}: turns right, looks {facing}, at {place}', at);
        case 'pick': return t('Step {n}: picks up a battery, at {place}', at);
        case 'put': return t('Step {n}: puts down a battery, at {place}', at);
        case 'say': return t('Step {n}: says “{text}”', { n, text: more[0] });
        case 'led': return more[2] ? t('Step {n}: lamp {place} goes on', { n, place: place(more[0] - 1, more[1] - 1) })
          : t('Step {n}: lamp {place} goes off', { n, place: place(more[0] - 1, more[1] - 1) });
        default: return t('Step {n}: waits, at {place}', at);
      }
    },
  };
}
