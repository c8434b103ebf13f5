// What commands and conditions are called on the page.

/** @type {import('./robot.d.ts').MakeWords} */
export const words = ({ t }) => {
  /** @type {Record<string, string>} */
  const commands = {
    move: t('forward'),
    left: t('turn left'),
    right: t('turn right'),
    pick: t('pick up'),
    put: t('put down'),
    wait: t('wait'),
    say: t('say {1}'),
    led: t('lamp {1}, {2}: {3}'),
    repeat: t('repeat {1} times'),
    while: t('while {1}'),
    until: t('repeat until {1}'),
    if: t('if {1}'),
    def: t('define {1}'),
    call: t('do {1}'),
    set: t('set {1} to {2}'),
    change: t('change {1} by {2}'),
  };
  /** @type {Record<string, string>} */
  const conditions = {
    wall_ahead: t('obstacle ahead'),
    wall_left: t('obstacle on the left'),
    wall_right: t('obstacle on the right'),
    on_item: t('on a battery'),
    at_goal: t('at the base'),
    on_drop: t('on a drop point'),
    has_item: t('it carries a battery'),
    line_ahead: t('line ahead'),
    line_left: t('line on the left'),
    line_right: t('line on the right'),
    button_a: t('button A pressed'),
    button_b: t('button B pressed'),
    not: t('not {1}'),
    and: t('{1} and {2}'),
    or: t('{1} or {2}'),
    compare: '{2} {1} {3}',
  };
  /** @type {Record<string, string>} */
  const names = { ...commands, repeat: t('repeat') },
    column = (x = 0) => 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥ'[x] ?? '';
  for (const op in commands) names[op] = (names[op] ?? '').replace(/[,:]?\s*\{\d\}.*/g, '').trim();
  /** @type {(part: any) => string} */
  const say = (part) =>
    !Array.isArray(part)
      ? String(part)
      : part[0] === 'var'
        ? part[1]
        : (conditions[part[0]] ?? '').replace(/\{(\d)\}/g, (_, n) =>
            part[n]?.length > 2 && part[0] !== 'compare' ? `(${say(part[n])})` : say(part[n]),
          );
  return {
    commands,
    conditions,
    names,
    column,
    say,
    facings: [t('north'), t('east'), t('south'), t('west')],
    otherwise: t('else'),
    place: (x, y) => column(x) + (y + 1),
  };
};
