// A program being written, with a place in it where things happen; knows no page. An act that can't be done changes nothing.

/** @typedef {import('./robot.d.ts').Part} Part */
/** @type {Record<string, number[]>} where a command keeps its bodies */
export const BODIES = { repeat: [2], while: [2], until: [2], if: [2, 3], def: [2] };
export const NODES = 200;
const DEPTH = 12;

/** @type {(node: Part) => Part[]} */
export const bodies = (node) => (BODIES[node[0]] ?? []).flatMap((at) => (node[at] ? [node[at]] : []));
/** Commands in a body, those inside them included. @type {(body: Part) => number} */
export const size = (body) => body.reduce((sum, node) => sum + 1 + bodies(node).reduce((n, each) => n + size(each), 0), 0);
/** @type {(node: Part) => number} */
const height = (node) => 1 + Math.max(0, ...bodies(node).flatMap((body) => body.map(height)));
/** A copy as the server knows it: no empty else. @type {(node: Part) => Part} */
const trimmed = (node) => {
  const made = node.map((part, at) => (BODIES[node[0]]?.includes(at) ? part.map(trimmed) : structuredClone(part)));
  return made[0] === 'if' && made[3]?.length === 0 ? made.slice(0, 3) : made;
};

/** @type {() => import('./robot.d.ts').Tree} */
export const tree = () => {
  /** @type {Part} */ let program = [];
  /** @type {Part} a command, or the body whose end new commands go to */ let current = program;

  const atBody = () => typeof current[0] !== 'string';
  /** The body that holds something, and the commands around it, innermost last. @type {(what: Part, body?: Part, around?: Part[]) => {body: Part, around: Part[]} | undefined} */
  function find(what, body = program, around = []) {
    if (body === what || body.includes(what)) return { body, around };
    for (const node of body)
      for (const inner of bodies(node)) {
        const found = find(what, inner, [...around, node]);
        if (found) return found;
      }
  }
  const home = () => {
    const { body = program, around = [] } = find(current) ?? {},
      at = body.indexOf(current),
      above = body[at - 1],
      owner = around.at(-1);
    return { body, around, at, above, owner, into: above && bodies(above).at(-1), outer: owner && find(owner)?.body };
  };

  /** What can be done with the command at the place, each with its condition. @type {Record<string, [() => any, () => void]>} */
  const acts = {
    up: [() => home().at > 0, () => move(-1)],
    down: [() => home().at < home().body.length - 1, () => move(1)],
    in: [() => home().into && current[0] !== 'def' && home().around.length + 1 + height(current) <= DEPTH, () => shift(home().into ?? [])],
    out: [() => home().outer, () => shift(home().outer ?? [], home().owner)],
    copy: [
      () => current[0] !== 'def' && size(program) + size([current]) <= NODES,
      () => {
        const { body, at } = home();
        body.splice(at + 1, 0, (current = structuredClone(current)));
      },
    ],
    bin: [
      () => true,
      () => {
        const { body, at } = home();
        body.splice(at, 1);
        current = body[at] ?? body[at - 1] ?? body;
      },
    ],
    else: [
      () => current[0] === 'if',
      () => {
        if (current[3]) current.pop();
        else current = current[current.push([]) - 1];
      },
    ],
  };
  function move(by = 1) {
    const { body, at } = home();
    body.splice(at + by, 0, ...body.splice(at, 1));
  }
  /** Takes the command to another body, to its end or behind a command of it. @type {(body: Part, behind?: Part) => void} */
  function shift(to, behind) {
    const { body, at } = home();
    body.splice(at, 1);
    to.splice(behind ? to.indexOf(behind) + 1 : to.length, 0, current);
  }

  return {
    get program() {
      return program;
    },
    get current() {
      return current;
    },
    home,
    atBody,
    choose(what) {
      current = what;
    },
    write(given) {
      current = program = structuredClone(given);
    },
    read: () => program.map(trimmed),
    add(node) {
      const { body, around } = node[0] === 'def' ? { body: program, around: [] } : home(),
        slot = atBody();
      if (size(program) >= NODES) return 'full';
      if (around.length >= DEPTH) return 'deep';
      body.splice(slot || !body.includes(current) ? body.length : body.indexOf(current) + 1, 0, node);
      current = BODIES[node[0]] ? node[2] : slot ? body : node;
      return '';
    },
    can: (act) => !atBody() && Boolean(acts[act]?.[0]()),
    act(act) {
      acts[act]?.[1]();
    },
  };
};
