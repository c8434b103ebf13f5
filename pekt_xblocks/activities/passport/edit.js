/**
 * The statements of a self-check in the editor: a row for each with its competence by area, what a learner sees of it, which areas are
 * covered, and ready-made ones to add. Its one rule: the list and its texts are the editor's own; this module only stands around them.
 *
 * @typedef {import('../../../static/studio/studio.d.ts').Context} Context
 * @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField
 * @typedef {{id: string, text: string, code: string}} Statement
 */

/** The areas of DigComp in their order. @param {Context} ctx */
const areas = ({ t }) => [t('Information search, evaluation and management'), t('Communication and collaboration'), t('Content creation'),
  t('Safety, wellbeing and responsible use'), t('Problem identification and solving')];

/** The competence that a code belongs to, and the area of that. @param {string} code */
const competenceOf = (code) => code.trim().split('.').slice(0, 2).join('.');
/** @param {string} code */
const areaOf = (code) => Number(code.trim()[0] ?? 0);

/** The competences by area in a choice list. @param {Context} ctx @param {string} label @param {string} [none] what stands for no competence @returns {{node: HTMLElement, input: HTMLSelectElement}} */
function chooser(ctx, label, none) {
  const { el } = ctx;
  const input = el('select', { id: ctx.serial() }, none && el('option', { value: '' }, none), ...areas(ctx).map((title, i) => el('optgroup', { label: `${i + 1}. ${title}` },
    ...ctx.competences.filter(({ code }) => areaOf(code) === i + 1).map(({ code, title: name }) => el('option', { value: code }, `${code} ${name}`)))));
  return { input, node: el('div', { className: 'pekt-entry' }, el('label', { className: 'pekt-label', htmlFor: input.id }, label), input) };
}

/** A code, chosen from the list or typed; where it leads to is said in words. @type {MakeField} */
function competence(schema, value, ctx) {
  const { el, t } = ctx;
  const input = el('input', { type: 'text', value, autocomplete: 'off', spellcheck: false, inputMode: 'decimal' });
  const typed = ctx.labelled({ title: t('Code') }, value, { input, read: () => input.value.trim() });
  const { node, input: list } = chooser(ctx, schema.title ?? '', t('None yet'));
  const path = el('p', { className: 'pekt-help', id: ctx.serial() });
  const tell = () => {
    const code = competenceOf(input.value), found = ctx.competences.find((each) => each.code === code);
    list.value = found ? code : '';
    path.textContent = found ? `${areas(ctx)[areaOf(code) - 1]} › ${found.title}` : t('Choose one, or write a finer code such as 4.1.05.');
  };
  list.setAttribute('aria-describedby', path.id);
  list.addEventListener('input', (event) => {
    event.stopPropagation(); // what was written is the code
    input.value = list.value;
    ctx.changed(input);
  });
  input.addEventListener('input', tell);
  tell();
  return { ...typed, node: el('div', { className: 'pekt-passport-code' }, node, typed.node, path) };
}

/** A statement, its competence, and below a fold the row that a learner sees. @type {MakeField} */
function statement(schema, value, ctx, options) {
  const { text = {}, code = {}, ...rest } = schema.properties ?? {};
  const properties = { ...rest, text: { ...text, description: '' }, code: { ...code, format: 'competence' } };
  const field = /** @type {MakeField} */ (ctx.kinds.object)({ ...schema, properties }, value, ctx, options);
  field.node.classList.add('pekt-passport-statement');
  field.node.append(preview(ctx, () => field.read().id));
  return field;
}

/** The learner's own page with all but this statement left out: there is no second drawing of it. @param {Context} ctx @param {() => string} id */
function preview(ctx, id) {
  const { el, t } = ctx;
  const host = el('div', { inert: true });
  const fold = el('details', { className: 'pekt-fold' }, el('summary', {}, ctx.icon('chevron'), t('As a learner sees it')), host);
  /** @type {(() => void) | undefined} */
  let draw;
  const read = (/** @type {string} */ name) => ctx.near(name)?.read();
  fold.addEventListener('toggle', async () => {
    if (!fold.open || host.shadowRoot) { draw?.(); return; }
    const root = host.attachShadow({ mode: 'open' }), page = el('div', { className: 'pekt-body' });
    const [{ basics }, { mount }, ...sheets] = await Promise.all([ctx.load('kit'), ctx.load('view'), ...['kit_css', 'view_css', 'edit_css'].map(ctx.sheet)]);
    root.adoptedStyleSheets = sheets.filter(Boolean);
    root.append(el('div', { className: 'pekt pekt-passport-seen', lang: ctx.lang }, page));
    const kit = { ...basics({ lang: ctx.lang }), t: ctx.t };
    draw = () => {
      const all = /** @type {Statement[]} */ (read('statements') ?? []);
      page.replaceChildren();
      mount(page, { view: { moment: read('moment'), intro: '', statements: all }, state: {}, kit, mode: 'author', changed() {} });
      const own = page.querySelectorAll('fieldset')[all.findIndex((each) => each.id === id())];
      page.replaceChildren(...(own ? [own] : []));
    };
    draw();
    ctx.near('statements', () => { if (fold.open) draw?.(); });
  });
  return fold;
}

/** Which areas the statements cover. @param {Context} ctx */
function coverage(ctx) {
  const { el, t, icon } = ctx;
  const title = el('p', { className: 'pekt-label' }), rows = el('ul', {}), none = el('p', { className: 'pekt-help' });
  return {
    node: el('div', { className: 'pekt-passport-cover' }, title, rows, none),
    /** @param {Statement[]} statements */
    show(statements) {
      const counts = areas(ctx).map((_, i) => statements.filter(({ code }) => areaOf(code) === i + 1).length);
      const without = statements.filter(({ code }) => !code.trim()).length;
      title.textContent = t('Areas of DigComp that are covered: {n} of 5', { n: counts.filter(Boolean).length });
      rows.replaceChildren(...areas(ctx).map((name, i) => el('li', { className: counts[i] ? 'right' : '' }, icon(counts[i] ? 'check' : 'none'),
        el('span', {}, `${i + 1}. ${name}`), el('span', { className: 'pekt-optional' }, counts[i] ? `× ${counts[i]}` : t('not yet')))));
      none.textContent = without ? t('Without a competence: {n}. Nothing that learners did can stand beside them.', { n: without }) : '';
    },
  };
}

/** Ready-made statements by competence, asked for when they are first opened. @param {Context} ctx @param {any} list */
function starter(ctx, list) {
  const { el, t, icon } = ctx;
  const { node, input } = chooser(ctx, t('Statements for'));
  const offers = el('ul', {}), word = el('p', { className: 'pekt-help', role: 'status' });
  const fold = el('details', { className: 'pekt-fold' }, el('summary', {}, icon('chevron'), t('Ready-made statements')), node, offers, word);
  /** @type {Statement[] | null} */
  let ready = null;
  const full = () => list.rows.length >= (list.schema.maxItems ?? Infinity);
  const add = (/** @type {Statement} */ { text, code }) => {
    if (full()) { word.textContent = t('There are as many statements as a self-check may have.'); return; }
    list.append([{ id: ctx.newId(), text, code }]);
    word.textContent = t('Added as statement {n}.', { n: list.rows.length });
  };
  const draw = () => {
    const there = new Set(list.read().map((/** @type {Statement} */ each) => each.text.trim()));
    const inside = /** @type {any} */ (offers.getRootNode()).activeElement, at = [...offers.querySelectorAll('button')].indexOf(inside);
    offers.replaceChildren(...(ready ?? []).filter(({ code }) => code === input.value).map((each) => el('li', {}, el('button', { type: 'button', className: 'pekt-button pekt-passport-offer',
      'aria-disabled': String(there.has(each.text)), onclick: () => { if (!there.has(each.text)) add(each); } }, icon(there.has(each.text) ? 'check' : 'plus'), el('span', {}, each.text)))));
    if (at >= 0) offers.querySelectorAll('button')[at]?.focus();
  };
  for (const name of ['input', 'change']) fold.addEventListener(name, (/** @type {Event} */ event) => event.stopPropagation()); // nothing here is part of the activity
  input.addEventListener('change', () => { word.textContent = ''; draw(); });
  fold.addEventListener('toggle', async () => {
    if (!fold.open || ready) return;
    try { ready = (await ctx.act('ready', {})).statements; } catch (error) { word.textContent = /** @type {Error} */ (error).message; return; }
    const used = new Set(list.read().map((/** @type {Statement} */ { code }) => competenceOf(code)));
    input.value = ctx.competences.find(({ code }) => !used.has(code))?.code ?? input.value; // what is still missing comes first
    draw();
  });
  return { node: fold, refresh: draw };
}

/** The list of statements with what stands around it. @type {MakeField} */
function statements(schema, value, ctx, options) {
  const list = /** @type {any} */ (/** @type {MakeField} */ (ctx.kinds.array)(schema, value, ctx, options));
  const covered = coverage(ctx), ready = starter(ctx, list);
  const node = ctx.el('div', { className: 'pekt-passport-statements' }, list.node, ready.node, covered.node);
  const refresh = () => { covered.show(list.read()); ready.refresh(); };
  node.addEventListener('input', refresh);
  refresh();
  // A statement is one paragraph: Alt and an arrow have nothing to walk in its text, and move it as they do from its buttons.
  node.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined, at = /** @type {HTMLElement} */ (event.target);
    const row = list.rows.find((/** @type {any} */ each) => each.node.contains(at));
    if (!by || !row || at.tagName !== 'TEXTAREA') return;
    event.preventDefault();
    list.move(row, by, at);
  });
  return { node, read: () => list.read(), fault: (at, text) => list.fault(at, text), focus: (at) => list.focus(at) };
}

/** A statement stands open: a self-check is read as a whole. @type {Record<string, MakeField & {line?: boolean}>} */
export const kinds = { statements, statement: Object.assign(statement, { line: true }), competence };
