// A world drawn as SVG and told as a table; it shows a state and decides nothing.

const SVG = 'http://www.w3.org/2000/svg', Q = 40;
const FACING = ['north', 'east', 'south', 'west'];

/** @param {string} tag @param {Record<string, string|number>} props @param {...Node} children */
function s(tag, props, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}
const path = (/** @type {string} */ name, /** @type {string} */ d) => s('path', { class: name, d });

/** ΗΛΙΟΣ-1 from above, looking up: wheels, a body with a solar panel, a head with two eyes and a feeler. */
function drawRobot() {
  return s('g', { class: 'robot' },
    path('wheel', 'M-15-9h5v8h-5zM-15 4h5v8h-5zM10-9h5v8h-5zM10 4h5v8h-5z'),
    s('rect', { class: 'shell', x: -11, y: -12, width: 22, height: 26, rx: 7 }),
    s('rect', { class: 'panel', x: -7, y: 1, width: 14, height: 10, rx: 2 }),
    path('cells', 'M-7 6H7M-2.3 1v10M2.3 1v10'),
    path('feeler', 'M0-12v-4'), s('circle', { class: 'sun', cx: 0, cy: -17, r: 2.6 }),
    s('rect', { class: 'face', x: -8, y: -10, width: 16, height: 9, rx: 4.5 }),
    s('circle', { class: 'eye', cx: -3.6, cy: -6, r: 2 }), s('circle', { class: 'eye', cx: 3.6, cy: -6, r: 2 }),
    path('smile', 'M-2.4-3q2.4 1.6 4.8 0'));
}

const THINGS = {
  '#': () => s('g', { class: 'wall' }, s('rect', { x: -19, y: -19, width: 38, height: 38, rx: 4 }), path('hatch', 'M-19 5L5-19M-19 19L19-19M-5 19L19-5')),
  G: () => s('g', { class: 'base' }, s('rect', { x: -16, y: -16, width: 32, height: 32, rx: 8 }), path('bolt', 'M3-12L-7 2h6l-2 10L7-2H1z')),
  '*': () => s('g', { class: 'item' }, s('rect', { x: -7, y: -9, width: 14, height: 21, rx: 3 }), path('cap', 'M-3-13h6v4h-6z'), path('minus', 'M-3.5 2h7')),
  o: () => s('g', { class: 'drop' }, path('', 'M-13-6v18h26V-6M-7 2l7 7 7-7M0-12V8')),
  '+': () => s('g', { class: 'flag' }, path('', 'M-8 14v-27'), path('cloth', 'M-8-13h18l-5 6 5 6H-8z')),
  S: () => s('g', { class: 'start' }, s('circle', { r: 15 })),
};

/**
 * @param {any} kit @param {{rows: string[], facing: string}} map @param {string} board @param {ReturnType<typeof import('./words.js').words>} words
 */
export function world(kit, map, board, words) {
  const { el, t } = kit, dots = board === 'turtle', at = (/** @type {number} */ n) => (n + 1.5) * Q;
  const cells = dots ? map.rows.filter((_, y) => y % 2 === 0).map((row) => [...row].filter((_, x) => x % 2 === 0)) : map.rows.map((row) => [...row]);
  const height = cells.length, width = Math.max(...cells.map((row) => row.length));
  const find = (/** @type {string} */ symbol) => cells.flatMap((row, y) => row.flatMap((c, x) => (c === symbol ? [[x, y]] : [])));
  const robot = drawRobot(), ground = s('g', { 'aria-hidden': 'true' }), things = s('g', {}), ink = s('g', { class: 'ink' }), bubble = s('text', { class: 'bubble', y: -24 });
  const svg = s('svg', { class: 'pekt-robot-map', viewBox: `${Q * 0.35} ${Q * 0.35} ${(width + 0.75) * Q} ${(height + 0.75) * Q}`, role: 'img' }, ground, things, ink);
  /** @type {HTMLElement} */ (/** @type {unknown} */ (svg)).style.setProperty('--columns', String(width));
  const table = el('tbody');
  const node = el('figure', { class: 'pekt-robot-world' }, svg, el('details', null, el('summary', null, t('The map as a table')),
    el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('The map as a table') }, el('table', null,
      el('thead', null, el('tr', null, el('td'), ...Array.from({ length: width }, (_, x) => el('th', { scope: 'col' }, words.column(x))))), table))));

  for (let x = 0; x < width; x++) ground.append(label(at(x), Q * 0.75, words.column(x)));
  for (let y = 0; y < height; y++) ground.append(label(Q * 0.68, at(y) + 5, String(y + 1)));
  drawGround();
  if (board !== 'display') { things.append(robot); svg.append(bubble); }
  let turned = 0;
  /** @type {any} */ let now;
  reset();

  /** @param {number} x @param {number} y @param {string} text */
  function label(x, y, text) { const node = s('text', { x, y, class: 'label' }); node.textContent = text; return node; }
  /** @param {string} symbol @param {number} x @param {number} y */
  function put(symbol, x, y) { const node = THINGS[symbol]?.(); if (node) { node.setAttribute('transform', `translate(${at(x)} ${at(y)})`); things.prepend(node); } return node; }

  function drawGround() {
    cells.forEach((row, y) => row.forEach((symbol, x) => {
      if (dots) ground.append(s('circle', { class: 'dot', cx: at(x), cy: at(y), r: 3 }));
      else if (board === 'display') ground.append(s('circle', { class: symbol === '*' ? 'lamp wanted' : 'lamp', cx: at(x), cy: at(y), r: 14 }));
      else {
        ground.append(s('rect', { class: 'floor', x: at(x) - Q / 2 + 1, y: at(y) - Q / 2 + 1, width: Q - 2, height: Q - 2, rx: 4 }));
        if (!'*.='.includes(symbol)) ground.append(...[THINGS[symbol]()].map((n) => (n.setAttribute('transform', `translate(${at(x)} ${at(y)})`), n)));
      }
    }));
    if (board === 'line') for (const [x, y, d] of lineParts()) ground.append(s('path', { class: 'line', d: `M${at(x)} ${at(y)}${d}` }));
    for (const [a, b] of wanted()) ground.append(stroke(a, b, 'stroke wanted'));
  }
  function lineParts() {
    const on = (/** @type {number} */ x, /** @type {number} */ y) => '=SG*+'.includes(cells[y]?.[x] ?? '#');
    return cells.flatMap((row, y) => row.flatMap((_, x) => (on(x, y) ? [on(x + 1, y) && [x, y, `h${Q}`], on(x, y + 1) && [x, y, `v${Q}`]].filter(Boolean) : [])));
  }
  function wanted() {
    if (!dots) return [];
    return map.rows.flatMap((row, y) => [...row].flatMap((c, x) => (c === '-' ? [[[(x - 1) / 2, y / 2], [(x + 1) / 2, y / 2]]]
      : c === '|' ? [[[x / 2, (y - 1) / 2], [x / 2, (y + 1) / 2]]] : [])));
  }
  /** @param {number[]} a @param {number[]} b @param {string} name */
  function stroke(a, b, name) { return s('path', { class: name, d: `M${at(a[0])} ${at(a[1])}L${at(b[0])} ${at(b[1])}` }); }

  function reset() {
    const [start] = find('S').concat([[0, 0]]), facing = FACING.indexOf(map.facing);
    now = { x: start[0], y: start[1], facing, items: new Map(), bag: 0, lit: new Map(), said: '' };
    turned = facing * 90;
    things.querySelectorAll('.item').forEach((n) => n.remove());
    ink.replaceChildren();
    for (const [x, y] of find('*')) if (board !== 'display' && !dots) now.items.set(`${x},${y}`, put('*', x, y));
    pose();
  }
  function pose() {
    robot.style.transform = `translate(${at(now.x)}px, ${at(now.y)}px) rotate(${turned}deg)`;
    bubble.textContent = now.said;
    bubble.style.transform = `translate(${at(now.x)}px, ${at(now.y)}px)`;
    tell();
  }
  /** Shows one entry of a trace. @param {any[]} entry */
  function step([, op, x, y, facing, ...more]) {
    if (op === 'test') return;
    const key = `${x},${y}`;
    if (dots && op === 'move') ink.append(stroke([now.x, now.y], [x, y], 'stroke'));
    turned += op === 'left' ? -90 : op === 'right' ? 90 : 0;
    Object.assign(now, { x, y, facing, said: op === 'say' ? more[0] : '' });
    if (op === 'pick') { now.items.get(key)?.remove(); now.items.delete(key); now.bag += 1; }
    if (op === 'put') { now.items.set(key, put('*', x, y)); now.bag -= 1; }
    if (op === 'led') light(more);
    pose();
  }
  /** @param {number[]} lamp */
  function light([column, row, on]) {
    const key = `${column - 1},${row - 1}`;
    now.lit.get(key)?.remove();
    now.lit.delete(key);
    if (on) { const lamp = s('circle', { class: 'lit', cx: at(column - 1), cy: at(row - 1), r: 10 }); now.lit.set(key, lamp); ink.append(lamp); }
  }
  /** @param {string} symbol @param {number} x @param {number} y */
  function cell(symbol, x, y) {
    const key = `${x},${y}`, said = [];
    if (board === 'display') return [symbol === '*' ? t('wanted on') : t('wanted off'), now.lit.has(key) ? t('is on') : t('is off')].join(', ');
    if (now.x === x && now.y === y) said.push(t('robot, looks {facing}', { facing: words.facings[now.facing] }));
    if (symbol === '#' || symbol === undefined) said.push(t('obstacle'));
    if (symbol === 'G') said.push(t('base'));
    if (symbol === 'S') said.push(t('start'));
    if (symbol === 'o') said.push(t('drop point'));
    if (symbol === '+' && !dots) said.push(t('checkpoint'));
    if (board === 'line' && '=SG*+'.includes(symbol)) said.push(t('line'));
    if (now.items.has(key)) said.push(t('battery'));
    for (const [a, b] of wanted()) for (const [from, to] of [[a, b], [b, a]]) if (from[0] === x && from[1] === y) said.push(t('stroke to {place}', { place: words.place(to[0], to[1]) }));
    return said.join(', ') || t('free');
  }
  function tell() {
    svg.setAttribute('aria-label', board === 'display' ? t('Lamp display, {n} lamps on.', { n: now.lit.size })
      : t('Map, {width} by {height}. The robot is at {place} and looks {facing}.', { width, height, place: words.place(now.x, now.y), facing: words.facings[now.facing] }));
    table.replaceChildren(...cells.map((row, y) => el('tr', null, el('th', { scope: 'row' }, String(y + 1)),
      ...Array.from({ length: width }, (_, x) => el('td', null, cell(row[x], x, y))))));
  }
  return {
    node, reset, step, state: () => now,
    /** Marks the robot as having hit something. @param {boolean} on */
    hit(on) { robot.classList.toggle('hit', on); },
  };
}
