// The program as blocks, in Blockly; loaded only when the learner opens it. blockstate.js knows what a program is in blocks.

/** Main and border colour of each group of blocks; white text on the first has contrast >= 4.5. @type {Record<string, [string, string]>} */
const COLOURS = {
  pekt_act: ['#1f5fae', '#143f75'],
  pekt_flow: ['#8a4b00', '#5c3200'],
  pekt_sense: ['#1a6b3c', '#0f4426'],
  pekt_own: ['#7b2d8b', '#521c5d'],
  pekt_value: ['#515c6a', '#343c46'],
};
/** @type {Record<string, string>} */
const STYLE = {
  repeat: 'flow',
  while: 'flow',
  until: 'flow',
  if: 'flow',
  if_else: 'flow',
  def: 'own',
  call: 'own',
  set: 'value',
  change: 'value',
};

/** @type {import('./robot.d.ts').MakeEditor} */
export const editor = async ({ kit, view, words, changed, vendor }) => {
  const [{ Blockly, inject, speak }, { nameOf }, state] = await Promise.all(['blockly/blockly.js', 'fields', 'blockstate'].map(vendor));
  const { el, t } = kit,
    { BODY, JOINERS, conditionBlock, statementBlock, toBlocks, fromBlocks } = /** @type {typeof import('./blockstate.js')} */ (state);
  const sensors = new Set(view.sensors.filter((/** @type {string} */ op) => !JOINERS.includes(op))),
    names = new Set([t('my_command')]);
  if (!sensors.size) sensors.add('at_goal');
  const [first = 'at_goal'] = sensors;
  let stop = () => {};
  /** @type {any} */ let workspace = null,
    ids = /** @type {string[]} */ ([]),
    last = '',
    waiting = /** @type {any[]} */ ([]),
    locked = false;
  speak(kit.lang);
  define();
  const box = el('div', { class: 'pekt-robot-blocks' });
  const help = el(
    'p',
    { class: 'pekt-robot-count' },
    t('The blocks run from top to bottom. Arrow keys move between blocks, Enter adds, M moves.'),
  );
  const after = el('button', { class: 'pekt-button quiet', onclick: () => workspace?.cleanUp() }, t('Tidy up'));

  function define() {
    const bit = (op = '') => (words.commands[op] ?? '').replace(/\{(\d)\}/g, '%$1');
    const value = (/** @type {string} */ name) => ({ type: 'input_value', name, check: 'Number' }),
      test = (/** @type {string} */ name) => ({ type: 'input_value', name, check: 'Condition' });
    const text = (/** @type {string} */ name, /** @type {string} */ said) => ({ type: 'field_input', name, text: '', ariaTypeName: said }),
      body = { type: 'input_statement', name: 'DO' };
    const args = /** @type {Record<string, any[]>} */ ({
      say: [text('TEXT', t('Text'))],
      led: [
        value('A'),
        value('B'),
        {
          type: 'field_dropdown',
          name: 'ON',
          options: [
            [t('on'), '1'],
            [t('off'), '0'],
          ],
          ariaTypeName: t('On or off'),
        },
      ],
      repeat: [value('A')],
      while: [test('A')],
      until: [test('A')],
      if: [test('A')],
      def: [text('NAME', t('Name'))],
      call: [],
      set: [text('NAME', t('Name')), value('A')],
      change: [text('NAME', t('Name')), value('A')],
    });
    for (const op of Object.keys(words.commands)) add(op, bit(op), args[op] ?? []);
    add('if_else', bit('if'), args.if ?? []);
    const output = (/** @type {string} */ type, /** @type {any} */ json) => {
      Blockly.Blocks[`pekt_${type}`] = {
        init() {
          this.jsonInit(json);
          extra(this, type);
        },
      };
    };
    const said = (op = '') => (words.conditions[op] ?? '').replace(/\{(\d)\}/g, '%$1');
    const sense = { output: 'Condition', style: 'pekt_sense', inputsInline: true, ariaRoleDescription: t('condition') };
    output('sensor', { message0: '%1', args0: [{ type: 'input_dummy', name: 'PICK' }], ...sense });
    output('not', { message0: said('not'), args0: [test('A')], ...sense });
    for (const op of ['and', 'or']) output(op, { message0: said(op), args0: [test('A'), test('B')], ...sense });
    output('compare', {
      message0: '%1 %2 %3',
      args0: [
        value('A'),
        {
          type: 'field_dropdown',
          name: 'OP',
          options: ['==', '!=', '<', '<=', '>', '>='].map((op) => [op, op]),
          ariaTypeName: t('Compared by'),
        },
        value('B'),
      ],
      ...sense,
    });
    output('number', {
      message0: '%1',
      args0: [{ type: 'field_number', name: 'N', value: 1, min: -1000, max: 1000, precision: 1, ariaTypeName: t('Number') }],
      output: 'Number',
      style: 'pekt_value',
      ariaRoleDescription: t('number'),
    });
    output('var', {
      message0: '%1',
      args0: [text('NAME', t('Name'))],
      output: 'Number',
      style: 'pekt_value',
      ariaRoleDescription: t('variable'),
    });

    /** @param {string} op @param {string} message @param {any[]} fields */
    function add(op, message, fields) {
      const holds = (op === 'if_else' ? BODY.if : BODY[op]?.slice(0, 1)) ?? [],
        json = /** @type {any} */ ({
          message0: message.replace(/ ?%\d/, (found) => (op === 'call' ? '%1' : found)),
          args0: op === 'call' ? [{ type: 'input_dummy', name: 'PICK' }] : fields,
          style: `pekt_${STYLE[op] ?? 'act'}`,
          inputsInline: true,
          ariaRoleDescription: holds.length ? t('command with commands inside') : t('command'),
        });
      if (op !== 'def') Object.assign(json, { previousStatement: null, nextStatement: null });
      holds.forEach((name, i) =>
        Object.assign(json, i ? { message2: `${words.otherwise} %1`, args2: [{ ...body, name }] } : { message1: '%1', args1: [body] }),
      );
      Blockly.Blocks[`pekt_${op}`] = {
        init() {
          this.jsonInit(json);
          extra(this, op);
        },
      };
    }
  }
  /** What JSON can't say: names in force, words for the ear. @param {any} block @param {string} op */
  function extra(block, op) {
    const dropdown = (/** @type {() => string[][]} */ options) => new Blockly.FieldDropdown(options);
    if (op === 'sensor')
      block.getInput('PICK').appendField(
        dropdown(() => [...sensors].map((s) => [words.conditions[s] ?? s, s])),
        'S',
      );
    if (op === 'call')
      block.getInput('PICK').appendField(
        dropdown(() => {
          const all = [...new Set([...defined(), ...names])];
          return all.length ? all.map((n) => [n, n]) : [['–', '']];
        }),
        'NAME',
      );
    else block.getField('NAME')?.setValidator((/** @type {string} */ text) => nameOf(text) || null);
    block.getField('TEXT')?.setValidator((/** @type {string} */ text) => text.replace(/\p{C}/gu, '').slice(0, 60));
    block.getInput('DO')?.setAriaLabelProvider?.(t('commands inside'));
    block.getInput('ELSE')?.setAriaLabelProvider?.(t('commands inside “else”'));
    block
      .getInput('A')
      ?.setAriaLabelProvider?.(
        block.outputConnection || (BODY[op.replace('_else', '')]?.length && op !== 'repeat') ? t('condition') : t('number'),
      );
  }
  const defined = () => (workspace?.getBlocksByType('pekt_def') ?? []).map((/** @type {any} */ block) => block.getFieldValue('NAME'));

  function toolbox() {
    const fresh = (/** @type {any[]} */ node) => ({ kind: 'block', ...statementBlock(node, first) }),
      out = [];
    for (const op of view.commands) {
      if (op === 'repeat') out.push(fresh([op, 2, []]));
      else if (op === 'while' || op === 'until') out.push(fresh([op, [first], []]));
      else if (op === 'if') out.push(fresh([op, [first], []]), fresh([op, [first], [], [['wait']]]));
      else if (op === 'def') out.push(fresh([op, t('my_command'), []]), fresh(['call', t('my_command')]));
      else if (op === 'set')
        out.push(fresh([op, 'x', 0]), fresh(['change', 'x', 1]), { kind: 'block', type: 'pekt_var', fields: { NAME: 'x' } });
      else out.push(fresh(op === 'say' ? [op, t('Hello!')] : op === 'led' ? [op, 1, 1, 1] : [op]));
    }
    for (const each of out) if (each.type === 'pekt_if_else') delete each.inputs.ELSE;
    const joined = JOINERS.filter((op) => view.sensors.includes(op) || (op === 'compare' && view.commands.includes('set')));
    return {
      kind: 'flyoutToolbox',
      contents: [
        ...out,
        ...joined.map((op) => ({
          kind: 'block',
          .../** @type {any} */ (
            conditionBlock(op === 'compare' ? [op, '<', ['var', 'x'], 3] : [op, [first], [first]].slice(0, op === 'not' ? 2 : 3), first)
          ).block,
        })),
        ...(joined.length ? [{ kind: 'block', type: 'pekt_sensor', fields: { S: first } }] : []),
      ],
    };
  }
  function theme() {
    const style = getComputedStyle(box),
      token = (/** @type {string} */ name) => style.getPropertyValue(`--pekt-${name}`).trim();
    return Blockly.Theme.defineTheme('pekt', {
      name: 'pekt',
      base: Blockly.Themes.Zelos,
      fontStyle: { family: token('font'), weight: '600', size: 12 },
      blockStyles: Object.fromEntries(
        Object.entries(COLOURS).map(([name, [main, border]]) => [
          name,
          { colourPrimary: main, colourSecondary: main, colourTertiary: border },
        ]),
      ),
      componentStyles: {
        workspaceBackgroundColour: token('raised'),
        flyoutBackgroundColour: token('accent-soft'),
        flyoutForegroundColour: token('ink'),
        flyoutOpacity: 1,
        scrollbarColour: token('line'),
        scrollbarOpacity: 0.6,
      },
    });
  }
  function open() {
    const narrow = box.clientWidth < 520;
    [workspace, stop] = inject(box, {
      toolbox: toolbox(),
      theme: theme(),
      readOnly: locked,
      zoom: { controls: true, wheel: false, startScale: narrow ? 0.75 : 0.85 },
      move: { scrollbars: true, wheel: false, drag: true },
      trashcan: !narrow,
      horizontalLayout: narrow,
      toolboxPosition: narrow ? 'end' : 'start',
    });
    workspace.addChangeListener((/** @type {any} */ event) => {
      if (event.isUiEvent || workspace.isDragging()) return;
      const now = JSON.stringify(read());
      if (now !== last) {
        last = now;
        changed();
      }
    });
    // Blockly gives the (unseen) marks of connections a role that a list box may not hold.
    const shelf = workspace.getFlyout()?.getWorkspace();
    const clean = () => {
      for (const path of box.querySelectorAll('[role=listbox] .blocklyHighlightedConnectionPath')) {
        path.setAttribute('role', 'none');
        path.removeAttribute('aria-roledescription');
      }
    };
    shelf?.addChangeListener(clean);
    clean();
    fill();
  }
  function fill() {
    // A drop-down takes only what it lists: what the program calls and asks must be there before it comes.
    for (const [, name] of JSON.stringify(waiting).matchAll(/"call","([^"]+)"/g)) names.add(name);
    for (const [, op = ''] of JSON.stringify(waiting).matchAll(/\["(\w+)"\]/g)) if (words.conditions[op]) sensors.add(op);
    Blockly.serialization.workspaces.load(toBlocks(waiting, first), workspace);
    workspace.cleanUp();
    last = JSON.stringify(read());
  }
  function read() {
    if (!workspace) return waiting;
    const found = fromBlocks(Blockly.serialization.workspaces.save(workspace));
    ids = found.ids;
    return found.program;
  }
  return {
    node: el('div', { class: 'pekt-grid' }, box, help, el('div', null, after)),
    read,
    write(/** @type {any[]} */ program) {
      waiting = program;
      if (workspace) fill();
    },
    /** @param {number} node @param {boolean} [wrong] */
    mark(node, wrong = false) {
      if (!workspace) return;
      for (const block of workspace.getAllBlocks()) block.setWarningText(null);
      workspace.highlightBlock(ids[node] ?? null);
      if (ids[node]) workspace.centerOnBlock(ids[node], true);
      if (wrong && ids[node]) workspace.getBlockById(ids[node])?.setWarningText(t('It stopped here.'));
    },
    lock(/** @type {boolean} */ on) {
      locked = on;
      workspace?.setIsReadOnly?.(on);
    },
    close() { // Blockly keeps every workspace that is not given back
      [waiting, workspace] = [read(), stop()];
    },
    focus: () => workspace?.getInjectionDiv().querySelector('.blocklyWorkspace')?.focus?.(),
    shown() {
      if (workspace) Blockly.svgResize(workspace);
      else open();
    },
  };
};
