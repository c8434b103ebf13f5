// The program as blocks, in Blockly; loaded only when the learner opens it. Its one rule: fromBlocks(toBlocks(p)) is p.

/** @type {Record<string, string[]>} the inputs that hold a command's bodies */
const BODY = { repeat: ['DO'], while: ['DO'], until: ['DO'], if: ['DO', 'ELSE'], def: ['DO'] };
const JOINERS = ['not', 'and', 'or', 'compare'];

// -- a program as Blockly's own JSON and back ------------------------------------------------------------------------------

/** @param {any} value */
const valueBlock = (value) => (Array.isArray(value) ? { block: { type: 'pekt_var', fields: { NAME: value[1] } }, shadow: { type: 'pekt_number', fields: { N: 0 } } }
  : { shadow: { type: 'pekt_number', fields: { N: value } } });
/** @param {any[]} condition @param {string} first @returns {any} */
function conditionBlock([op, ...args], first) {
  const shadow = { type: 'pekt_sensor', fields: { S: first } };
  if (op === 'compare') return { block: { type: 'pekt_compare', fields: { OP: args[0] }, inputs: { A: valueBlock(args[1]), B: valueBlock(args[2]) } }, shadow };
  if (JOINERS.includes(op)) return { block: { type: `pekt_${op}`, inputs: Object.fromEntries(args.map((arg, i) => ['AB'[i], conditionBlock(arg, first)])) }, shadow };
  return { shadow: { type: 'pekt_sensor', fields: { S: op } } };
}
/** A statement without what follows it. @param {any[]} node @param {string} first @returns {any} */
function statementBlock([op, ...args], first) {
  const block = /** @type {any} */ ({ type: op === 'if' && args[2] ? 'pekt_if_else' : `pekt_${op}`, fields: {}, inputs: {} });
  if (op === 'say') block.fields.TEXT = args[0];
  if (op === 'led') Object.assign(block, { fields: { ON: String(args[2]) }, inputs: { A: valueBlock(args[0]), B: valueBlock(args[1]) } });
  if (op === 'def' || op === 'call' || op === 'set' || op === 'change') block.fields.NAME = args[0];
  if (op === 'set' || op === 'change') block.inputs.A = valueBlock(args[1]);
  if (op === 'repeat') block.inputs.A = valueBlock(args[0]);
  if (op === 'while' || op === 'until' || op === 'if') block.inputs.A = conditionBlock(args[0], first);
  (BODY[op] ?? []).forEach((/** @type {string} */ name, /** @type {number} */ i) => { const made = stack(args[1 + i] ?? [], first); if (made) block.inputs[name] = { block: made }; });
  return block;
}
/** @param {any[]} body @param {string} first @returns {any} */
function stack(body, first) {
  return body.reduceRight((next, node) => ({ ...statementBlock(node, first), ...(next && { next: { block: next } }) }), null);
}
/** A program as the state of a workspace; a definition stands alone, whatever is between two of them is one stack. @param {any[]} program @param {string} [first] */
export function toBlocks(program, first = 'at_goal') {
  const stacks = /** @type {any[][]} */ ([]);
  program.forEach((node, i) => { if (!i || node[0] === 'def' || program[i - 1][0] === 'def') stacks.push([]); stacks.at(-1)?.push(node); });
  return { blocks: { languageVersion: 0, blocks: stacks.map((each, i) => ({ ...stack(each, first), x: 20, y: 20 + i * 60 })) } };
}

/** @param {any} input */
const inner = (input) => input?.block ?? input?.shadow;
/** @param {any} input */
function valueOf(input) { const block = inner(input); return block?.type === 'pekt_var' ? ['var', block.fields.NAME] : Number(block?.fields?.N ?? 0); }
/** @param {any} input @returns {any[]} */
function conditionOf(input) {
  const block = inner(input);
  if (!block) return ['at_goal'];
  const op = block.type.slice(5);
  if (op === 'compare') return [op, block.fields.OP, valueOf(block.inputs?.A), valueOf(block.inputs?.B)];
  if (op === 'not') return [op, conditionOf(block.inputs?.A)];
  return op === 'sensor' ? [block.fields.S] : [op, conditionOf(block.inputs?.A), conditionOf(block.inputs?.B)];
}
/** @param {any} block @param {string[]} ids @returns {any[]} */
function statementOf({ type, id, fields, inputs }, ids) {
  ids.push(id);
  const op = type.slice(5).replace('_else', ''), body = (/** @type {string} */ name) => bodyOf(inner(inputs?.[name]), ids);
  switch (op) {
    case 'say': return [op, fields.TEXT];
    case 'led': return [op, valueOf(inputs?.A), valueOf(inputs?.B), Number(fields.ON)];
    case 'call': return [op, fields.NAME];
    case 'set': case 'change': return [op, fields.NAME, valueOf(inputs?.A)];
    case 'repeat': return [op, valueOf(inputs?.A), body('DO')];
    case 'def': return [op, fields.NAME, body('DO')];
    case 'while': case 'until': return [op, conditionOf(inputs?.A), body('DO')];
    case 'if': {
      const then = body('DO'), otherwise = body('ELSE');
      return [op, conditionOf(inputs?.A), then, ...(otherwise.length ? [otherwise] : [])];
    }
    default: return [op];
  }
}
/** @param {any} block @param {string[]} ids */
function bodyOf(block, ids) {
  const made = [];
  for (; block; block = block.next?.block) made.push(statementOf(block, ids));
  return made;
}
/** The program of a workspace's state, top to bottom, and the block of each of its nodes; loose conditions and numbers count for nothing. @param {any} state */
export function fromBlocks(state) {
  const ids = /** @type {string[]} */ ([]), loose = new Set(['pekt_sensor', 'pekt_number', 'pekt_var', ...JOINERS.map((op) => `pekt_${op}`)]);
  const stacks = [...(state.blocks?.blocks ?? [])].filter((block) => !loose.has(block.type)).sort((a, b) => a.y - b.y || a.x - b.x);
  return { program: stacks.flatMap((block) => bodyOf(block, ids)), ids };
}

// -- the editor ---------------------------------------------------------------------------------------------------------------

/** Main and border colour of each group of blocks; white text on the first has contrast >= 4.5. @type {Record<string, [string, string]>} */
const COLOURS = { pekt_act: ['#1f5fae', '#143f75'], pekt_flow: ['#8a4b00', '#5c3200'], pekt_sense: ['#1a6b3c', '#0f4426'], pekt_own: ['#7b2d8b', '#521c5d'], pekt_value: ['#515c6a', '#343c46'] };
/** @type {Record<string, string>} */
const STYLE = { repeat: 'flow', while: 'flow', until: 'flow', if: 'flow', if_else: 'flow', def: 'own', call: 'own', set: 'value', change: 'value' };

/** @param {any} given `vendor(name)` loads a library of static/vendor */
export async function editor({ kit, view, words, changed, vendor }) {
  const [{ Blockly, inject, speak }, { nameOf }] = await Promise.all([vendor('blockly/blockly.js'), vendor('fields')]), { el, t } = kit;
  const sensors = new Set(view.sensors.filter((/** @type {string} */ op) => !JOINERS.includes(op))), names = new Set([t('my_command')]);
  if (!sensors.size) sensors.add('at_goal');
  const first = [...sensors][0];
  /** @type {any} */ let workspace = null, ids = /** @type {string[]} */ ([]), last = '', waiting = /** @type {any[]} */ ([]), locked = false;
  speak(kit.lang);
  define();
  const box = el('div', { class: 'pekt-robot-blocks' });
  const help = el('p', { class: 'pekt-robot-count' }, t('The blocks run from top to bottom. Arrow keys move between blocks, Enter adds, M moves.'));
  const after = el('button', { class: 'pekt-button quiet', onclick: () => workspace?.cleanUp() }, t('Tidy up'));

  function define() {
    const bit = (/** @type {string} */ op) => words.commands[op].replace(/\{(\d)\}/g, '%$1');
    const value = (/** @type {string} */ name) => ({ type: 'input_value', name, check: 'Number' }), test = (/** @type {string} */ name) => ({ type: 'input_value', name, check: 'Condition' });
    const text = (/** @type {string} */ name, /** @type {string} */ said) => ({ type: 'field_input', name, text: '', ariaTypeName: said }), body = { type: 'input_statement', name: 'DO' };
    const args = /** @type {Record<string, any[]>} */ ({ say: [text('TEXT', t('Text'))], led: [value('A'), value('B'), { type: 'field_dropdown', name: 'ON', options: [[t('on'), '1'], [t('off'), '0']], ariaTypeName: t('On or off') }],
      repeat: [value('A')], while: [test('A')], until: [test('A')], if: [test('A')], def: [text('NAME', t('Name'))], call: [], set: [text('NAME', t('Name')), value('A')], change: [text('NAME', t('Name')), value('A')] });
    for (const op of Object.keys(words.commands)) add(op, bit(op), args[op] ?? []);
    add('if_else', bit('if'), args.if ?? []);
    const output = (/** @type {string} */ type, /** @type {any} */ json) => { Blockly.Blocks[`pekt_${type}`] = { init() { this.jsonInit(json); extra(this, type); } }; };
    const sense = { output: 'Condition', style: 'pekt_sense', inputsInline: true, ariaRoleDescription: t('condition') };
    output('sensor', { message0: '%1', args0: [{ type: 'input_dummy', name: 'PICK' }], ...sense });
    output('not', { message0: words.conditions.not.replace('{1}', '%1'), args0: [test('A')], ...sense });
    for (const op of ['and', 'or']) output(op, { message0: words.conditions[op].replace('{1}', '%1').replace('{2}', '%2'), args0: [test('A'), test('B')], ...sense });
    output('compare', { message0: '%1 %2 %3', args0: [value('A'), { type: 'field_dropdown', name: 'OP', options: ['==', '!=', '<', '<=', '>', '>='].map((op) => [op, op]), ariaTypeName: t('Compared by') }, value('B')], ...sense });
    output('number', { message0: '%1', args0: [{ type: 'field_number', name: 'N', value: 1, min: -1000, max: 1000, precision: 1, ariaTypeName: t('Number') }], output: 'Number', style: 'pekt_value', ariaRoleDescription: t('number') });
    output('var', { message0: '%1', args0: [text('NAME', t('Name'))], output: 'Number', style: 'pekt_value', ariaRoleDescription: t('variable') });

    /** @param {string} op @param {string} message @param {any[]} fields */
    function add(op, message, fields) {
      const holds = (op === 'if_else' ? BODY.if : BODY[op]?.slice(0, 1)) ?? [], json = /** @type {any} */ ({
        message0: message.replace(/ ?%\d/, (found) => (op === 'call' ? '%1' : found)), args0: op === 'call' ? [{ type: 'input_dummy', name: 'PICK' }] : fields, style: `pekt_${STYLE[op] ?? 'act'}`, inputsInline: true,
        ariaRoleDescription: holds.length ? t('command with commands inside') : t('command') });
      if (op !== 'def') Object.assign(json, { previousStatement: null, nextStatement: null });
      holds.forEach((name, i) => Object.assign(json, i ? { message2: `${words.otherwise} %1`, args2: [{ ...body, name }] } : { message1: '%1', args1: [body] }));
      Blockly.Blocks[`pekt_${op}`] = { init() { this.jsonInit(json); extra(this, op); } };
    }
  }
  /** What JSON can't say: names in force, words for the ear. @param {any} block @param {string} op */
  function extra(block, op) {
    const dropdown = (/** @type {() => string[][]} */ options) => new Blockly.FieldDropdown(options);
    if (op === 'sensor') block.getInput('PICK').appendField(dropdown(() => [...sensors].map((s) => [words.conditions[s], s])), 'S');
    if (op === 'call') block.getInput('PICK').appendField(dropdown(() => { const all = [...new Set([...defined(), ...names])]; return all.length ? all.map((n) => [n, n]) : [['–', '']]; }), 'NAME');
    else block.getField('NAME')?.setValidator((/** @type {string} */ text) => nameOf(text) || null);
    block.getField('TEXT')?.setValidator((/** @type {string} */ text) => text.replace(/\p{C}/gu, '').slice(0, 60));
    block.getInput('DO')?.setAriaLabelProvider?.(t('commands inside'));
    block.getInput('ELSE')?.setAriaLabelProvider?.(t('commands inside “else”'));
    block.getInput('A')?.setAriaLabelProvider?.(block.outputConnection || BODY[op.replace('_else', '')]?.length && op !== 'repeat' ? t('condition') : t('number'));
  }
  const defined = () => (workspace?.getBlocksByType('pekt_def') ?? []).map((/** @type {any} */ block) => block.getFieldValue('NAME'));

  function toolbox() {
    const fresh = (/** @type {any[]} */ node) => ({ kind: 'block', ...statementBlock(node, first) }), out = [];
    for (const op of view.commands) {
      if (op === 'repeat') out.push(fresh([op, 2, []]));
      else if (op === 'while' || op === 'until') out.push(fresh([op, [first], []]));
      else if (op === 'if') out.push(fresh([op, [first], []]), fresh([op, [first], [], [['wait']]]));
      else if (op === 'def') out.push(fresh([op, t('my_command'), []]), fresh(['call', t('my_command')]));
      else if (op === 'set') out.push(fresh([op, 'x', 0]), fresh(['change', 'x', 1]), { kind: 'block', type: 'pekt_var', fields: { NAME: 'x' } });
      else out.push(fresh(op === 'say' ? [op, t('Hello!')] : op === 'led' ? [op, 1, 1, 1] : [op]));
    }
    for (const each of out) if (each.type === 'pekt_if_else') delete each.inputs.ELSE;
    const joined = JOINERS.filter((op) => view.sensors.includes(op) || (op === 'compare' && view.commands.includes('set')));
    return { kind: 'flyoutToolbox', contents: [...out, ...joined.map((op) => ({ kind: 'block', .../** @type {any} */ (conditionBlock(op === 'compare' ? [op, '<', ['var', 'x'], 3] : [op, [first], [first]].slice(0, op === 'not' ? 2 : 3), first)).block })),
      ...(joined.length ? [{ kind: 'block', type: 'pekt_sensor', fields: { S: first } }] : [])] };
  }
  function theme() {
    const style = getComputedStyle(box), token = (/** @type {string} */ name) => style.getPropertyValue(`--pekt-${name}`).trim();
    return Blockly.Theme.defineTheme('pekt', { name: 'pekt', base: Blockly.Themes.Zelos, fontStyle: { family: token('font'), weight: '600', size: 12 },
      blockStyles: Object.fromEntries(Object.entries(COLOURS).map(([name, [main, border]]) => [name, { colourPrimary: main, colourSecondary: main, colourTertiary: border }])),
      componentStyles: { workspaceBackgroundColour: token('raised'), flyoutBackgroundColour: token('accent-soft'), flyoutForegroundColour: token('ink'), flyoutOpacity: 1, scrollbarColour: token('line'), scrollbarOpacity: 0.6 } });
  }
  function open() {
    const narrow = box.clientWidth < 520;
    [workspace] = inject(box, { toolbox: toolbox(), theme: theme(), readOnly: locked, zoom: { controls: true, wheel: false, startScale: narrow ? 0.75 : 0.85 },
      move: { scrollbars: true, wheel: false, drag: true }, trashcan: !narrow, horizontalLayout: narrow, toolboxPosition: narrow ? 'end' : 'start' });
    workspace.addChangeListener((/** @type {any} */ event) => {
      if (event.isUiEvent || workspace.isDragging()) return;
      const now = JSON.stringify(read());
      if (now !== last) { last = now; changed(); }
    });
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
    /** @param {any[]} program */
    write(program) { waiting = program; if (workspace) fill(); },
    /** @param {number} node @param {boolean} [wrong] */
    mark(node, wrong = false) {
      if (!workspace) return;
      for (const block of workspace.getAllBlocks()) block.setWarningText(null);
      workspace.highlightBlock(ids[node] ?? null);
      if (ids[node]) workspace.centerOnBlock(ids[node], true);
      if (wrong && ids[node]) workspace.getBlockById(ids[node])?.setWarningText(t('It stopped here.'));
    },
    /** @param {boolean} on */
    lock(on) { locked = on; workspace?.setIsReadOnly?.(on); },
    focus: () => workspace?.getInjectionDiv().querySelector('.blocklyWorkspace')?.focus?.(),
    shown() { if (workspace) Blockly.svgResize(workspace); else open(); },
  };
}
