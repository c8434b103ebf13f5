// The commands of a level as one table with one choice for each; its one rule: what nobody chose anew stays as it was, order included.

/** @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField */
/** @typedef {import('../../../static/studio/studio.d.ts').Field} Field */
/** @typedef {import('../../../static/studio/studio.d.ts').Context} Context */

const PARTS = ['commands', 'must_use', 'forbid'];
/** The lists that name a command, by what is chosen for it. @type {Record<string, string[]>} */
const CHOICES = { none: [], may: ['commands'], must: ['commands', 'must_use'], without: ['commands', 'forbid'] };

/** What a command's place in the lists says. @param {Record<string, any[]>} lists @param {string} command */
const chosen = (lists, command) =>
  lists.forbid?.includes(command) ? 'without' : lists.must_use?.includes(command) ? 'must' : lists.commands?.includes(command) ? 'may' : 'none';

/** Puts a command into the lists of a choice, where the vocabulary has it, and out of the others.
 * @param {Record<string, any[]>} lists @param {string} command @param {string} choice @param {any[]} order */
function choose(lists, command, choice, order) {
  for (const part of PARTS) {
    const list = lists[part] ?? [],
      wanted = CHOICES[choice]?.includes(part);
    if (wanted && !list.includes(command)) {
      const before = list.findIndex((each) => order.indexOf(each) > order.indexOf(command));
      lists[part] = before < 0 ? [...list, command] : list.toSpliced(before, 0, command);
    } else if (!wanted) lists[part] = list.filter((each) => each !== command);
  }
}

/** @type {MakeField} */
function palette(schema, value, ctx) {
  const { el, t } = ctx,
    commands = /** @type {string[]} */ (schema.items?.enum ?? []);
  /** @type {Record<string, any[]>} */ const lists = { commands: [...value], must_use: [], forbid: [] };
  const words = { none: t('Not there'), may: t('May use'), must: t('Must use it'), without: t('Must do without') };
  const signs = /** @type {Record<string, string>} */ ({ none: '–', may: '✓', must: '!', without: '✕' });
  const own = el('p', { className: 'pekt-fault', hidden: true, tabIndex: -1 });
  const name = (/** @type {string} */ command) => schema.items?.labels?.[command] ?? ctx.t(command);
  const id = ctx.serial();

  /** @param {string} command */
  function row(command) {
    const group = ctx.serial();
    const inputs = Object.entries(words).map(([choice, word]) =>
      el('input', { type: 'radio', name: group, value: choice, 'data-command': command, onchange: () => choose(lists, command, choice, commands) }),
    );
    return el('tr', { 'data-command': command }, el('th', { scope: 'row' }, name(command)), ...inputs.map((input, i) =>
      el('td', {}, el('label', {}, el('span', { className: 'pekt-hidden' }, `${name(command)}: ${Object.values(words)[i]}`), input))));
  }
  const rows = commands.map(row);
  const draw = () =>
    rows.forEach((each) => {
      for (const input of each.querySelectorAll('input')) input.checked = input.value === chosen(lists, each.dataset.command);
    });
  draw();
  const table = el(
    'table',
    { className: 'pekt-robot-commands', 'aria-describedby': `${id}-help` },
    el('thead', {}, el('tr', {}, el('td', {}), ...Object.entries(words).map(([choice, word]) => el('th', { scope: 'col' }, el('span', { className: 'sign', 'aria-hidden': 'true' }, signs[choice]), el('span', { className: 'word' }, word))))),
    el('tbody', {}, ...rows),
  );
  const beside = el(
    'div',
    { className: 'pekt-robot-limits' },
    el('p', { className: 'pekt-help' }, t('Solving every map gives 70%. Keeping the limit gives 20% more, the commands asked for 10% more.')),
  );
  const node = el(
    'fieldset',
    { className: 'pekt-entry pekt-robot-palette-field' },
    el('legend', { className: 'pekt-label' }, schema.title ?? ''),
    el('p', { className: 'pekt-help', id: `${id}-help` }, t('What learners may use, must use and must do without.')),
    el('p', { className: 'pekt-help pekt-robot-key', 'aria-hidden': 'true' }, Object.entries(words).map(([choice, word]) => `${signs[choice]} ${word}`).join(' · ')),
    own,
    el('div', { className: 'pekt-robot-choices' }, table, beside),
  );
  node.addEventListener('input', () => ctx.tell(own, ''));
  /** @param {string} part @returns {Pick<Field, 'read'|'fault'|'focus'>} */
  const part = (part) => ({
    read: () => lists[part],
    fault(at, text) {
      ctx.tell(own, text);
      for (const each of rows) each.classList.toggle('wrong', Boolean(text) && each.dataset.command === lists[part]?.[Number(at[0])]);
    },
    focus: (at = []) => {
      const command = lists[part]?.[Number(at[0])] ?? commands[0];
      (rows.find((each) => each.dataset.command === command)?.querySelector('input:checked') ?? own).focus();
    },
  });
  return Object.assign({ node, ...part('commands') }, {
    beside,
    /** One of the other lists comes to the table. @param {string} name @param {any[]} held */
    adopt(name, held) {
      lists[name] = [...held];
      draw();
      return part(name);
    },
  });
}

/** A list that the table shows. @type {(name: string) => MakeField} */
const other = (name) => (schema, value, ctx) => ({ node: ctx.el('span', { hidden: true }), ...(/** @type {any} */ (ctx.near('commands')).adopt(name, value)) });

/** A number that stands beside the table. @type {MakeField} */
function limit(schema, value, ctx) {
  const field = /** @type {MakeField} */ (ctx.kinds[schema.type ?? ''])(schema, value, ctx);
  /** @type {any} */ (ctx.near('commands')).beside.prepend(field.node);
  return { ...field, node: ctx.el('span', { hidden: true }) };
}

export const kinds = { palette, must_use: other('must_use'), forbid: other('forbid'), limit };
