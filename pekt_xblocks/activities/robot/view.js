// The robot lab's page: a world, and a program in one of three editors. What a program does, the server says; see player.js.

/** @type {Record<string, number>} */ const SIZES = { blocks: 195, text: 100 }; // kB that opening an editor costs, told on its button; tests/browser/robot measures them

/** @type {import('./robot.d.ts').Mount} */
export async function mount(root, { view, kit, changed, act }) {
  const { el, t } = kit,
    grid = view.board === 'grid';
  const rich = /"(say|led|def|call|set|change|not|and|or|compare)"/.test(JSON.stringify([view.commands, view.sensors, view.given]));
  const [{ words: makeWords }, { world, s }, { list }, trees, boards, fields] = await Promise.all(
    ['words', 'world', 'list', 'tree', !grid && 'boards', rich && 'fields'].map((name) => name && kit.load(name)),
  );
  const words = makeWords(kit),
    maps = view.maps.map((map) => world(kit, map, words, grid ? undefined : boards[view.board]({ kit, map, words, s })));
  /** @type {Record<string, any>} */ const open = { list: list(kit, view, words, edited, trees, fields || undefined) };
  /** @type {any} */ let player = null;
  let editor = 'list',
    locked = false;

  const status = el('div'),
    log = el('ol', { class: 'pekt-robot-log' }),
    judged = el('div', { class: 'pekt-grid' }),
    desk = el('div', null, open.list.node);
  const story = el('details', { hidden: true }, el('summary', null, t('What happened, step by step')), log);
  const speed = el(
    'select',
    { class: 'pekt-field' },
    ...[t('slow'), t('normal'), t('fast')].map((word, n) => el('option', { selected: n === 1 }, word)),
  );
  const choice = (word = '', on = false, onclick = () => {}, way = '') =>
    el(
      'button',
      { class: 'pekt-button', 'data-editor': way || null, 'aria-pressed': String(on), onclick },
      el('span', null, word),
      way in SIZES && el('small', null, t('{n} kB', { n: SIZES[way] ?? 0 })),
    );
  const press = (/** @type {Element|false} */ row, n = 0) =>
    row && [...row.children].forEach((each, i) => each.setAttribute('aria-pressed', String(i === n)));
  const tabs =
    maps.length > 1 &&
    el(
      'div',
      { class: 'pekt-row', role: 'group', 'aria-label': t('Maps') },
      ...view.maps.map(({ hidden }, n) => choice(hidden ? t('Map {n}, hidden', { n: n + 1 }) : t('Map {n}', { n: n + 1 }), !n, () => look(n))),
    );
  const ways =
    view.editors.length > 1 &&
    el(
      'div',
      { class: 'ways', role: 'group', 'aria-label': t('Ways to write the program') },
      ...view.editors.map((name) =>
        choice(name === 'list' ? t('Commands') : name === 'blocks' ? t('Blocks') : t('Python'), name === editor, () => choose(name), name),
      ),
    );
  const control = (act = '', image = '', word = '') =>
    el('button', { class: 'pekt-button', 'data-run': act, onclick: async () => (await playing())[act]() }, kit.icon(image), el('span', null, word));
  const names = (ops = ['']) => ops.map((op) => words.names[op]).join(', ');
  const facts = [
    view.limit && t('At most {n} commands.', { n: view.limit }),
    view.must_use.length && t('Use: {what}.', { what: names(view.must_use) }),
    view.forbid.length && t('Do without: {what}.', { what: names(view.forbid) }),
    view.unseen && t('It is also tried on maps that you do not see.'),
  ]
    .filter(Boolean)
    .join(' ');
  root.append(
    el(
      'div',
      { class: 'pekt-robot' },
      el('div', { class: 'prompt' }, kit.html(view.prompt), facts && el('p', { class: 'facts' }, kit.icon('info'), facts)),
      el(
        'div',
        { class: 'scene pekt-grid' },
        tabs,
        ...maps.map((map) => map.node),
        el(
          'div',
          { class: 'pekt-row' },
          control('go', 'M7 5l12 7-12 7z', t('Run')),
          control('step', 'M6 5l9 7-9 7zM18 5v14', t('Step')),
          control('reset', 'M5 12a7 7 0 1 0 2-5L5 9M5 4v5h5', t('From the start')),
          !kit.reduced() && el('label', { class: 'pekt-row' }, t('Speed'), speed),
        ),
        el('div', { role: 'status' }, status),
        story,
      ),
      el('section', { class: 'code pekt-grid', 'aria-label': t('Your program') }, ways, desk, kit.hints('program'), judged),
    ),
  );
  look(0);
  open.list.write(view.given);
  if (!view.editors.includes('list')) await choose(view.editors[0] ?? 'list', true);

  function look(n = 0) {
    maps.forEach((map, each) => {
      map.node.hidden = each !== n;
    });
    press(tabs, n);
    player?.turn(n);
  }
  async function playing() {
    const { player: make } = await kit.load('player');
    return (player ??= make({ kit, view, words, maps, act, status, story, log, speed, read, look, editor: () => open[editor] }));
  }
  function edited() {
    player?.forget();
    changed('program');
  }

  function read() {
    return editor === 'text' ? { program: [], text: open.text.read() } : { program: open[editor].read(), text: '' };
  }
  function show(name = '') {
    editor = name;
    desk.replaceChildren(open[name].node);
    open[name].shown?.();
    press(ways, view.editors.indexOf(name));
  }
  /** Opens an editor with the program that another one holds. */
  async function choose(name = '', quiet = false) {
    if (name === editor) return;
    const before = editor,
      { tell } = await playing();
    try {
      if (!open[name]) {
        tell('info', t('Opening…'));
        const { editor: make } = await kit.load(name);
        open[name] = await make({ kit, view, words, changed: edited, vendor: kit.load, root: root.getRootNode() });
        open[name].lock?.(locked);
      }
      const from = read(),
        reply = name === 'text' ? await act('text', from) : from.text ? await act('read', from) : from;
      if (reply.missing) return tell('warn', reply.missing[0].text);
      open[name].write(name === 'text' ? reply.text : reply.program);
      tell();
      show(name);
      if (!quiet) {
        edited();
        open[name].focus?.();
      }
    } catch (error) {
      if (editor !== before) show(before);
      tell('warn', error instanceof Error ? error.message : '');
    }
  }

  return {
    read,
    later: ['player'],
    async watch(map) {
      const run = await playing();
      if (map !== undefined && (await run.fetched())) look(map);
      run.go();
    },
    async write({ program, text }) {
      player?.forget();
      if (text) {
        await choose('text', true);
        if (editor === 'text') open.text.write(text);
      } else {
        if (editor === 'text') show('list');
        open[editor].write(program);
      }
    },
    async show(result) {
      if (result?.facts) judged.replaceChildren(...(await playing()).judge(result));
      else judged.replaceChildren();
    },
    fault(_, text) {
      const focus = kit.fault(desk, text);
      return text ? (desk.querySelector('[contenteditable]') ?? focus) : focus;
    },
    lock(on) {
      locked = on;
      for (const name in open) open[name].lock?.(on);
    },
    close() {
      player?.forget();
      for (const name in open) open[name].close?.();
    },
  };
}
