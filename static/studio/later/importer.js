/**
 * Questions from a file or a paste: read, shown, then added; its one rule: nothing gets into the form before its author has seen it.
 *
 * @typedef {import('../studio.d.ts').Context} Context
 * @typedef {{into: string, formats: Record<string, string>, template: string, sheet?: boolean}} Imports
 * @typedef {{line: number, taken: boolean, text: string}} Problem
 * @typedef {{items: any[], outline: [string, string][], problems: Problem[], format: string}} Found
 * @typedef {{ctx: Context, list: any, imports: Imports, call: (name: string, data: unknown) => Promise<{status: number, data: any}>,
 *   opener: HTMLButtonElement}} Given `opener` is the button that opens and closes it
 */

const LIMIT = 2_000_000;

/** Puts the panel under its button and opens it. @param {Given} given */
export function importer(given) {
  const { opener } = given;
  const panel = new Panel(given, () => open(false));
  function open(/** @type {boolean} */ on) {
    panel.node.hidden = !on;
    opener.setAttribute('aria-expanded', String(on));
    (on ? panel.paste : opener).focus();
  }
  // What is typed here is no part of the activity yet.
  for (const name of ['input', 'change']) panel.node.addEventListener(name, (/** @type {Event} */ event) => event.stopPropagation());
  opener.setAttribute('aria-controls', panel.node.id);
  opener.onclick = () => open(panel.node.hidden);
  opener.after(panel.node);
  open(true);
}

class Panel {
  /** @param {Given} given @param {() => void} close */
  constructor({ ctx, list, imports, call }, close) {
    const { el, t } = ctx;
    this.ctx = ctx;
    this.list = list;
    this.call = call;
    this.close = close;
    this.turn = 0;
    this.paste = el('textarea', { id: ctx.serial(), rows: 6, className: 'pekt-code', spellcheck: false,
      oninput: () => { this.file.value = ''; } }); // what was given last is what is read
    this.file = el('input', { id: ctx.serial(), type: 'file', accept: '.txt,.gift,.xml,.csv,.xlsx', onchange: () => { if (this.file.files?.length) this.read(); } });
    this.format = el('select', { id: ctx.serial() }, ...Object.entries(imports.formats).map(([value, words]) => el('option', { value }, words)));
    this.told = el('div', { className: 'pekt-imported' });
    const label = (/** @type {HTMLElement} */ of, /** @type {string} */ words) => el('label', { className: 'pekt-label', htmlFor: of.id }, words);
    const title = el('h3', { id: ctx.serial() }, t('Import questions'));
    this.node = el('section', { id: ctx.serial(), className: 'pekt-notice pekt-import', hidden: true, 'aria-labelledby': title.id }, title,
      el('p', { className: 'pekt-help' }, t('From GIFT, Aiken, Moodle XML or a table. You see them before they are added.')),
      el('div', { className: 'pekt-entry' }, label(this.paste, t('Paste the questions here')), this.paste),
      el('div', { className: 'pekt-entry' }, label(this.file, t('Or choose a file')), this.file),
      el('div', { className: 'pekt-entry' }, label(this.format, t('Format')), this.format),
      el('div', { className: 'pekt-actions' },
        el('button', { type: 'button', className: 'pekt-button primary', onclick: () => this.read() }, t('Show what is in it')),
        imports.sheet && el('button', { type: 'button', className: 'pekt-button', onclick: () => this.sheet() }, t('Template (XLSX)')),
        el('button', { type: 'button', className: 'pekt-button', onclick: () => save(`${t('questions')}.csv`, new Blob([imports.template], { type: 'text/csv;charset=utf-8' }), el) }, t('Template (CSV)')),
        el('button', { type: 'button', className: 'pekt-button', onclick: close }, t('Close'))), this.told);
  }

  /** Asks the site what the file or the paste holds; a file goes before a paste, because typing takes the file away. */
  async read() {
    const { t } = this.ctx;
    const file = this.file.files?.[0];
    const turn = this.turn += 1;
    if (!file && !this.paste.value.trim()) return this.say(t('Paste some questions or choose a file first.'));
    if ((file?.size ?? this.paste.value.length) > LIMIT) return this.say(t('This file is too large: at most 2 MB.'));
    this.say(t('Loading…'));
    const given = file ? { base64: await this.ctx.files.encoded(file).catch(() => null) } : { text: this.paste.value };
    if (given.base64 === null) return this.say(t('This file could not be opened. Choose it again.'));
    const { status, data } = await this.call('import_items', { format: this.format.value, ...given });
    if (turn !== this.turn) return undefined;
    return status === 200 ? this.show(data) : this.say(data.error);
  }

  /** Gives the template as a sheet, which the site makes. */
  async sheet() {
    const { el, t } = this.ctx;
    const { status, data } = await this.call('import_sheet', {});
    if (status !== 200) { this.say(data.error); return; }
    const bytes = Uint8Array.from(atob(data.base64), (sign) => sign.charCodeAt(0));
    save(`${t('questions')}.xlsx`, new Blob([bytes], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }), el);
  }

  /** @param {string} words */
  say(words) {
    this.told.replaceChildren(this.ctx.el('p', {}, words));
    this.ctx.say(words);
  }

  /** What was understood, each with its answer and a box to leave it out; then what was not. @param {Found} found */
  show({ items, outline, problems }) {
    const { el, t } = this.ctx;
    const lost = problems.filter((each) => !each.taken);
    const changed = problems.filter((each) => each.taken);
    const title = el('h4', { tabIndex: -1 }, t('Understood: {count}. Not understood: {lost}.', { count: items.length, lost: lost.length }));
    const boxes = items.map(() => el('input', { type: 'checkbox', checked: true, onchange: () => refresh() }));
    const rows = items.map((item, i) => el('li', {}, el('label', { className: 'pekt-beside' }, boxes[i], this.ctx.picture(item.tag),
      el('span', {}, el('span', { className: 'pekt-asked' }, outline[i]?.[0] ?? ''), el('span', { className: 'pekt-answer' }, this.ctx.icon('check'), outline[i]?.[1] ?? '')))));
    const adder = el('button', { type: 'button', className: 'pekt-button primary', onclick: () => this.add(items.filter((_, i) => boxes[i].checked)) });
    const refresh = () => {
      const count = boxes.filter((box) => box.checked).length;
      adder.textContent = t('Add {count} to the list', { count });
      adder.disabled = !count;
    };
    refresh();
    this.told.replaceChildren(title, ...this.problems(t('Left out'), 'wrong', lost), ...this.problems(t('Taken with a change'), 'warn', changed),
      ...(items.length ? [el('ol', { className: 'pekt-understood' }, ...rows), el('div', { className: 'pekt-actions' }, adder)] : []));
    title.focus();
  }

  /** @param {string} heading @param {string} look @param {Problem[]} problems @returns {HTMLElement[]} */
  problems(heading, look, problems) {
    const { el, t } = this.ctx;
    if (!problems.length) return [];
    return [el('div', { className: `pekt-notice ${look}` }, el('h5', {}, this.ctx.icon('warn'), heading), el('ul', {}, ...problems.map(({ line, text }) => el('li', {},
      line ? el('strong', {}, t('Line {line}: ', { line })) : null, text))))];
  }

  /** @param {any[]} items */
  add(items) {
    const { t } = this.ctx;
    const rows = this.list.append(items);
    const left = items.length - rows.length;
    const added = t('Added: {count}. Nothing is saved until you press Save.', { count: rows.length });
    this.paste.value = '';
    this.file.value = '';
    if (left) {
      this.say(`${added} ${t('The list is full: {left} were left out.', { left })}`);
      return;
    }
    this.told.replaceChildren();
    this.close();
    rows[0]?.node.querySelector('.pekt-cardhead')?.focus();
    this.ctx.say(added);
  }
}

/** Gives a file to keep. @param {string} name @param {Blob} file @param {Context['el']} el */
function save(name, file, el) {
  const href = URL.createObjectURL(file);
  el('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}
