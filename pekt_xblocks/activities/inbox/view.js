// An inbox: a list and the open message side by side, one after the other on a phone. Nothing in it is a live link.

/** @typedef {{id: string, place: 'sender'|'subject'|'body', text: string, target: string}} Segment */
/** @typedef {{id: string, channel: string, when: string, hints: number, context: string, segments: Segment[]}} Message */
/** @typedef {{persona: string, intro: string, limits: Record<string, number>, actions: string[], messages: Message[]}} View */
/** @typedef {{action?: string|null, marks?: string[]}} Decision */
/** @typedef {{decisions: Record<string, Decision>}} Response */

/** @type {Record<string, string>} */
const CHANNELS = {
  email: 'M3 6h18v12H3zM3 7l9 6 9-6', sms: 'M4 5h16v11H9l-5 4z', chat: 'M4 5h16v11H9l-5 4zM8 9h8M8 12h5', social: 'M12 8a3 3 0 1 0 0 .01M5 20c0-4 3-6 7-6s7 2 7 6',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2', app_notice: 'M12 4a5 5 0 0 0-5 5c0 5-2 6-2 7h14c0-1-2-2-2-7a5 5 0 0 0-5-5zM10 19h4',
  call_note: 'M6 4h3l2 5-2 1c1 3 2 4 5 5l1-2 5 2v3c0 1-1 2-2 2C10 20 4 14 4 6c0-1 1-2 2-2z',
};

/** @type {import('../../static/learner/kit.d.ts').Mount<View, Response>} */
export function mount(root, { view, kit, changed }) {
  const { el, t, icon, html } = kit;
  /** @type {Record<string, string>} */ const ACTIONS = {
    keep: t('Keep it'), open: t('Open the link'), reply: t('Reply'), delete: t('Delete it'), report: t('Report it'),
    block: t('Block the sender'), verify: t('Check by another way'), ask: t('Ask an adult'),
  };
  /** @type {Record<string, string>} */ const KINDS = {
    email: t('E-mail'), sms: t('Text message'), chat: t('Chat'), social: t('Social network'), qr: t('QR code'), call_note: t('Phone call'), app_notice: t('App notice'),
  };
  /** @type {Record<string, [boolean|null, string]>} */ const WENT = {
    caught: [true, t('Fraud caught.')], partly_caught: [null, t('Fraud caught, but something is missing.')], missed: [false, t('This fraud got you.')],
    trusted: [true, t('Genuine, and you trusted it.')], careful: [null, t('Genuine. You were safe, but a little strict.')],
    false_alarm: [false, t('This one was genuine, and it was lost.')], unanswered: [null, ''],
  };
  /** @type {Record<string, string>} */ const CLUES = {
    sender_domain: t("Sender's address"), lookalike: t('Looks like another name'), link_mismatch: t('Link leads elsewhere'), urgency: t('Hurry'), threat: t('Threat'),
    reward: t('Reward'), asks_secret: t('Asks for a secret'), asks_money: t('Asks for money'), odd_channel: t('Odd way of asking'), greeting: t('Greeting without a name'),
    language: t('Language'), attachment: t('Attachment'), unexpected: t('Nobody expected it'), decoy: t('Decoy'),
  };
  /** @type {Map<string, Row>} */ const rows = new Map();
  let locked = false, pointing = false;

  const list = el('ol', { class: 'inbox-list', 'aria-label': t('Messages') });
  const pane = el('div', { class: 'inbox-pane' });
  const tally = el('p', { class: 'inbox-tally' });
  const replay = el('section', { class: 'inbox-replay', hidden: true });
  const box = el('div', { class: 'inbox' }, el('div', { class: 'inbox-side' }, list, tally), pane);
  root.append(view.intro && el('div', null, html(view.intro)), replay, box);
  view.messages.forEach((message, n) => rows.set(message.id, row(message, n)));
  list.append(...[...rows.values()].map((r) => r.entry));
  open(view.messages[0]?.id ?? '', false, false);

  paint();

  /** @typedef {ReturnType<typeof row>} Row */
  /** @param {Message} message @param {number} n */
  function row(message, n) {
    const sender = message.segments.find((s) => s.place === 'sender')?.text ?? '';
    const gist = message.segments.filter((s) => s.place !== 'sender').map((s) => s.text).join(' ').slice(0, 60);
    const state = el('span', { class: 'inbox-state' });
    const button = el('button', { class: 'inbox-entry', onclick: () => open(message.id, true) }, el('span', { class: 'inbox-face' }, icon(CHANNELS[message.channel] ?? '')),
      el('span', { class: 'inbox-who' }, el('span', { class: 'pekt-hidden' }, `${KINDS[message.channel]}. `), el('strong', null, sender), ' ', el('span', null, gist)),
      el('span', { class: 'inbox-when' }, message.when), state);
    const made = letter(message, n);
    return { message, entry: el('li', null, button), button, state, ...made };
  }

  /** The message itself, drawn as its channel is known. @param {Message} message @param {number} n */
  function letter(message, n) {
    /** @type {Map<string, HTMLElement>} */ const marks = new Map();
    const radios = view.actions.map((name) => el('input', { type: 'radio', name: `inbox-${message.id}`, value: name, onchange: () => { changed(message.id); paint(); } }));
    const left = radios.map(() => el('span', { class: 'inbox-left' }));
    const actions = el('fieldset', { class: 'inbox-actions' }, el('legend', null, t('What do you do with it?')),
      el('div', { class: 'pekt-grid' }, radios.map((radio, i) => el('label', { class: 'pekt-choice' }, radio, el('span', null, ACTIONS[view.actions[i] ?? ''], left[i])))));
    const went = el('div', { class: 'pekt-grid' });
    const heading = el('h4', { tabindex: '-1' }, t('Message {n} of {of}', { n: n + 1, of: view.messages.length }), ' · ', KINDS[message.channel]);
    /** @type {Record<Segment['place'], any[]>} */ const parts = { sender: [], subject: [], body: [] };
    for (const segment of message.segments) parts[segment.place].push(piece(message, segment, marks));
    const card = el('article', { class: `inbox-card ${message.channel}` },
      el('div', { class: 'inbox-head' }, el('span', { class: 'inbox-face' }, icon(CHANNELS[message.channel] ?? '')), el('div', null, parts.sender), el('span', { class: 'inbox-when' }, message.when)),
      parts.subject.length > 0 && el('div', { class: 'inbox-subject' }, parts.subject), el('div', { class: 'inbox-body' }, message.channel === 'qr' && poster(), parts.body));
    const page = el('div', { class: 'inbox-page' }, el('button', { class: 'pekt-button quiet inbox-back', onclick: () => close() }, icon('back'), t('All messages')), heading,
      message.context && el('div', { class: 'pekt-note info' }, icon('info'), el('div', null, html(message.context))),
      el('p', { class: 'inbox-how' }, t('Press the pieces that look suspicious.')), card, message.hints > 0 && kit.hints(message.id), actions, went,
      n + 1 < view.messages.length && el('button', { class: 'pekt-button', onclick: () => open(view.messages[n + 1]?.id ?? '', true) }, t('Next message'), icon('next')));
    return { page, heading, marks, radios, left, actions, went };
  }

  /** A piece that can be marked, and what it hides. @param {Message} message @param {Segment} segment @param {Map<string, HTMLElement>} marks */
  function piece(message, segment, marks) {
    const mark = el('button', { class: `inbox-piece${segment.target && segment.place === 'body' ? ' link' : ''}`, 'aria-pressed': 'false',
      onclick: () => { if (locked) return; mark.setAttribute('aria-pressed', String(mark.getAttribute('aria-pressed') !== 'true')); changed(message.id); paint(); } }, segment.text);
    marks.set(segment.id, mark);
    if (!segment.target) return [mark, ' '];
    const target = el('code', { class: 'inbox-target', hidden: true }, segment.target);
    const reveal = el('button', { class: 'pekt-button quiet inbox-reveal', 'aria-expanded': 'false', onclick: () => {
      target.hidden = !target.hidden; reveal.setAttribute('aria-expanded', String(!target.hidden));
      if (!target.hidden) kit.say(segment.target);
    } }, segment.place === 'sender' ? t('Sender details') : t('See where it leads'));
    return [mark, ' ', el('span', { class: 'inbox-peek' }, reveal, target), ' '];
  }

  function poster() {
    const svg = icon('M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2M6 6h2v2H6zM16 6h2v2h-2zM6 16h2v2H6zM12 4v4M12 11h3M4 12h4M12 14v6');
    svg.setAttribute('class', 'inbox-qr');
    return svg;
  }

  /** @param {string} id @param {boolean} [focus] @param {boolean} [reading] on a phone, the message takes the list's place */
  function open(id, focus, reading = true) {
    const found = rows.get(id); if (!found) return;
    for (const r of rows.values()) r.button.setAttribute('aria-current', String(r === found));
    box.classList.toggle('reading', reading);
    pane.replaceChildren(found.page);
    if (focus) found.heading.focus();
  }
  function close() {
    box.classList.remove('reading');
    /** @type {HTMLElement|null} */ (list.querySelector('[aria-current=true]'))?.focus();
  }

  /** @param {Row} r */
  function chosen(r) { return r.radios.find((radio) => radio.checked)?.value ?? null; }
  /** @param {Row} r */
  function marked(r) { return [...r.marks].filter(([, b]) => b.getAttribute('aria-pressed') === 'true').map(([id]) => id); }

  function paint() {
    const all = [...rows.values()], used = (/** @type {string} */ name) => all.filter((r) => chosen(r) === name).length;
    for (const r of all) {
      const action = chosen(r), count = marked(r).length;
      r.state.textContent = [action ? ACTIONS[action] : t('Not decided yet'), count && (count === 1 ? t('1 mark') : t('{n} marks', { n: count }))].filter(Boolean).join(' · ');
      r.button.classList.toggle('decided', Boolean(action));
      r.left.forEach((node, i) => {
        const name = view.actions[i] ?? '', limit = view.limits[name];
        node.textContent = limit === undefined ? '' : ` (${t('{n} left', { n: Math.max(0, limit - used(name)) })})`;
      });
    }
    tally.textContent = t('{n} of {of} decided', { n: all.filter(chosen).length, of: all.length });
  }

  /** @param {Row} r @param {import('../../static/learner/kit.d.ts').Part|undefined} part */
  function judge(r, part) {
    for (const b of r.marks.values()) b.classList.remove('right', 'wrong');
    r.button.querySelector('.inbox-verdict')?.remove();
    r.went.replaceChildren();
    if (!part) return;
    const [right, word] = WENT[part.code] ?? [null, ''];
    const note = kit.mark(right, part.note);
    note.querySelector('div')?.prepend(el('strong', null, word), ' ');
    r.went.append(note);
    if (part.marks.length) r.went.append(el('h5', null, t('What you marked')), el('ul', { class: 'inbox-notes' }, part.marks.map((m) => {
      const b = r.marks.get(m.at);
      b?.classList.add(m.right ? 'right' : 'wrong');
      return el('li', null, icon(m.right ? 'right' : 'wrong'), el('div', null, el('strong', null, `«${b?.textContent}» `), m.right ? t('A clue.') : t('Not a clue.'), ' ', html(m.note)));
    })));
    r.button.append(el('span', { class: `inbox-verdict ${right === null ? 'warn' : right ? 'right' : 'wrong'}` }, icon(right === null ? 'warn' : right ? 'right' : 'wrong'), el('span', { class: 'pekt-hidden' }, word)));
  }

  /** @param {any} facts */
  function summary(facts) {
    const clues = Object.entries(facts?.missed_clues ?? {});
    return [facts?.fraud_missed > 0 && el('li', null, t('Frauds that got through: {n}', { n: facts.fraud_missed })),
      facts?.false_alarms > 0 && el('li', null, t('Genuine messages lost: {n}', { n: facts.false_alarms })),
      clues.length > 0 && el('li', null, t('Clues you missed: '), clues.map(([name, n]) => `${CLUES[name]} (${n})`).join(', '))].filter(Boolean);
  }

  return {
    read: () => ({ decisions: Object.fromEntries([...rows].map(([id, r]) => [id, { action: chosen(r), marks: marked(r) }])
      .filter(([, d]) => /** @type {Decision} */ (d).action || /** @type {Decision} */ (d).marks?.length)) }),
    write(response) {
      for (const [id, r] of rows) {
        const decision = response?.decisions?.[id] ?? {};
        for (const radio of r.radios) radio.checked = radio.value === decision.action;
        for (const [at, b] of r.marks) b.setAttribute('aria-pressed', String(decision.marks?.includes(at) ?? false));
      }
      paint();
    },
    show(result) {
      for (const [id, r] of rows) judge(r, result?.parts.find((p) => p.id === id));
      const told = result ? summary(result.facts) : [];
      replay.hidden = !told.length;
      replay.replaceChildren(...(told.length ? [el('h4', null, t('Clues that escaped you')), el('ul', null, told)] : []));
      const worst = result?.parts.find((p) => p.earned < p.possible);
      if (worst && !box.classList.contains('reading')) for (const [id, r] of rows) r.button.setAttribute('aria-current', String(id === worst.id));
    },
    explain(told) {
      replay.hidden = true;
      if (told) walk(told.messages);
    },
    fault(at, text) {
      const r = rows.get(at); if (!r) return;
      if (text && !pointing) { // of several, the first is the one to see
        pointing = true;
        queueMicrotask(() => { pointing = false; });
        open(at);
      }
      return kit.fault(r.actions, text);
    },
    lock(on) {
      locked = on;
      for (const r of rows.values()) { for (const radio of r.radios) radio.disabled = on; for (const b of r.marks.values()) b.setAttribute('aria-disabled', String(on)); }
    },
  };

  /** The guided replay: clue by clue. @param {{id: string, genuine: boolean, why: string, clues: {at: string, type: string, note: string}[]}[]} told */
  function walk(told) {
    const steps = told.flatMap((m) => [{ id: m.id, at: '', head: m.genuine ? t('Genuine') : t('Fraud'), note: m.why },
      ...m.clues.map((c) => ({ id: m.id, at: c.at, head: CLUES[c.type] ?? '', note: c.note }))]);
    let now = -1;
    const text = el('div', { 'aria-live': 'polite' });
    const back = el('button', { class: 'pekt-button', onclick: () => go(now - 1) }, icon('back'), t('Back'));
    const next = el('button', { class: 'pekt-button primary', onclick: () => go(now + 1) }, t('Next clue'), icon('next'));
    /** @param {number} to */
    function go(to) {
      const step = steps[to]; if (!step) return;
      now = to;
      open(step.id);
      for (const b of root.querySelectorAll('.shown')) b.classList.remove('shown');
      const piece = rows.get(step.id)?.marks.get(step.at);
      piece?.classList.add('shown');
      text.replaceChildren(el('p', null, t('Step {n} of {of}', { n: now + 1, of: steps.length }), ' · ', el('strong', null, step.head)),
        piece ? el('p', null, `«${piece.textContent}»`) : '', html(step.note));
      back.setAttribute('aria-disabled', String(now === 0));
      next.setAttribute('aria-disabled', String(now === steps.length - 1));
    }
    replay.hidden = false;
    replay.replaceChildren(el('h4', null, t('Clue by clue')), text, el('div', { class: 'pekt-row' }, back, next));
    go(0);
  }
}
