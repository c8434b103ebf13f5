/**
 * A message's own form in the editor: its kind by picture, what it says in pieces, what each action is worth, and ready ones to start from.
 * The definition is the schema's; only how it is shown and asked is this module's.
 *
 * @typedef {import('../../../static/studio/studio.d.ts').Context} Context
 * @typedef {import('../../../static/studio/studio.d.ts').Field} Field
 * @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField
 * @typedef {import('../../../static/studio/studio.d.ts').Schema} Schema
 * @typedef {{action: string, worth: string, feedback: string}} Rule
 */

/** Channel by picture; the schema's `enum` made way for the `format`, its labels tell the values. @type {MakeField} */
function channel(schema, value, ctx) {
  const { el } = ctx, group = ctx.serial();
  const inputs = Object.keys(schema.labels ?? {}).map((name) => el('input', { type: 'radio', name: group, value: name, checked: name === value }));
  const own = el('p', { className: 'pekt-fault', hidden: true });
  const node = el('fieldset', { className: 'pekt-entry' }, el('legend', { className: 'pekt-label' }, schema.title ?? ''),
    schema.description && el('p', { className: 'pekt-help' }, schema.description),
    el('div', { className: 'pekt-kinds pekt-inbox-channels' }, ...inputs.map((input) => el('label', { className: 'pekt-kindcard' },
      input, ctx.picture(input.value), el('span', {}, schema.labels?.[input.value] ?? input.value)))), own);
  const chosen = () => inputs.find((input) => input.checked);
  node.addEventListener('input', () => ctx.tell(own, ''));
  return { node, read: () => chosen()?.value ?? value, fault: (_at, text) => ctx.tell(own, text), focus: () => (chosen() ?? inputs[0]).focus() };
}

/** One row for each action; a rule is written once its row says something, and one that stood there stays. @type {MakeField} */
function actions(schema, value, ctx) {
  const { el, t } = ctx, { action, worth, feedback } = schema.items?.properties ?? {};
  const names = /** @type {string[]} */ (action?.enum ?? []), worths = weighed(worth ?? {}, ctx);
  const first = names.map((name) => value.find((/** @type {Rule} */ rule) => rule.action === name));
  const twice = value.filter((/** @type {Rule} */ rule) => !first.includes(rule)); // to be seen and emptied
  const rows = [...names.map((name, i) => row(name, first[i])), ...twice.map((/** @type {Rule} */ rule) => row(rule.action, rule))];

  /** @param {string} name @param {Rule | undefined} rule */
  function row(name, rule) {
    const title = action?.labels?.[name] ?? name;
    const parts = {
      worth: ctx.field({ ...worths, title: `${worth?.title}: ${title}`, description: '' }, rule?.worth ?? 'usual', ctx),
      feedback: ctx.field({ ...feedback, title: `${feedback?.title}: ${title}`, description: '' }, rule?.feedback ?? '', ctx),
    };
    const node = el('tr', {}, el('th', { scope: 'row' }, title), ...Object.values(parts).map((part) => el('td', {}, part.node)));
    return { rule, parts, node, read: () => ({ action: name, worth: parts.worth.read(), feedback: parts.feedback.read() }) };
  }
  const own = el('p', { className: 'pekt-fault', hidden: true, tabIndex: -1 });
  const table = el('table', { className: 'pekt-inbox-actions' },
    el('thead', {}, el('tr', {}, ...[action, worth, feedback].map((s) => el('th', { scope: 'col' }, s?.title ?? '')))),
    el('tbody', {}, ...rows.map((each) => each.node)));
  const node = el('fieldset', { className: 'pekt-group pekt-part' }, el('legend', {}, schema.title ?? ''),
    el('p', { className: 'pekt-help' }, t('“As usual” is right for a fraud: report; for a genuine message: keep or open. Say here what differs, and what learners read.')),
    own, table);
  let touched = false;
  node.addEventListener('input', () => { touched = true; ctx.tell(own, ''); });
  const says = (/** @type {Rule} */ rule) => rule.worth !== 'usual' || Boolean(rule.feedback.trim());
  // In the order in which they stood; new ones after them, in the order of the table.
  const standing = () => [...value.map((/** @type {Rule} */ rule) => rows.find((each) => each.rule === rule)), ...rows.filter((each) => !each.rule)]
    .filter((each, i) => (each.rule && rows.indexOf(each) < names.length) || says(each.read()) || (!touched && i < value.length));
  const at = (/** @type {import('../../../static/studio/studio.d.ts').Path} */ [index, key]) => {
    const found = index === undefined ? undefined : standing()[Number(index)];
    return found && (key === 'worth' ? found.parts.worth : found.parts.feedback);
  };
  return {
    node,
    read: () => (touched ? standing().map((each) => each.read()) : value),
    fault(path, text) { const part = at(path); if (part) part.fault([], text); else ctx.tell(own, text); },
    focus(path = []) { (at(path) ?? (own.hidden ? rows[0]?.parts.worth : own))?.focus(); },
  };
}

/** The worths with words for what they come to: right, acceptable, wrong. @param {Schema} worth @param {Context} ctx @returns {Schema} */
function weighed(worth, { t, lang }) {
  const word = (/** @type {number} */ share) => (share === 1 ? t('right') : share >= 0.5 ? t('acceptable') : t('wrong'));
  const named = (worth.enum ?? []).map(String).filter((each) => each !== 'usual')
    .map((each) => [each, `${lang === 'el' ? each.replace('.', ',') : each} · ${word(Number(each))}`]);
  return { ...worth, labels: { ...worth.labels, ...Object.fromEntries(named) } };
}

/** Whether nobody has written anything of a message yet. @param {any} value */
const blank = (value) => !value.why && ![value.segments].flat().some((segment) => segment?.text);

/** A message; an empty one can be started from a ready one. @type {MakeField} */
function message(schema, value, ctx, options) {
  const { el, t } = ctx, { id = {}, channel: by, genuine = {}, when = {}, segments, actions: acts, ...after } = schema.properties ?? {};
  const { enum: values = [], ...pictured } = by ?? {}, labels = Object.fromEntries(values.map((v) => [String(v), by?.labels?.[String(v)] ?? String(v)]));
  const arranged = { ...schema, properties: { id, channel: { ...pictured, labels, format: 'channel' }, genuine, when,
    segments: { ...segments, format: 'pieces' }, actions: { ...acts, format: 'actions' }, ...after } };
  const make = (/** @type {any} */ given) => /** @type {MakeField} */ (ctx.kinds.object)(arranged, given, ctx, options);
  let inner = make(value);
  const starter = blank(value) ? ctx.field({ format: 'ready' }, {}, ctx) : null;
  starter?.node.addEventListener('input', () => {
    const before = inner.node;
    inner = make({ ...inner.read(), ...starter.read() });
    before.replaceWith(inner.node);
    starter.node.remove();
    ctx.changed(inner.node);
    inner.focus(['segments']);
    ctx.say(t('Filled in. Make it your own.'));
  });
  return { node: el('div', { className: 'pekt-group' }, starter?.node, inner.node), read: () => inner.read(),
    fault: (at, text) => inner.fault(at, text), focus: (at) => inner.focus(at) };
}

/** @type {Record<string, MakeField>} */
export const kinds = { message, channel, actions };
