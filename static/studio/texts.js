/**
 * Text fields with a help of their own: Markdown with its toolbar, a picture's address, competence codes; each stays a plain text to type.
 *
 * @typedef {import('./studio.d.ts').Context} Context
 * @typedef {import('./studio.d.ts').MakeField} MakeField
 */

/** @type {MakeField} */
function markdown(schema, value, ctx) {
  const input = ctx.growing(value);
  const marks = MARKS.map(([icon, words, key, edit]) => {
    const act = () => { input.focus(); edit(input, ctx); };
    if (key) input.addEventListener('keydown', (e) => { if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === key) { e.preventDefault(); act(); } });
    return ctx.el('button', { type: 'button', className: 'pekt-button pekt-tool', title: words(ctx), onclick: act },
      ctx.icon(icon), ctx.el('span', { className: 'pekt-hidden' }, words(ctx)));
  });
  const bar = ctx.el('div', { className: 'pekt-toolbar', hidden: true, role: 'toolbar', 'aria-label': ctx.t('Formatting of “{title}”', { title: schema.title ?? '' }) }, ...marks);
  ctx.rove(bar);
  // Below the text and shown from the first focus on: nothing a finger is about to touch moves away.
  input.addEventListener('focus', () => { bar.hidden = false; });
  const field = ctx.labelled(schema, value, { input, read: () => input.value, body: ctx.el('div', { className: 'pekt-markdown' }, input, bar) });
  return { ...field, insert(/** @type {string} */ text) { input.value = `${input.value}${/\s$/.test(input.value) || !input.value ? '' : ' '}${text}`; ctx.changed(input); } };
}

/** Puts a text in place of the selection, so that the browser's own undo takes it back. @param {HTMLTextAreaElement} input @param {string} text */
function put(input, text) {
  if (document.execCommand?.('insertText', false, text)) return;
  input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {string} mark */
const around = (mark) => (/** @type {HTMLTextAreaElement} */ input) => {
  const { selectionStart: start, selectionEnd: end, value } = input;
  const outside = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark;
  const chosen = value.slice(start, end);
  if (outside) input.setSelectionRange(start - mark.length, end + mark.length);
  put(input, outside ? chosen : mark + chosen + mark);
  const from = outside ? start - mark.length : start + mark.length;
  input.setSelectionRange(from, from + chosen.length);
};

/** Every line of the selection as a point of a list. @param {HTMLTextAreaElement} input */
function listed(input) {
  const { value } = input;
  const from = value.lastIndexOf('\n', input.selectionStart - 1) + 1;
  const end = value.indexOf('\n', input.selectionEnd);
  input.setSelectionRange(from, end < 0 ? value.length : end);
  const lines = value.slice(from, end < 0 ? undefined : end).split('\n');
  const all = lines.every((line) => line.startsWith('- '));
  put(input, lines.map((line) => (all ? line.slice(2) : `- ${line}`)).join('\n'));
}

/** The selection as a link whose address stands ready to be typed over. @param {HTMLTextAreaElement} input @param {Context} ctx */
function linked(input, ctx) {
  const [from, address] = [input.selectionStart, 'https://'];
  const text = input.value.slice(from, input.selectionEnd) || ctx.t('text');
  put(input, `[${text}](${address})`);
  const at = from + text.length + 3;
  input.setSelectionRange(at, at + address.length);
}

/** Opens the form of the picture at the cursor under the toolbar; what comes of it goes into the text. @param {HTMLTextAreaElement} input @param {Context} ctx */
async function picture(input, ctx) {
  const home = input.closest('.pekt-markdown');
  if (!home || home.querySelector('.pekt-picturepanel')) return;
  const { panel, pictureAt } = await ctx.load('picker');
  const place = pictureAt(input);
  const form = panel(ctx, place, (/** @type {string | null} */ text) => {
    form.node.remove();
    input.focus();
    input.setSelectionRange(place.start, place.end);
    if (text !== null) put(input, text);
  });
  home.append(form.node);
  form.focus();
}

/** @type {[string, (ctx: Context) => string, string, (input: HTMLTextAreaElement, ctx: Context) => void][]} */
const MARKS = [
  ['bold', (ctx) => ctx.t('Bold'), 'b', around('**')],
  ['italic', (ctx) => ctx.t('Italic'), 'i', around('*')],
  ['list', (ctx) => ctx.t('List'), '', listed],
  ['link', (ctx) => ctx.t('Link'), '', linked],
  ['image', (ctx) => ctx.t('Picture'), '', picture],
];

const HEAVY = 60_000;

/** A picture among the course's files; a bare file name becomes its address. @type {MakeField} */
function media(schema, value, ctx) {
  const { el, t } = ctx;
  const input = el('input', { type: 'text', value, placeholder: '/static/', autocomplete: 'off', spellcheck: false });
  const word = el('p', { className: 'pekt-help', role: 'status' });
  const shown = el('img', { alt: '', hidden: true, className: 'pekt-thumb', onload: () => { shown.hidden = false; weigh(); }, onerror: () => { shown.hidden = true; } });
  const weigh = () => { // the browser knows the size of what it fetched from this site or one that allows it; of others it says 0
    const fetched = /** @type {PerformanceResourceTiming | undefined} */ (performance.getEntriesByName?.(shown.src).at(-1));
    const bytes = fetched?.encodedBodySize ?? 0;
    word.textContent = bytes > HEAVY ? t('This picture has {size} kB. Under {limit} kB it opens at once on a phone.', { size: Math.round(bytes / 1000), limit: HEAVY / 1000 }) : '';
  };
  const look = async () => {
    const name = /^\/static\/(.+)$/.exec(input.value)?.[1];
    shown.hidden = true;
    word.textContent = '';
    const url = name ? await ctx.media(name) : null;
    if (name !== /^\/static\/(.+)$/.exec(input.value)?.[1]) return; // changed while the site was asked
    if (url) shown.src = url;
    else if (url === '') word.textContent = t('The course has no file with this name yet.');
  };
  input.addEventListener('change', () => {
    const name = input.value.trim();
    if (/^[^/\\]+\.(png|jpe?g|webp|svg|gif)$/i.test(name)) input.value = `/static/${name}`;
    ctx.changed(input);
    look();
  });
  look();
  const choose = (/** @type {string} */ name) => {
    input.value = `/static/${name}`;
    ctx.changed(input);
    look();
    const words = schema.alt ? ctx.near(schema.alt) : undefined;
    if (!words || words.read().trim()) { input.focus(); return; }
    words.focus();
    ctx.say(t('Say in words what the picture shows.'));
  };
  const field = ctx.labelled(schema, value, { input, read: () => input.value.trim(), body: el('div', { className: 'pekt-media' }, input, shown, word) });
  field.node.append(gallery(ctx, choose));
  return field;
}

/** The ways to a picture, made when they are first opened. @param {Context} ctx @param {(name: string) => void} choose */
function gallery(ctx, choose) {
  const { el, t, icon } = ctx;
  const fold = el('details', { className: 'pekt-fold' }, el('summary', {}, icon('chevron'), t('Choose or add a picture')));
  fold.addEventListener('input', (/** @type {Event} */ event) => event.stopPropagation()); // nothing of the activity has changed yet
  fold.addEventListener('toggle', async () => {
    if (!fold.open || fold.children.length > 1) return;
    const { sources } = await ctx.load('picker');
    const node = await sources(ctx, (/** @type {{name: string}} */ { name }) => { fold.open = false; choose(name); });
    if (fold.children.length < 2) fold.append(node);
  });
  return fold;
}

/** Codes with a space between them; where the list of competences is known, boxes to tick as well. @type {MakeField} */
function competences(schema, value, ctx) {
  const input = ctx.el('input', { type: 'text', value, autocomplete: 'off', spellcheck: false });
  const codes = () => new Set(input.value.split(/[\s,;]+/).filter(Boolean));
  const boxes = ctx.competences.map(({ code, title }) => {
    const box = ctx.el('input', { type: 'checkbox', onchange: () => { write(code, box.checked); } });
    return { code, box, node: ctx.el('label', { className: 'pekt-beside' }, box, ctx.el('span', {}, `${code} ${title}`)) };
  });
  const tick = () => { const now = codes(); for (const { code, box } of boxes) box.checked = now.has(code); };
  const write = (/** @type {string} */ code, /** @type {boolean} */ on) => {
    const now = codes();
    if (on) now.add(code); else now.delete(code);
    input.value = [...now].sort().join(' ');
    ctx.changed(input);
  };
  input.addEventListener('input', tick);
  tick();
  const fold = boxes.length ? ctx.el('details', { className: 'pekt-fold' }, ctx.el('summary', {}, ctx.icon('chevron'), ctx.t('Choose from the list')),
    ...boxes.map((each) => each.node)) : null;
  return ctx.labelled(schema, value, { input, read: () => [...codes()].join(' '), body: ctx.el('div', {}, input, fold) });
}

/** @param {import('./studio.d.ts').Schema} schema @param {string} value @param {Context} ctx @param {(text: string) => unknown} read @param {any} whole */
function written(schema, value, ctx, read, whole) {
  const input = ctx.growing(value, 3);
  input.className = 'pekt-code';
  input.spellcheck = false;
  input.wrap = 'off';
  return ctx.labelled(schema, whole, { input, read: () => read(input.value) });
}

/** A program: letters of one width, Tab still leaves. @type {MakeField} */
const code = (schema, value, ctx) => written(schema, value, ctx, (text) => text, value);

/** A map as lines of signs, where its activity brings no painter of its own. @type {MakeField} */
const map = (schema, value, ctx) => written(schema, value.join('\n'), ctx, (text) => (text ? text.split('\n') : []), value);

/** @type {Record<string, MakeField>} */
export const kinds = { markdown, media, competences, code, map };
