// A world drawn as SVG; it shows a state and decides nothing. table.js tells it in words, boards.js draws what is not a grid.

const Q = 40; // units of a square

/** @type {import('./robot.d.ts').Shape} */
export const s = (tag, props, ...children) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const name in props) node.setAttribute(name, String(props[name]));
  node.append(...children);
  return node;
};
/** Shapes as markup, or as `class:d;` for a path. */
const draw = (markup = '') => {
  const group = s('g', {});
  group.innerHTML = markup.replace(/([\w ]+):([Mm][^;]*);/g, '<path class="$1" d="$2"/>');
  return group;
};

/** ΗΛΙΟΣ-1 from above, looking up: wheels, a body with a solar panel, a head with two eyes and a feeler. */
const ROBOT =
  'wheel:M-15-9h5v8h-5zM-15 4h5v8h-5zM10-9h5v8h-5zM10 4h5v8h-5z;<rect class="shell" x="-11" y="-12" width="22" height="26" rx="7"/>' +
  '<rect class="panel" x="-7" y="1" width="14" height="10" rx="2"/>cells:M-7 6H7M-2.3 1v10M2.3 1v10;feeler:M0-12v-4;<circle class="sun" cy="-17" r="2.6"/>' +
  '<rect class="face" x="-8" y="-10" width="16" height="9" rx="4.5"/><circle class="eye" cx="-3.6" cy="-6" r="2"/><circle class="eye" cx="3.6" cy="-6" r="2"/>smile:M-2.4-3q2.4 1.6 4.8 0;';
/** @type {Record<string, string>} */
const THINGS = {
  '#': '<rect class="wall" x="-19" y="-19" width="38" height="38" rx="4"/>hatch:M-19 5L5-19M-19 19L19-19M-5 19L19-5;',
  G: '<rect class="base" x="-16" y="-16" width="32" height="32" rx="8"/>bolt:M3-12L-7 2h6l-2 10L7-2H1z;',
  '*': '<rect class="battery" x="-7" y="-9" width="14" height="21" rx="3"/>cap:M-3-13h6v4h-6z;ink:M-3.5 2h7;',
  o: 'drop:M-13-6v18h26V-6M-7 2l7 7 7-7M0-12V8;',
  '+': 'flag:M-8 14v-27;flag cloth:M-8-13h18l-5 6 5 6H-8z;',
  S: '<circle class="start" r="15"/>',
};

/** @type {import('./robot.d.ts').MakeWorld} */
export const world = (kit, map, words, board) => {
  const { el, t } = kit,
    cells = board?.cells ?? map.rows.map((row) => [...row]),
    height = cells.length,
    width = Math.max(...cells.map((row) => row.length));
  const centre = (n = 0) => (n + 1.5) * Q,
    to = (x = 0, y = 0) => `translate(${centre(x)}px,${centre(y)}px)`;
  const robot = draw(ROBOT),
    things = s('g', {}),
    ink = s('g', {}),
    bubble = s('text', { class: 'bubble', y: -24 }),
    ground = s('g', {}),
    columns = [...Array(width).keys()];
  robot.setAttribute('class', 'robot');
  robot.style.display = board?.bare ? 'none' : '';
  const svg = s(
    'svg',
    { class: 'pekt-robot-map', viewBox: `14 14 ${(width + 0.75) * Q} ${(height + 0.75) * Q}`, role: 'img' },
    ground,
    things,
    ink,
    robot,
    bubble,
  );
  svg.style.setProperty('--columns', width);
  const title = t('The map as a table'),
    details = el('details', { ontoggle: () => tell() }, el('summary', null, title)),
    node = el('figure', null, svg, details);
  /** @type {import('./robot.d.ts').Now} */ const now = { x: 0, y: 0, facing: 0, items: {}, lit: {}, said: '' };
  let turned = 0;

  const put = (symbol = '', x = 0, y = 0, on = things) => {
    const thing = draw(THINGS[symbol]);
    thing.style.transform = to(x, y);
    on.append(thing);
    return thing;
  };
  const label = (x = 0, y = 0, text = '') => {
    const each = s('text', { x, y, class: 'label' });
    each.textContent = text;
    ground.append(each);
  };
  columns.forEach((x) => label(centre(x), 30, words.column(x)));
  cells.forEach((row, y) => {
    label(27, centre(y) + 5, `${y + 1}`);
    row.forEach((symbol, x) => {
      if (board?.ground) return ground.append(board.ground(symbol, centre(x), centre(y)));
      ground.append(s('rect', { class: 'floor', x: centre(x) - 19, y: centre(y) - 19, width: 38, height: 38, rx: 4 }));
      if (symbol !== '*') put(symbol, x, y, ground);
    });
  });
  ground.append(...(board?.under?.(centre) ?? []));

  function pose() {
    robot.style.transform = `${to(now.x, now.y)} rotate(${turned}deg)`;
    bubble.textContent = now.said;
    bubble.style.transform = to(now.x, now.y);
    svg.setAttribute(
      'aria-label',
      board?.bare
        ? t('Lamp display, {n} lamps on.', { n: Object.keys(now.lit).length })
        : t('Map, {width} by {height}. The robot is at {place} and looks {facing}.', {
            width,
            height,
            place: words.place(now.x, now.y),
            facing: words.facings[now.facing],
          }),
    );
    tell();
  }
  async function tell() {
    if (!details.open) return;
    const { table } = await kit.load('table');
    details.lastChild.replaceWith(
      ...(details.children.length > 1 ? [] : [details.lastChild]),
      table({ kit, words, board, cells, columns, now, title }),
    );
  }
  function reset() {
    Object.assign(now, { x: 0, y: 0, facing: ['north', 'east', 'south', 'west'].indexOf(map.facing), items: {}, lit: {}, said: '' });
    turned = now.facing * 90;
    things.replaceChildren();
    ink.replaceChildren();
    cells.forEach((row, y) =>
      row.forEach((symbol, x) => {
        if (symbol === 'S') Object.assign(now, { x, y });
        if (symbol === '*' && !board?.bare) now.items[`${x},${y}`] = put(symbol, x, y);
      }),
    );
    pose();
  }
  reset();
  return {
    node,
    reset,
    hit: (on) => robot.classList.toggle('hit', on),
    step([, op, x, y, facing, ...more]) {
      if (op === 'test') return;
      const key = `${x},${y}`;
      board?.step?.({ op, now, x, y, more, ink, centre });
      turned += op === 'left' ? -90 : op === 'right' ? 90 : 0;
      Object.assign(now, { x, y, facing, said: op === 'say' ? more[0] : '' });
      if (op === 'pick') {
        now.items[key]?.remove();
        delete now.items[key];
      }
      if (op === 'put') now.items[key] = put('*', x, y);
      pose();
    },
  };
};
