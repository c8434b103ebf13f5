// What a learner said and showed: a radar, the same numbers in a table, what to look at again, and the way to the attestation.

/** @typedef {import('../../../static/learner/kit.d.ts').Kit} Kit */
/** @typedef {{id: string, text: string}} Statement */
/** @typedef {{passed: number, of: number, level: number, again: string[]}} Shown */
/** @typedef {{name: string, look: string, values: (number | null)[]}} Series */

const STEPS = 4;
const SIZE = 120;
/** Markers differ as lines do, so that no colour has to tell them apart. @type {Record<string, (x: number, y: number) => string>} */
const MARKS = {
  before: (x, y) => `M${x - 5} ${y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z`,
  after: (x, y) => `M${x - 5} ${y - 5}h10v10h-10z`,
  shown: (x, y) => `M${x} ${y - 6}l6 10h-12z`,
};

/** @param {string} tag @param {Record<string, string | number>} props @param {...(Node | string)} children */
function drawn(tag, props, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** @param {number} of */
const place = (of) => (/** @type {number} */ i, /** @type {number} */ level) => {
  const turn = (2 * Math.PI * i) / of, out = (SIZE * level) / STEPS;
  return [Math.round(10 * out * Math.sin(turn)) / 10, Math.round(-10 * out * Math.cos(turn)) / 10];
};

/** @param {string} label @param {number} count @param {Series[]} series */
function radar(label, count, series) {
  const at = place(count), all = Array.from({ length: count }, (_, i) => i);
  const line = (/** @type {number[][]} */ points) => points.map((p) => p.join(',')).join(' ');
  const rings = [1, 2, 3, 4].map((level) => drawn('polygon', { class: 'passport-ring', points: line(all.map((i) => at(i, level))) }));
  const axes = all.map((i) => { const [x = 0, y = 0] = at(i, STEPS); return drawn('line', { class: 'passport-ring', x2: x, y2: y }); });
  const names = all.map((i) => { const [x = 0, y = 0] = at(i, STEPS * 1.14); return drawn('text', { x, y: y + 5, 'text-anchor': 'middle' }, String(i + 1)); });
  const lines = series.map(({ look, values }) => {
    const points = values.flatMap((v, i) => (v === null ? [] : [at(i, v)]));
    return drawn('g', { class: `passport-${look}` }, drawn('polygon', { points: line(points) }),
      ...points.map(([x = 0, y = 0]) => drawn('path', { d: /** @type {any} */ (MARKS[look])(x, y) })));
  });
  return drawn('svg', { viewBox: '-150 -145 300 290', class: 'passport-radar', role: 'img', 'aria-label': label }, ...rings, ...axes, ...lines, ...names);
}

/** @param {string} look */
const sign = (look) => drawn('svg', { viewBox: '-20 -8 40 16', class: `passport-sign passport-${look}`, 'aria-hidden': 'true' },
  drawn('line', { x1: -18, x2: 18 }), drawn('path', { d: /** @type {any} */ (MARKS[look])(0, 0) }));

/**
 * @param {Kit} kit @param {{statements: Statement[], moment: string}} view @param {any} hub @param {Record<string, number>} mine steps just given
 * @returns {HTMLElement}
 */
export function map(kit, view, hub, mine) {
  const { el, t, icon } = kit, { statements, moment } = view;
  const other = hub?.other ?? {}, shown = /** @type {Record<string, Shown | null>} */ (hub?.shown ?? {});
  const [before, after] = moment === 'after' ? [other, mine] : [mine, other];
  const of = (/** @type {Record<string, number>} */ steps) => statements.map(({ id }) => steps[id] ?? null);
  const series = [
    { name: `${t('My own view')}: ${t('before')}`, look: 'before', values: of(before) },
    { name: `${t('My own view')}: ${t('after')}`, look: 'after', values: of(after) },
    { name: t('What I showed, in activities'), look: 'shown', values: statements.map(({ id }) => shown[id]?.level ?? null) },
  ].filter(({ values }) => values.some((v) => v !== null));
  const cell = (/** @type {Series} */ { look, values }, /** @type {number} */ i) => {
    const found = shown[statements[i]?.id ?? ''];
    return look === 'shown' ? (found ? t('{n} of {of}', { n: found.passed, of: found.of }) : '–') : values[i] === null ? '–' : t('{n} of 4', { n: values[i] ?? 0 });
  };
  const table = el('table', { class: 'passport-table' }, el('caption', { class: 'pekt-hidden' }, t('The same numbers')),
    el('thead', null, el('tr', null, el('th', { scope: 'col' }, t('Statement')), series.map((each) => el('th', { scope: 'col' }, sign(each.look), ' ', each.name)))),
    el('tbody', null, statements.map(({ text }, i) => el('tr', null, el('th', { scope: 'row' }, `${i + 1}. ${text}`),
      series.map((each) => el('td', { 'data-name': each.name }, cell(each, i)))))));
  return el('section', { class: 'pekt-grid passport-map' }, el('h4', { tabindex: '-1' }, t('What I say and what I showed')),
    statements.length > 2 && radar(t('The numbers of the table as a radar, from 0 in the middle to 4.'), statements.length, series), table,
    advice(kit, statements, shown, { ...before, ...after }),
    hub?.role === null && el('div', { class: 'pekt-note info' }, icon('info'),
      el('div', null, t('What you have shown, and your attestation, appear here in a course that a hub runs.'))),
    hub?.attestation && attestation(kit, hub.attestation));
}

/** Where the opinion is two steps or more above the evidence. @param {Kit} kit @param {Statement[]} statements @param {Record<string, Shown | null>} shown @param {Record<string, number>} said */
function advice({ el, t, icon }, statements, shown, said) {
  const gaps = statements.filter(({ id }) => { const found = shown[id]; return found && (said[id] ?? 0) >= found.level + 2; });
  return gaps.length > 0 && el('div', { class: 'pekt-note warn' }, icon('info'), el('div', null, el('strong', null, t('Look again')),
    el('ul', null, gaps.map(({ id, text }) => el('li', null, text, ' ', shown[id]?.again.length ? t('See the unit again: {units}.', { units: shown[id]?.again.slice(0, 3).join(', ') }) : '')))));
}

/** @param {Kit} kit @param {{conditions: {name: string, have: number, need: number, met: boolean}[], page: string, pdf: string}} standing */
function attestation({ el, t, icon }, { conditions, page, pdf }) {
  /** @type {Record<string, (n: {have: number, need: number}) => string>} */
  const words = {
    percent: (n) => t('Completion: {have}% of {need}%', n), score: (n) => t('Score: {have}% of {need}%', n),
    visits: (n) => t('Visits to the hub: {have} of {need}', n), sign_offs: (n) => t('Practical tasks signed off: {have} of {need}', n),
  };
  const missing = conditions.filter((each) => !each.met);
  return el('section', { class: 'pekt-card pekt-grid' }, el('h4', null, t('My attestation')),
    el('p', null, pdf ? t('It has been issued.') : missing.length ? t('Still missing:') : t('Nothing is missing. Your teacher issues it.')),
    !pdf && el('ul', { class: 'passport-conditions' }, conditions.map((each) => el('li', null, icon(each.met ? 'right' : 'info'),
      el('span', null, (words[each.name] ?? (() => each.name))(each), el('span', { class: 'pekt-hidden' }, each.met ? ` – ${t('done')}` : ` – ${t('missing')}`))))),
    el('p', { class: 'pekt-row' }, pdf && el('a', { class: 'pekt-button primary', href: pdf, target: '_blank', rel: 'noopener' }, t('Open the attestation (PDF)')),
      page && el('a', { class: 'pekt-button', href: page, target: '_top' }, t('My page'))));
}
