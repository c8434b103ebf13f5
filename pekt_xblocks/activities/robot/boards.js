// Worlds that are not a grid: lines to follow, drawings, lamps; loaded only for a level that has one. Each helps world.js, which holds the state.

/** @type {import('./robot.d.ts').MakeBoard} */
export const line = ({ kit: { t }, map, s }) => {
  const on = (x = 0, y = 0) => '=SG*+'.includes(map.rows[y]?.[x] ?? '#');
  const names = /** @type {Record<string, string>} */ ({
    G: t('base'),
    S: t('start'),
    o: t('drop point'),
    '+': t('checkpoint'),
    '#': t('obstacle'),
  });
  return {
    under: (centre) =>
      map.rows.flatMap((row, y) =>
        [...row].flatMap((_, x) =>
          [
            [1, 0],
            [0, 1],
          ].flatMap(([dx = 0, dy = 0]) =>
            on(x, y) && on(x + dx, y + dy)
              ? [s('path', { class: 'line', d: `M${centre(x)} ${centre(y)}L${centre(x + dx)} ${centre(y + dy)}` })]
              : [],
          ),
        ),
      ),
    told: (symbol, x, y) => [names[symbol ?? '#'], on(x, y) && t('line')],
  };
};

/** @type {import('./robot.d.ts').MakeBoard} */
export const turtle = ({ kit: { t }, map, words, s }) => {
  const wanted = map.rows.flatMap((row, y) =>
    [...row].flatMap((c, x) =>
      c === '-' ? [[(x - 1) / 2, y / 2, (x + 1) / 2, y / 2]] : c === '|' ? [[x / 2, (y - 1) / 2, x / 2, (y + 1) / 2]] : [],
    ),
  );
  const stroke = (
    /** @type {number[]} */ [a = 0, b = 0, c = 0, d = 0],
    /** @type {import('./robot.d.ts').Centre} */ centre,
    name = 'stroke',
  ) => s('path', { class: name, d: `M${centre(a)} ${centre(b)}L${centre(c)} ${centre(d)}` });
  return {
    cells: map.rows.filter((_, y) => y % 2 === 0).map((row) => [...row].filter((_, x) => x % 2 === 0)),
    ground: (_, cx, cy) => s('circle', { class: 'dot', cx, cy, r: 3 }),
    under: (centre) => wanted.map((each) => stroke(each, centre, 'stroke wanted')),
    told: (_, x, y) =>
      wanted.flatMap(([a, b, c = 0, d = 0]) =>
        a === x && b === y
          ? [t('stroke to {place}', { place: words.place(c, d) })]
          : c === x && d === y
            ? [t('stroke to {place}', { place: words.place(a ?? 0, b ?? 0) })]
            : [],
      ),
    step: ({ op, now, x, y, ink, centre }) => op === 'move' && ink.append(stroke([now.x, now.y, x, y], centre, 'stroke')),
  };
};

/** @type {import('./robot.d.ts').MakeBoard} */
export const display = ({ kit: { t }, s }) => {
  return {
    bare: true,
    ground: (symbol, cx, cy) => s('circle', { class: symbol === '*' ? 'lamp wanted' : 'lamp', cx, cy, r: 14 }),
    told: (symbol, x, y, now) => [symbol === '*' ? t('wanted on') : t('wanted off'), now.lit[`${x},${y}`] ? t('is on') : t('is off')],
    step({ op, now, more: [column, row, on], ink, centre }) {
      if (op !== 'led') return;
      const key = `${column - 1},${row - 1}`;
      now.lit[key]?.remove();
      delete now.lit[key];
      if (on) ink.append((now.lit[key] = s('circle', { class: 'lit', cx: centre(column - 1), cy: centre(row - 1), r: 10 })));
    },
  };
};
