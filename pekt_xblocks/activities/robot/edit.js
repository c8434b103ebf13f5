// A level's map in the editor, to paint or to type. The text of the map is the value; the squares only show and change it.

/** @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField */
/** @typedef {import('../../../static/studio/studio.d.ts').Context} Context */
const COLUMNS = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥ';
const MOST = 20;
/** @type {Record<string, string>} symbols of each kind of world */
const SYMBOLS = { grid: '.#SG*o+', line: '.=#SG*o+', turtle: '.S+-|', display: '.*' };
const SHOWN = { '.': '', '#': '■', S: '▶', G: '⌂', '*': '●', o: '◇', '+': '⚑', '=': '━', '-': '─', '|': '│' };

/** @param {Context} ctx @param {string} board @returns {Record<string, string>} what a symbol stands for */
const meanings = ({ t }, board) =>
  board === 'display'
    ? { '.': t('lamp off'), '*': t('lamp on') }
    : board === 'turtle'
      ? { '.': t('nothing'), S: t('start'), '+': t('point'), '-': t('stroke across'), '|': t('stroke down') }
      : {
          '.': t('free'),
          '#': t('obstacle'),
          S: t('start'),
          G: t('base'),
          '*': t('battery'),
          o: t('drop point'),
          '+': t('checkpoint'),
          '=': t('line'),
        };

/** @type {MakeField} */
function map(schema, value, ctx) {
  const { el, t } = ctx;
  const input = ctx.growing(value.join('\n'), 3);
  input.className = 'pekt-robot-rows';
  input.spellcheck = false;
  input.autocapitalize = 'off';
  let brush = '#',
    at = { x: 0, y: 0 };
  const board = () => String(ctx.near('board')?.read() ?? 'grid');
  const rows = () =>
    input.value
      .replace(/\s+$/, '')
      .split('\n')
      .map((row) => row.trim());
  const brushes = el('div', { className: 'pekt-robot-brushes', role: 'radiogroup', 'aria-label': t('What to paint') });
  const squares = el('div', {
    className: 'pekt-robot-squares',
    role: 'grid',
    'aria-label': t('Map to paint. Arrow keys move, Enter paints, a symbol writes itself.'),
  });
  const resize = el(
    'div',
    { className: 'pekt-row' },
    ...[
      [t('Row more'), () => write([...rows(), '.'.repeat(width())])],
      [t('Row less'), () => write(rows().slice(0, -1))],
      [t('Column more'), () => write(rows().map((row) => row.padEnd(width(), '.') + '.'))],
      [t('Column less'), () => write(rows().map((row) => row.padEnd(width(), '.').slice(0, -1)))],
    ].map(([word, act]) => el('button', { type: 'button', className: 'pekt-button', onclick: act }, /** @type {string} */ (word))),
  );
  const width = () => Math.max(...rows().map((row) => row.length));

  /** @param {string[]} made */
  function write(made) {
    if (!made.length || made.some((row) => !row) || made.length > MOST * 2 || made.some((row) => row.length > MOST * 2)) return;
    input.value = made.join('\n');
    ctx.changed(input);
    draw();
  }
  /** @param {string} symbol */
  function paint(symbol) {
    const made = rows().map((row) => row.padEnd(width(), '#'));
    // A map has one start: the new one takes the place of the old.
    const clean = symbol === 'S' ? made.map((row) => row.replaceAll('S', '.')) : made;
    const row = clean[at.y] ?? '';
    clean[at.y] = row.slice(0, at.x) + symbol + row.slice(at.x + 1);
    write(clean);
    focus();
  }
  const focus = () => squares.querySelector('[tabindex="0"]')?.focus();

  function draw() {
    const kind = board(),
      names = meanings(ctx, kind),
      symbols = [...(SYMBOLS[kind] ?? '.')];
    if (!symbols.includes(brush)) brush = symbols[1] ?? '.';
    brushes.replaceChildren(
      ...symbols.map((symbol) =>
        el(
          'button',
          {
            type: 'button',
            className: 'pekt-button',
            role: 'radio',
            'aria-checked': String(symbol === brush),
            onclick: () => {
              brush = symbol;
              draw();
            },
          },
          el('span', { 'aria-hidden': 'true', className: 'pekt-robot-sign' }, SHOWN[/** @type {'.'} */ (symbol)]),
          `${names[symbol]} (${symbol})`,
        ),
      ),
    );
    const shown = rows(),
      most = width();
    at = { x: Math.min(at.x, most - 1), y: Math.min(at.y, shown.length - 1) };
    squares.replaceChildren(
      ...shown.map((row, y) =>
        el(
          'div',
          { role: 'row' },
          ...Array.from({ length: most }, (_, x) => {
            const symbol = row[x] ?? '#';
            return el(
              'button',
              {
                type: 'button',
                role: 'gridcell',
                className: 'pekt-robot-square',
                'data-symbol': symbol,
                tabIndex: x === at.x && y === at.y ? 0 : -1,
                'aria-label': `${kind === 'turtle' ? `${y + 1}, ${x + 1}` : `${COLUMNS[x] ?? '?'}${y + 1}`}: ${names[symbol] ?? t('does not go here')}`,
                onclick: () => {
                  at = { x, y };
                  paint(brush);
                },
              },
              SHOWN[/** @type {'.'} */ (symbol)] ?? '?',
            );
          }),
        ),
      ),
    );
  }
  squares.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1], Home: [-99, 0], End: [99, 0] }[event.key];
    if (step) {
      at = {
        x: Math.max(0, Math.min(width() - 1, at.x + (step[0] ?? 0))),
        y: Math.max(0, Math.min(rows().length - 1, at.y + (step[1] ?? 0))),
      };
      draw();
      focus();
    } else if (event.key.length === 1 && (SYMBOLS[board()] ?? '').includes(event.key) && !event.ctrlKey && !event.metaKey) paint(event.key);
    else return;
    event.preventDefault();
  });
  input.addEventListener('input', draw);
  ctx.near('board', draw);
  draw();
  const body = el('div', { className: 'pekt-robot-painter' }, brushes, squares, resize, input);
  return ctx.labelled(schema, value, { input, read: rows, body });
}

export const kinds = { map };
