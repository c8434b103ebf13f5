// The learner's page of a level inside its editor, with every map on it, for the author to write and try a program; nothing here decides what solves a map.

/** @typedef {import('../../../static/studio/studio.d.ts').Context} Context */
const PAUSE = 300;
const SHAPE = ['board', 'commands', 'sensors', 'limit', 'must_use', 'forbid'];

/** What the learner's page shows of a level, the hidden maps too. @param {Context} ctx */
function level(ctx) {
  const read = (/** @type {string} */ name) => ctx.near(name)?.read();
  const maps = (read('maps') ?? []).filter((/** @type {any} */ map) => map.rows?.some?.((/** @type {string} */ row) => row));
  return { ...Object.fromEntries(SHAPE.map((name) => [name, read(name)])), maps, prompt: '', unseen: 0, editors: ['list', 'blocks', 'text'], trial: true };
}

/** @param {{ctx: Context, text: string, changed: (host: Element) => void}} given `text`: Python; rejects where it is none */
export async function desk({ ctx, text, changed }) {
  const { el, t } = ctx;
  const [{ basics }, { mount }, { written }] = await Promise.all(['kit', 'view', 'edit_python'].map((name) => ctx.load(name)));
  const read = async (/** @type {string} */ python) => {
    const told = await ctx.act('read', { program: [], text: python });
    if (told.missing) throw new Error(told.missing[0].text);
    return told;
  };
  const { program } = await read(text),
    shadow = el('div', {}),
    root = shadow.attachShadow({ mode: 'open' }),
    page = el('div', { className: 'pekt-body' }),
    told = el('ol', { className: 'pekt-robot-told' });
  /** As the program stood when it was last told to the form: Python, and what the form keeps for it. */
  let shown = written(program),
    kept = text,
    drawn = '',
    timer = /** @type {any} */ (0);
  /** @type {any} */ let view = null;
  const adopt = async (/** @type {string} */ name) => {
    const sheet = await ctx.sheet(`${name}_css`);
    if (sheet && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  };
  const kit = {
    ...basics({ lang: ctx.lang }),
    t: ctx.t,
    say: ctx.say,
    hints: () => null,
    load: async (/** @type {string} */ name) => (await adopt(name), ctx.load(name)),
  };
  const now = () => {
    const { program, text } = view.read();
    return text || written(program);
  };

  /** Opens the page anew with another level; the program stays. */
  async function draw() {
    const given = level(ctx),
      key = JSON.stringify(given),
      before = view?.read(),
      way = root.querySelector('[data-editor][aria-pressed=true]')?.dataset.editor;
    if (key === drawn || !given.maps.length) return;
    drawn = key;
    told.replaceChildren();
    page.replaceChildren();
    view?.close();
    view = await mount(page, { view: { ...given, given: before?.program.length ? before.program : program }, state: {}, kit, mode: 'author', changed: edited, act });
    if (before) await view.write(before);
    if (way === 'blocks') root.querySelector('[data-editor=blocks]')?.click();
  }
  function edited() {
    if (!view || now() === shown) return;
    shown = kept = now();
    told.replaceChildren();
    changed(shadow);
  }
  /** The view's calls: Python is written here, the rest is the server's to say. @param {string} name @param {any} data */
  async function act(name, data) {
    if (name === 'text') return { text: written(data.program) };
    if (name === 'read') return read(data.text);
    const reply = await ctx.act(name, data);
    if (reply.runs) judge(reply);
    return reply;
  }
  /** Every map with what came of the program there. @param {any} reply */
  function judge({ runs, failed }) {
    const row = (/** @type {boolean} */ right, /** @type {string} */ text, map = 0) =>
      el(
        'li',
        { className: right ? 'right' : 'wrong' },
        kit.icon(right ? 'right' : 'wrong'),
        el('span', {}, text),
        map && el('button', { type: 'button', className: 'pekt-button', onclick: () => view.watch(map - 1) }, t('Watch'), el('span', { className: 'pekt-hidden' }, ` ${t('Map {n}', { n: map })}`)),
      );
    told.replaceChildren(
      ...runs.map((/** @type {any} */ run, /** @type {number} */ n) =>
        row(run.solved, failed.find((/** @type {any} */ each) => each.map === n + 1)?.text ?? t('Map {n} is solved.', { n: n + 1 }), n + 1),
      ),
      ...failed.filter((/** @type {any} */ each) => !each.map).map((/** @type {any} */ each) => row(false, each.text)),
    );
  }

  await Promise.all([adopt('kit'), adopt('view'), adopt('edit')]);
  const tries = el('button', { type: 'button', className: 'pekt-button primary', onclick: () => view.watch() }, t('Try the program on every map'));
  // The last of a shadow root is a button, or Tab would never leave it.
  root.append(el('div', { className: 'pekt pekt-robot-desk', lang: ctx.lang }, page, told, el('div', {}, tries)));
  return {
    node: shadow,
    text: () => (view && now() !== shown ? now() : kept),
    focus() {
      const [here, way] = ['.pekt-robot-list [aria-current], [contenteditable]', '[data-editor][aria-pressed=true]'].map((each) => root.querySelector(each));
      (here ?? way)?.focus();
    },
    /** Runs the program on a map, and goes there. @param {number} map */
    async watch(map) {
      root.querySelector('[data-run=go]')?.focus();
      await view.watch(map);
    },
    /** Takes what stands in a box that is still being typed into, as leaving it would. */
    settle: () => root.activeElement instanceof HTMLInputElement && root.activeElement.dispatchEvent(new Event('change')),
    /** The level around the program may have changed. */
    refresh() {
      clearTimeout(timer);
      if (!view) return draw();
      timer = setTimeout(draw, PAUSE);
    },
  };
}
