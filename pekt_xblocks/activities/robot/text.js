// The program as Python text, in CodeMirror; loaded only when the learner opens it. What the text means, the server says.

/** @type {import('./robot.d.ts').MakeEditor} */
export const editor = async ({ kit, view, words, changed, vendor, root }) => {
  const cm = await vendor('codemirror/codemirror.js'),
    { el, t } = kit,
    { EditorView, EditorState, Decoration } = cm;
  const setMark = cm.StateEffect.define();
  const marks = cm.StateField.define({
    create: () => Decoration.none,
    update(/** @type {any} */ shown, /** @type {any} */ change) {
      shown = change.docChanged ? Decoration.none : shown;
      for (const effect of change.effects)
        if (effect.is(setMark))
          shown = effect.value
            ? Decoration.set([Decoration.line({ class: effect.value.wrong ? 'failed' : 'now' }).range(effect.value.from)])
            : Decoration.none;
      return shown;
    },
    provide: (/** @type {any} */ field) => EditorView.decorations.from(field),
  });
  const locked = new cm.Compartment(),
    { tags } = cm;
  const colours = cm.HighlightStyle.define([
    { tag: [tags.keyword, tags.operatorKeyword], class: 'keyword' },
    { tag: tags.comment, class: 'comment' },
    { tag: [tags.number, tags.string, tags.bool], class: 'value' },
  ]);
  const box = el('div', { class: 'pekt-robot-text' });
  const help = el('p', { id: 'text-help', class: 'pekt-robot-count' }, t('Press Tab to leave the text. Comments stay only in the text.'));
  let quiet = false;
  const page = new EditorView({
    parent: box,
    root,
    state: EditorState.create({
      doc: '',
      extensions: [
        cm.lineNumbers(),
        cm.history(),
        cm.keymap.of([...cm.defaultKeymap, ...cm.historyKeymap]),
        cm.indentUnit.of('    '),
        cm.StreamLanguage.define(cm.python),
        cm.syntaxHighlighting(colours),
        marks,
        locked.of([]),
        EditorView.lineWrapping,
        EditorState.phrases.of({ 'Selection deleted': t('The selection was deleted'), 'Control character': t('Control character') }),
        EditorView.contentAttributes.of({
          'aria-label': t('Program in Python'),
          'aria-describedby': 'text-help',
          autocapitalize: 'off',
          spellcheck: 'false',
          lang: 'en',
        }),
        EditorView.updateListener.of((/** @type {any} */ update) => {
          if (update.docChanged && !quiet) changed();
        }),
      ],
    }),
  });
  const snippets = pieces(view).map(([code, what]) =>
    el(
      'button',
      { class: 'pekt-button', onclick: () => insert(code) },
      el('code', { lang: 'en' }, code.split('\n')[0]),
      el('span', { class: 'pekt-hidden' }, ` ${what}`),
    ),
  );
  const palette = el('div', { class: 'pekt-robot-palette', role: 'group', 'aria-label': t('Add a command') }, ...snippets);

  /** Every command and condition of the level, as it is written. @param {any} view @returns {[string, string][]} */
  function pieces({ commands, sensors }) {
    const called = (/** @type {string} */ op) =>
      ({ left: 'turn_left()', right: 'turn_right()', pick: 'pick_up()', put: 'put_down()', say: 'say("…")', led: 'led(1, 1, 1)' })[op] ??
      `${op}()`;
    const written = /** @type {Record<string, string[]>} */ ({
      repeat: ['for i in range(4):\n    '],
      while: ['while wall_ahead():\n    '],
      until: ['while not at_goal():\n    '],
      if: ['if wall_ahead():\n    ', 'else:\n    '],
      def: [`def ${t('my_command')}():\n    `, `${t('my_command')}()`],
      set: ['x = 0', 'x += 1', 'x < 3'],
    });
    return [
      ...commands.flatMap((/** @type {string} */ op) => (written[op] ?? [called(op)]).map((code) => [code, words.names[op]])),
      ...sensors.map((/** @type {string} */ op) => [
        ['not', 'and', 'or'].includes(op) ? ` ${op} ` : `${op}()`,
        (words.conditions[op] ?? '').replace(/\{\d\}/g, '…'),
      ]),
    ];
  }
  /** Puts a command on its own line at the caret, a condition just there. @param {string} code */
  function insert(code) {
    const { from, to } = page.state.selection.main,
      line = page.state.doc.lineAt(from),
      condition = !code.includes('\n') && view.sensors.some((/** @type {string} */ op) => code.trim().startsWith(op));
    const indent = /^\s*/.exec(line.text)?.[0] ?? '',
      alone = !line.text.trim() || condition;
    const piece = condition
      ? code
      : (alone ? '' : `\n${indent}`) + code.replace(/\n/g, `\n${indent}`) + (code.endsWith(' ') ? '' : `\n${indent}`);
    const at = condition ? from : alone ? from : line.to;
    page.dispatch({ changes: { from: at, to: condition ? to : at, insert: piece }, selection: { anchor: at + piece.length } });
    page.focus();
  }
  return {
    node: el('div', { class: 'pekt-grid' }, palette, box, help),
    read: () => page.state.doc.toString(),
    /** @param {string} text */
    write(text) {
      quiet = true;
      page.dispatch({ changes: { from: 0, to: page.state.doc.length, insert: text } });
      quiet = false;
    },
    /** @param {number} node @param {boolean} [wrong] @param {number} [line] */
    mark(node, wrong = false, line = 0) {
      const there = line > 0 && line <= page.state.doc.lines;
      page.dispatch({
        effects: [
          setMark.of(there ? { wrong, from: page.state.doc.line(line).from } : null),
          ...(there ? [EditorView.scrollIntoView(page.state.doc.line(line).from)] : []),
        ],
      });
    },
    lock: (/** @type {boolean} */ on) => {
      page.dispatch({ effects: locked.reconfigure(on ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : []) });
      palette.hidden = on;
    },
    focus: () => page.focus(),
    shown: () => page.requestMeasure(),
    close: () => page.destroy(),
  };
};
