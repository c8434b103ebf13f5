/**
 * How a picture comes into a text or a field: chosen among the course's files, added from this computer, or named; loaded when it is first needed.
 * Its one rule: a picture stands in a text with words for whoever can't see it, or with a tick that it needs none.
 *
 * @typedef {import('../studio.d.ts').Context} Context
 * @typedef {import('../studio.d.ts').Field} Field
 * @typedef {import('../studio.d.ts').CourseFile} CourseFile
 * @typedef {{start: number, end: number, name: string, alt: string, decorative: boolean}} Place a picture in a Markdown text, or where one goes
 */

const HEAVY = 60_000;
const kilobytes = (/** @type {number} */ bytes) => Math.ceil(bytes / 1000);

/**
 * The course's pictures, and where the site takes them a way to add one; elsewhere the words that say how.
 * @param {Context} ctx @param {(file: CourseFile) => void} choose @returns {Promise<HTMLElement>}
 */
export async function sources(ctx, choose) {
  const { el, t } = ctx;
  const { files, limit } = await ctx.files.list();
  const inside = el('div', { className: 'pekt-kinds pekt-gallery' });
  const show = (/** @type {CourseFile[]} */ found) => inside.replaceChildren(...(found.length ? found.map((file) => tile(ctx, file, choose))
    : [el('p', { className: 'pekt-help' }, t('The course has no pictures yet.'))]));
  if (files) show(files);
  else inside.append(el('p', { className: 'pekt-help' }, t('This site cannot show the files of the course here. In Studio open Content, then Files, add the picture there, and write its name here.')));
  const added = (/** @type {CourseFile} */ file) => {
    show([file, ...(files ?? []).filter(({ name }) => name !== file.name)]);
    choose(file);
  };
  return el('div', { className: 'pekt-sources' }, inside, limit ? adder(ctx, limit, added) : null);
}

/** @param {Context} ctx @param {CourseFile} file @param {(file: CourseFile) => void} choose */
const tile = ({ el, icon }, file, choose) => el('button', { type: 'button', className: 'pekt-kindcard', onclick: () => choose(file) },
  el('img', { src: file.url, alt: '', loading: 'lazy' }), el('span', {}, file.name),
  el('span', { className: 'pekt-optional' }, `${kilobytes(file.size)} kB`, file.size > HEAVY && icon('warn')));

/** A file of this computer on its way to the course. @param {Context} ctx @param {number} limit bytes @param {(file: CourseFile) => void} added */
function adder(ctx, limit, added) {
  const { el, t } = ctx;
  const file = el('input', { type: 'file', accept: '.png,.jpg,.jpeg,.webp,.gif,.svg' });
  const name = el('input', { type: 'text', autocomplete: 'off', spellcheck: false });
  const whole = (/** @type {any} */ input, /** @type {string} */ title, /** @type {string} */ description) => ctx.labelled(
    { title, description, type: 'string', minLength: 1 }, '', { input, read: () => input.value });
  const fields = {
    file: whole(file, t('Add a picture from this computer'), t('PNG, JPEG, WebP, GIF or SVG, at most {limit} MB. Add what you may share: your own, or free to use.', { limit: limit / 1e6 })),
    name: whole(name, t('Name of the file'), t('It is kept in small Latin letters.')),
  };
  const weight = el('p', { className: 'pekt-help', role: 'status' });
  const button = el('button', { type: 'button', className: 'pekt-button', onclick: () => send() }, ctx.icon('plus'), t('Add to the course'));
  const rest = el('div', { className: 'pekt-group', hidden: true }, fields.name.node, el('div', { className: 'pekt-actions' }, button));
  const node = el('div', { className: 'pekt-group' }, el('div', {}, fields.file.node, weight), rest);
  const blame = (/** @type {'file' | 'name'} */ at, /** @type {string} */ text) => { fields[at].fault([], text); fields[at].focus(); };
  file.addEventListener('change', () => {
    const chosen = file.files?.[0];
    rest.hidden = !chosen || chosen.size > limit;
    name.value = chosen?.name ?? '';
    fields.file.fault([], chosen?.size > limit ? t('The picture has {size} MB. At most {limit} MB can be added.', { size: (chosen.size / 1e6).toFixed(1), limit: limit / 1e6 }) : '');
    weight.textContent = chosen?.size > HEAVY && !rest.hidden ? heavy(ctx, chosen.size) : '';
  });
  const send = async () => {
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    const told = await ctx.files.add(name.value, file.files[0]);
    button.removeAttribute('aria-disabled');
    if (told.free) name.value = told.free;
    if (!told.file) { blame(told.at ?? 'file', told.fault ?? ''); return; }
    file.value = '';
    rest.hidden = true;
    ctx.say(t('Added to the course: {name}', { name: told.file.name }));
    added(told.file);
  };
  return node;
}

/** What is said of a picture that opens slowly. @param {Context} ctx @param {number} bytes */
const heavy = ({ t }, bytes) => t('This picture has {size} kB. Under {limit} kB it opens at once on a phone.', { size: Math.round(bytes / 1000), limit: HEAVY / 1000 });

const PICTURE = /!\[((?:\\.|[^\]\\])*)\]\(\s*\/static\/([^\s)]+)(?:\s+"([^"]*)")?\s*\)/g;

/** The picture at the cursor, or where one would go. @param {{value: string, selectionStart: number, selectionEnd: number}} input @returns {Place} */
export function pictureAt({ value, selectionStart: start, selectionEnd: end }) {
  for (const { 0: whole, 1: alt = '', 2: name = '', 3: title = '', index } of value.matchAll(PICTURE)) {
    if (index <= start && end <= index + whole.length) {
      return { start: index, end: index + whole.length, name, alt: alt.replace(/\\(.)/g, '$1'), decorative: !alt.trim() && title === 'decorative' };
    }
  }
  return { start, end, name: '', alt: value.slice(start, end), decorative: false };
}

/** @param {{name: string, alt: string, decorative: boolean}} picture */
export const written = ({ name, alt, decorative }) => (decorative ? `![](/static/${name} "decorative")`
  : `![${alt.trim().replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&')}](/static/${name})`);

/**
 * The form of one picture in a text; it asks for words before it lets the picture in.
 * @param {Context} ctx @param {Place} place @param {(text: string | null) => void} done gets the Markdown, or null where nothing is to change
 */
export function panel(ctx, place, done) {
  const { el, t } = ctx;
  const file = ctx.field({ type: 'string', format: 'media', minLength: 1, title: t('Picture'), description: '' }, place.name && `/static/${place.name}`, ctx);
  const alt = ctx.field({ type: 'string', minLength: 1, maxLength: 300, title: t('Picture in words'), description: t('Read out to whoever can’t see it.') }, place.alt, ctx);
  const tick = ctx.field({ type: 'boolean', title: t('It only decorates: there is nothing to say about it'), description: '' }, place.decorative, ctx);
  const put = () => {
    const name = /^\/static\/([^\s/\\()"]+\.(?:png|jpe?g|webp|svg|gif))$/i.exec(file.read())?.[1];
    const decorative = tick.read();
    file.fault([], name ? '' : t('Choose a picture, or write the name of a file of the course.'));
    alt.fault([], decorative || alt.read().trim() ? '' : t('Say in words what the picture shows, or tick that it only decorates.'));
    if (!name) file.focus();
    else if (!decorative && !alt.read().trim()) alt.focus();
    else done(written({ name, alt: alt.read(), decorative }));
  };
  const follow = () => { alt.node.hidden = tick.read(); };
  const node = el('fieldset', { className: 'pekt-part pekt-picturepanel' }, el('legend', {}, t('Picture')), el('div', { className: 'pekt-group' }, file.node, alt.node, tick.node,
    el('div', { className: 'pekt-actions' }, el('button', { type: 'button', className: 'pekt-button primary', onclick: put }, t('Put the picture in')),
      el('button', { type: 'button', className: 'pekt-button', onclick: () => done(null) }, t('Cancel')))));
  node.addEventListener('input', (/** @type {Event} */ event) => { event.stopPropagation(); follow(); }); // nothing of the activity has changed yet
  node.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    done(null);
  });
  follow();
  return { node, focus: () => file.focus() };
}
