// Runs and scores as the server tells them, shown on the page; loaded when the learner first presses «Run» or has a result.

const SPEEDS = [900, 450, 120];

/** @param {any} desk what view.js lends: its kit, maps, words, status and the open editor */
export function player({ kit, view, words, maps, act, status, story, log, speed, read, editor, look }) {
  const { el, t } = kit;
  /** @type {any} the run that is being shown */ let run = null;
  let at = 0,
    shown = 0,
    timer = /** @type {any} */ (0),
    asked = /** @type {Promise<boolean>|null} */ (null);

  function tell(/** @type {string} */ tone = '', /** @type {any[]} */ ...what) {
    status.replaceChildren(...(tone ? [el('div', { class: `pekt-note ${tone}` }, kit.icon(tone), el('div', null, ...what))] : []));
  }
  const stop = () => clearTimeout(timer);
  const note = (/** @type {any} */ done) =>
    done.solved
      ? ['right', el('strong', null, t('It works on this map.')), ' ', !view.trial && t('Press “Submit” when you are ready.')]
      : ['wrong', kit.html(done.note)];

  /** Back to the beginning of the run. */
  function reset() {
    stop();
    at = 0;
    maps[shown].reset();
    maps[shown].hit(false);
    editor().mark(-1);
    log.replaceChildren();
    story.hidden = true;
    tell();
  }
  /** Asks for the run of the program as it is; a second press waits for the same answer. */
  const fetched = () =>
    run
      ? Promise.resolve(true)
      : (asked ??= ask().finally(() => {
          asked = null;
        }));
  async function ask() {
    tell('info', t('The robot reads your program…'));
    try {
      const reply = await act('run', read());
      if (reply.missing) {
        tell('warn', reply.missing[0].text);
        return false;
      }
      const failed = reply.runs.findIndex((/** @type {any} */ each) => !each.solved);
      run = { ...reply, nodes: [...walk(reply.program)] };
      if (failed >= 0 && reply.runs[shown].solved) look(failed);
      reset();
      return true;
    } catch (error) {
      tell('warn', error instanceof Error ? error.message : '');
      return false;
    }
  }
  /** Shows the next entry; false at the end. */
  function next() {
    const done = run.runs[shown],
      entry = done.trace[at];
    at += 1;
    if (!entry) {
      ended(done);
      return false;
    }
    maps[shown].step(entry);
    log.append(el('li', { 'data-step': entry[1] !== 'test' }, told(entry)));
    story.hidden = false;
    editor().mark(entry[0], false, run.lines[entry[0]]);
    return true;
  }
  function ended(/** @type {any} */ done) {
    if (done.cut) log.append(el('li', null, t('… and {n} more.', { n: done.cut })));
    editor().mark(done.node, true, run.lines[done.node]);
    maps[shown].hit(done.code === 'crash');
    tell(...note(done));
  }
  /** One entry as a sentence. @param {any[]} entry */
  function told([node, op, x, y, facing, ...more]) {
    if (op === 'test') return t('Check: {what}? {answer}', { what: words.say(run.nodes[node][1]), answer: x ? t('yes') : t('no') });
    const n = log.querySelectorAll('[data-step]').length + 1,
      place = op === 'led' ? words.place(more[0] - 1, more[1] - 1) : words.place(x, y);
    const said = { n, place, facing: words.facings[facing], text: more[0] };
    switch (op) {
      case 'move':
        return t('Step {n}: goes forward, at {place}', said);
      case 'left':
        return t('Step {n}: turns left, looks {facing}, at {place}', said);
      case 'right':
        return t('Step {n}: turns right, looks {facing}, at {place}', said);
      case 'pick':
        return t('Step {n}: picks up a battery, at {place}', said);
      case 'put':
        return t('Step {n}: puts down a battery, at {place}', said);
      case 'say':
        return t('Step {n}: says “{text}”', said);
      case 'led':
        return more[2] ? t('Step {n}: lamp {place} goes on', said) : t('Step {n}: lamp {place} goes off', said);
      default:
        return t('Step {n}: waits, at {place}', said);
    }
  }

  return {
    reset,
    tell,
    fetched,
    async go() {
      stop();
      if (run) reset();
      if (!(await fetched())) return;
      if (kit.reduced()) {
        while (next());
        return;
      }
      tell('info', t('The robot is on its way.'));
      const tick = () => {
        if (next()) timer = setTimeout(tick, SPEEDS[speed.selectedIndex]);
      };
      tick();
    },
    async step() {
      stop();
      if (!(await fetched())) return;
      if (at > run.runs[shown].trace.length) reset();
      if (next()) kit.say(log.lastElementChild?.textContent ?? '');
    },
    /** Another map comes to the front. @param {number} n */
    turn(n) {
      if (run) reset();
      shown = n;
      if (run) reset();
    },
    /** The program has changed: what was run is over. */
    forget() {
      if (run) {
        reset();
        run = null;
      }
      tell();
      stop();
    },
    /** What a score says of each map, the limit and the commands asked for. @param {any} result @returns {Node[]} */
    judge(result) {
      const { facts, parts } = result,
        rows = view.maps.map((/** @type {any} */ map, /** @type {number} */ n) => [
          t('Map {n}', { n: n + 1 }),
          facts.worlds?.[map.id] === 'ok',
        ]);
      stop();
      if (facts.unseen?.of)
        rows.push([
          t('Maps that you do not see: {n} of {of}', { n: facts.unseen.solved, of: facts.unseen.of }),
          facts.unseen.solved === facts.unseen.of,
        ]);
      if (facts.state !== 'failed' && view.limit)
        rows.push([t('Commands: {n} of at most {limit}', { n: facts.commands, limit: view.limit }), parts[1]?.earned > 0]);
      if (facts.state !== 'failed' && view.must_use.length + view.forbid.length) rows.push([t('Commands asked for'), parts[2]?.earned > 0]);
      const map = view.maps.findIndex((/** @type {any} */ each) => each.id === facts.world);
      if (map >= 0) {
        look(map);
        editor().mark(facts.node, true, facts.line);
      }
      return [
        facts.state === 'solved' &&
          el('div', { class: 'pekt-note warn' }, kit.icon('warn'), el('strong', null, t('Solved, but not in the best way.'))),
        el(
          'ul',
          { class: 'pekt-robot-parts' },
          ...rows.map((/** @type {[string, boolean]} */ [what, right]) =>
            el(
              'li',
              { class: right ? 'right' : 'wrong' },
              kit.icon(right ? 'right' : 'wrong'),
              el('span', null, `${what}: ${right ? t('solved') : t('not yet')}`),
            ),
          ),
        ),
      ].filter(Boolean);
    },
  };
}

/** Every node in the order in which the server numbers them. @param {any[]} program @returns {Generator<any[]>} */
function* walk(program) {
  for (const node of program) {
    yield node;
    for (const part of node.slice(1)) if (Array.isArray(part) && (!part.length || Array.isArray(part[0]))) yield* walk(part);
  }
}
