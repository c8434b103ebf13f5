// A program as the state of a Blockly workspace and back; its one rule: fromBlocks(toBlocks(p)).program is p.

/** @type {Record<string, string[]>} the inputs that hold a command's bodies */
export const BODY = { repeat: ['DO'], while: ['DO'], until: ['DO'], if: ['DO', 'ELSE'], def: ['DO'] };
export const JOINERS = ['not', 'and', 'or', 'compare'];

/** @param {any} value */
const valueBlock = (value) =>
  Array.isArray(value)
    ? { block: { type: 'pekt_var', fields: { NAME: value[1] } }, shadow: { type: 'pekt_number', fields: { N: 0 } } }
    : { shadow: { type: 'pekt_number', fields: { N: value } } };
/** A condition in an input; `first` is the sensor that shows where a joined one is taken away. @param {any[]} condition @param {string} first @returns {any} */
export function conditionBlock([op, ...args], first) {
  const shadow = { type: 'pekt_sensor', fields: { S: first } };
  if (op === 'compare')
    return { block: { type: 'pekt_compare', fields: { OP: args[0] }, inputs: { A: valueBlock(args[1]), B: valueBlock(args[2]) } }, shadow };
  if (JOINERS.includes(op))
    return {
      block: { type: `pekt_${op}`, inputs: Object.fromEntries(args.map((arg, i) => ['AB'[i], conditionBlock(arg, first)])) },
      shadow,
    };
  return { shadow: { type: 'pekt_sensor', fields: { S: op } } };
}
/** A statement without what follows it. @param {any[]} node @param {string} first @returns {any} */
export function statementBlock([op, ...args], first) {
  const block = /** @type {any} */ ({ type: op === 'if' && args[2] ? 'pekt_if_else' : `pekt_${op}`, fields: {}, inputs: {} });
  if (op === 'say') block.fields.TEXT = args[0];
  if (op === 'led') Object.assign(block, { fields: { ON: String(args[2]) }, inputs: { A: valueBlock(args[0]), B: valueBlock(args[1]) } });
  if (op === 'def' || op === 'call' || op === 'set' || op === 'change') block.fields.NAME = args[0];
  if (op === 'set' || op === 'change') block.inputs.A = valueBlock(args[1]);
  if (op === 'repeat') block.inputs.A = valueBlock(args[0]);
  if (op === 'while' || op === 'until' || op === 'if') block.inputs.A = conditionBlock(args[0], first);
  (BODY[op] ?? []).forEach((/** @type {string} */ name, /** @type {number} */ i) => {
    const made = stack(args[1 + i] ?? [], first);
    if (made) block.inputs[name] = { block: made };
  });
  return block;
}
/** @param {any[]} body @param {string} first @returns {any} */
function stack(body, first) {
  return body.reduceRight((next, node) => ({ ...statementBlock(node, first), ...(next && { next: { block: next } }) }), null);
}
/** A program as the state of a workspace; a definition stands alone, whatever is between two of them is one stack. @param {any[]} program @param {string} [first] */
export function toBlocks(program, first = 'at_goal') {
  const stacks = /** @type {any[][]} */ ([]);
  program.forEach((node, i) => {
    if (!i || node[0] === 'def' || program[i - 1][0] === 'def') stacks.push([]);
    stacks.at(-1)?.push(node);
  });
  return { blocks: { languageVersion: 0, blocks: stacks.map((each, i) => ({ ...stack(each, first), x: 20, y: 20 + i * 60 })) } };
}

/** @param {any} input */
const inner = (input) => input?.block ?? input?.shadow;
/** @param {any} input */
function valueOf(input) {
  const block = inner(input);
  return block?.type === 'pekt_var' ? ['var', block.fields.NAME] : Number(block?.fields?.N ?? 0);
}
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
  const op = type.slice(5).replace('_else', ''),
    body = (/** @type {string} */ name) => bodyOf(inner(inputs?.[name]), ids);
  switch (op) {
    case 'say':
      return [op, fields.TEXT];
    case 'led':
      return [op, valueOf(inputs?.A), valueOf(inputs?.B), Number(fields.ON)];
    case 'call':
      return [op, fields.NAME];
    case 'set':
    case 'change':
      return [op, fields.NAME, valueOf(inputs?.A)];
    case 'repeat':
      return [op, valueOf(inputs?.A), body('DO')];
    case 'def':
      return [op, fields.NAME, body('DO')];
    case 'while':
    case 'until':
      return [op, conditionOf(inputs?.A), body('DO')];
    case 'if': {
      const then = body('DO'),
        otherwise = body('ELSE');
      return [op, conditionOf(inputs?.A), then, ...(otherwise.length ? [otherwise] : [])];
    }
    default:
      return [op];
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
  const ids = /** @type {string[]} */ ([]),
    loose = new Set(['pekt_sensor', 'pekt_number', 'pekt_var', ...JOINERS.map((op) => `pekt_${op}`)]);
  const stacks = [...(state.blocks?.blocks ?? [])].filter((block) => !loose.has(block.type)).sort((a, b) => a.y - b.y || a.x - b.x);
  return { program: stacks.flatMap((block) => bodyOf(block, ids)), ids };
}
