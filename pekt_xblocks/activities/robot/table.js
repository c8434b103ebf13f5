// A world as a table, for those who hear it; loaded when the table is opened.

/** @type {import('./robot.d.ts').MakeTable} */
export const table = ({ kit: { el, t }, words, board, cells, columns, now, title }) => {
  /** @type {Record<string, string>} */
  const names = { G: t('base'), S: t('start'), o: t('drop point'), '+': t('checkpoint'), '#': t('obstacle') };
  /** What stands on a square; what lies outside a short row is an obstacle. @type {(symbol: string|undefined, x: number, y: number) => string} */
  const told = (symbol, x, y) =>
    [
      now.x === x && now.y === y && !board?.bare && t('robot, looks {facing}', { facing: words.facings[now.facing] }),
      ...(board?.told?.(symbol, x, y, now) ?? [names[symbol ?? '#']]),
      now.items[`${x},${y}`] && t('battery'),
    ]
      .filter(Boolean)
      .join(', ') || t('free');
  return el(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title },
    el(
      'table',
      null,
      el('thead', null, el('tr', null, el('td'), ...columns.map((x) => el('th', { scope: 'col' }, words.column(x))))),
      el(
        'tbody',
        null,
        ...cells.map((row, y) =>
          el('tr', null, el('th', { scope: 'row' }, String(y + 1)), ...columns.map((x) => el('td', null, told(row[x], x, y)))),
        ),
      ),
    ),
  );
};
