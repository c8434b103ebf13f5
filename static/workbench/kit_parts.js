// Every component of the kit in every state, each section in a shadow root as in a block; built by the kit itself, never by copies of it.
(async () => {
  'use strict';
  const args = JSON.parse(document.getElementById('kit-args').textContent), { urls, lang } = args;
  const sheet = async (url) => new CSSStyleSheet().replace(await (await fetch(url)).text());
  const [{ basics }, { reorder }, ...sheets] = await Promise.all([import(urls.kit), import(urls.reorder),
    ...['kit_css', 'feedback_css', 'reorder_css'].map((name) => sheet(urls[name]))]);
  const kit = { ...basics(args), say() {} }, { el, t, icon } = kit;

  // -- colours ------------------------------------------------------------------------------------------------------

  const INKS = ['ink', 'soft', 'accent', 'right', 'wrong', 'warn'], PARTS = ['line', 'focus'], TONES = ['accent', 'right', 'wrong', 'warn'];
  /** [what, on what, the least contrast that WCAG 2.2 AA asks for: 4.5 for text, 3 for parts] */
  const PAIRS = [['on-accent', 'accent', 4.5],
    ...['paper', 'raised'].flatMap((paper) => [...INKS.map((ink) => [ink, paper, 4.5]), ...PARTS.map((part) => [part, paper, 3])]),
    ...TONES.flatMap((tone) => [[tone, `${tone}-soft`, 4.5], ['ink', `${tone}-soft`, 4.5], ['focus', `${tone}-soft`, 3]])];

  /** Relative luminance of `#rgb` or `#rrggbb`. */
  const light = (hex) => {
    const pairs = hex.length < 6 ? [...hex.slice(1)].map((c) => c + c) : hex.slice(1).match(/../g);
    const [r, g, b] = pairs.map((pair) => parseInt(pair, 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a);
    return (more + 0.05) / (less + 0.05);
  };

  // What is no text is shown as an edge, not as letters that could not be read.
  const sample = (ink, paper, least) => (least < 4.5
    ? el('span', { style: `display:inline-block;width:44px;height:24px;border:4px solid ${ink};background:${paper}` })
    : el('span', { style: `padding:2px 8px;color:${ink};background:${paper}` }, 'Αα'));

  const row = (value, [ink, paper, least]) => {
    const ratio = contrast(value(ink), value(paper));
    return el('tr', { 'data-ratio': ratio.toFixed(2), 'data-least': least },
      el('th', { scope: 'row', style: 'text-align:left' }, ink), el('td', null, paper),
      el('td', null, sample(value(ink), value(paper), least)),
      el('td', null, t('{n} to 1', { n: ratio })), el('td', null, t('{n} to 1', { n: least })));
  };
  const HEADS = [t('Colour'), t('On'), t('Sample'), t('Contrast'), t('At least')];
  const tokens = (value) => el('div', { role: 'region', tabindex: 0, 'aria-label': t('Contrast'), style: 'overflow-x:auto' },
    el('table', { style: 'border-collapse:collapse;width:100%;overflow-wrap:normal' },
      el('thead', null, el('tr', null, HEADS.map((word) => el('th', { scope: 'col' }, word)))),
      el('tbody', null, PAIRS.map((pair) => row(value, pair)))));

  // -- components ---------------------------------------------------------------------------------------------------

  const OPTIONS = [t('A message that you expected'), t('A prize that you did not ask for'), t('A bank that wants your password')];
  const button = (look, word, more) => el('button', { class: `pekt-button ${look}`, ...more }, word);
  const choice = (type, word, more, after) => el('label', { class: 'pekt-choice' },
    el('input', { type, name: type, ...more }), el('span', null, word), after);
  const cell = (props) => el('input', { class: 'pekt-field', ...props });
  const grid = (...children) => el('div', { class: 'pekt-grid' }, children);
  const field = (label, control) => el('label', { class: 'pekt-grid' }, label, control);
  const WHY = t('What holds, why, and what to do next.');
  const note = (tone, word) => el('div', { class: `pekt-note ${tone}` }, icon(tone), el('div', null, el('strong', null, word), ' ', WHY));

  /** The steps of type, largest first; `show` says how large each came out. */
  const SCALE = [['h3', null, t('Title of an activity')], ['h4', null, t('Heading of a part')], ['p', null, t('Text as it is read.')],
    ['p', { style: 'font-size:.875em' }, t('Text that stands back')]];
  const RING = 'outline:3px solid var(--pekt-focus);outline-offset:2px';

  const BUILD = {
    tokens: (value) => [tokens(value)],
    sizes: (value) => [...SCALE.map(([tag, look, word]) => el(tag, look, word, ' ', el('code', { 'data-size': '' }))), el('ul', null, ['radius', 'gap', 'font', 'mono'].map((name) =>
      el('li', null, el('code', null, `--pekt-${name}`), ` ${value(name)}`)))],
    text: () => [el('h3', null, t('Title of an activity')), el('h4', null, t('Heading of a part')),
      el('p', null, t('Text as it is read.'), ' ', el('strong', null, t('Strong.')), ' ', el('a', { href: '#' }, t('A link')), ' ',
        el('code', null, 'dafni@gym2.example')),
      el('ul', null, OPTIONS.slice(0, 2).map((word) => el('li', null, word))), el('p', { class: 'pekt-left' }, t('Text that stands back'))],
    buttons: () => [el('div', { class: 'pekt-row' }, button('primary', t('Main')), button('', t('Ordinary')), button('quiet', t('Quiet')),
      button('', t('Not now'), { 'aria-disabled': 'true' }), button('', [icon('next'), t('With an icon')]),
      button('', t('In focus'), { style: RING }))],
    choices: () => [
      el('fieldset', null, el('legend', null, t('One of them')),
        grid(OPTIONS.map((word, i) => choice('radio', word, { checked: i === 0 })))),
      el('fieldset', null, el('legend', null, t('Some of them')), grid(choice('checkbox', OPTIONS[0], { checked: true }, icon('right')),
        choice('checkbox', OPTIONS[1]), choice('checkbox', OPTIONS[2], { disabled: true })))],
    fields: () => [grid(field(t('A word'), cell()), field(t('A number'), cell({ inputmode: 'decimal', value: '3,5' })),
      field(t('One of a list'), el('select', { class: 'pekt-field' }, OPTIONS.map((word) => el('option', null, word)))),
      field(t('Some sentences'), el('textarea', { class: 'pekt-field' })), field(t('Locked'), cell({ disabled: true, value: '…' })))],
    notes: () => [grid(note('info', t('Information.')), note('right', t('Right.')), note('wrong', t('Wrong.')),
      note('warn', t('Attention.')))],
    marks: () => [grid(kit.mark(true, t('The library never asks for a password.')), kit.mark(false, t('Look at the sender.')),
      kit.mark(null, t('Nothing is judged here.')))],
    fault() {
      const box = el('div', null, field(t('A word'), cell()));
      kit.fault(box, t('Write a word.'));
      return [box];
    },
    progress: () => [el('ol', { class: 'pekt-dots', 'aria-label': t('Progress in dots') }, [0, 1, 2, 3].map((i) =>
      el('li', { class: i < 2 ? 'done' : '', 'aria-current': i === 2 && 'step' }, el('span', { class: 'pekt-hidden' }, String(i + 1))))),
    el('ol', { class: 'pekt-steps', 'aria-label': t('Progress in steps') }, ['done', 'right', 'wrong', 'warn', ''].map((look, i) =>
      el('li', null, el('button', { class: `pekt-button ${look}`, 'aria-current': i === 4 && 'step' }, String(i + 1))))),
    el('div', { class: 'pekt-bar', role: 'img', 'aria-label': t('A bar at 60%') }, el('span', { style: 'width:60%' }))],
    cards: () => [grid(el('div', { class: 'pekt-card' }, t('A card')), el('div', { class: 'pekt-row' },
      [1, 2].map(() => el('div', { class: 'pekt-card' }, t('In a row')))))],
    icons: () => [el('div', { class: 'pekt-row' }, ['right', 'wrong', 'warn', 'info', 'next', 'back'].map((name) => icon(name)))],
    reorder: () => [reorder(kit, {
      items: OPTIONS.map((html, i) => ({ id: String(i), html })), label: t('What you would do first'), leave_out: true }).node],
    empty: () => [el('p', { class: 'pekt-empty' }, t('Nothing here yet.')), el('div', { class: 'pekt-skeleton', 'aria-hidden': 'true' })],
  };

  function show(host) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' }), box = el('div', { class: 'pekt', lang });
    root.adoptedStyleSheets = sheets;
    root.replaceChildren(box);
    box.append(...BUILD[host.dataset.part]((name) => getComputedStyle(box).getPropertyValue(`--pekt-${name}`).trim()));
    for (const size of box.querySelectorAll('[data-size]')) size.textContent = getComputedStyle(size.parentElement).fontSize;
  }

  // -- the frame around an activity ---------------------------------------------------------------------------------

  const HINTS = { one: { open: [], more: 2 } };
  const FRESH = { status: 'new', attempts: 0, left: null, best: null, can_solution: false, response: null, result: null, hints: {} };
  const judged = (earned, possible, right, more) => {
    const marks = [{ at: 'one', right, note: t('Look at the sender.') }];
    return { ...FRESH, status: earned === possible ? 'perfect' : 'tried', attempts: 1, response: { one: right ? '0' : '1' },
      result: { earned, possible, percent: possible && Math.floor(earned / possible * 100), passed: right, facts: null,
        note: right ? '' : WHY, parts: possible ? [{ id: 'one', earned, possible, code: '', note: '', marks }] : [] },
      ...more };
  };
  const MISSING = { outcome: 'incomplete', missing: [{ at: 'one', text: t('Choose one of them.') }] };
  const FRAMES = {
    fresh: [{ ...FRESH, left: 3, hints: { one: { open: [t('Look at the sender.')], more: 1 } } }],
    incomplete: [{ ...FRESH, hints: HINTS }, (shell) => shell.feedback('settled', { reply: MISSING })],
    sending: [FRESH, (shell) => shell.paint('sending')],
    waiting: [FRESH, async (shell) => {
      await shell.settled({ done: false, status: 0 });
      clearTimeout(shell.timer);
    }],
    wrong: [judged(0, 2, false, { left: 2, hints: HINTS })],
    partly: [judged(0.5, 2, false, { left: 1, best: 50 })],
    passed: [judged(1.5, 2, true, { status: 'passed', can_solution: true })],
    perfect: [judged(2, 2, true, { can_solution: true })],
    opinion: [judged(0, 0, true, { status: 'passed' })],
    closed: [judged(0, 2, false, { left: 0 })],
    overdue: [{ ...FRESH, left: 0, overdue: t('The due date has passed. Your best attempt counts.') }],
    solution: [judged(1.5, 2, true, { status: 'passed', can_solution: true }), (shell) => {
      shell.call = async () => ({ response: { one: '0' }, explanation: null });
      return shell.feedback('solution');
    }],
    paper: [judged(0.5, 2, false, { left: 1, best: 50 }), (shell) => {
      const root = shell.node.getRootNode();
      root.adoptedStyleSheets = root.adoptedStyleSheets.map(printed);
      shell.node.style.colorScheme = 'light';
    }],
  };

  /** The sheet as a printer reads it: what is for paper holds, what is for screens alone does not. */
  function printed(sheet) {
    const made = new CSSStyleSheet();
    const take = (rules) => {
      for (const rule of rules) {
        const media = rule instanceof CSSMediaRule ? rule.media.mediaText : '';
        if (/print/.test(media)) take(rule.cssRules);
        else if (!/screen|dark/.test(media)) made.insertRule(rule.cssText, made.cssRules.length);
      }
    };
    take(sheet.cssRules);
    return made;
  }
  const runtime = { handlerUrl: () => './nothing' };

  async function open(host) {
    const name = host.dataset.frame, [state, then] = FRAMES[name];
    const shell = await window.PektActivity(runtime, host, { ...args, kind: 'kit', key: name, user: '', name: t('Phishing or not?'),
      mode: 'preview', policy: {}, view: { prompt: t('Which message is no phishing?'), options: OPTIONS }, state });
    await then?.(shell);
  }

  for (const host of document.querySelectorAll('[data-part]')) show(host);
  const colours = document.querySelector('[data-part=tokens]');
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(colours));
  await Promise.all([...document.querySelectorAll('[data-frame]')].map(open));
  document.documentElement.dataset.ready = '';
})();
