// What an inbox tells after an attempt: how each message went, what was missed, and the replay. Fetched with the first of it.
/** @import * as It from './inbox.d.ts' */

/** A hook for a fraud that got through, a struck letter for honest mail that was lost: two errors that must not look alike. */
const HOOK = 'M14 3v11a4.5 4.5 0 0 1-9 0v-3l3 2M12 3h4', LOST = 'M3 6h18v12H3zM3 7l9 6 9-6M4 21L20 3';

/** @param {It.Kit} kit @returns {Record<string, [string, string, string]>} tone, icon and words of each way a message can go */
const ways = ({ t }) => ({
  caught: ['right', 'right', t('Fraud caught.')], partly_caught: ['warn', 'warn', t('Fraud caught, but something is missing.')],
  missed: ['wrong', HOOK, t('This fraud got you.')], trusted: ['right', 'right', t('Genuine, and you trusted it.')],
  careful: ['warn', 'warn', t('Genuine. You were safe, but a little strict.')],
  false_alarm: ['wrong', LOST, t('This one was genuine, and it was lost.')],
});
/** @param {It.Kit} kit @returns {Record<string, string>} */
const clues = ({ t }) => ({
  sender_domain: t("Sender's address"), lookalike: t('Looks like another name'), link_mismatch: t('Link leads elsewhere'),
  urgency: t('Hurry'), threat: t('Threat'), reward: t('Reward'), asks_secret: t('Asks for a secret'), asks_money: t('Asks for money'),
  odd_channel: t('Odd way of asking'), greeting: t('Greeting without a name'), language: t('Language'), attachment: t('Attachment'),
  unexpected: t('Nobody expected it'), decoy: t('Decoy'),
});

/** @type {typeof It.result} */
export function result(inbox, result) {
  for (const [id, row] of inbox.rows) if (row.page) judge(row.button, row.page, result?.parts.find((part) => part.id === id));
  const told = result ? missed(inbox.kit, result.facts) : [];
  inbox.summary?.remove();
  if (told.length) inbox.box.querySelector('.inbox-side')?.before(inbox.summary = inbox.kit.el('section', { class: 'inbox-summary' }, told));
  const worst = result?.parts.find((part) => part.earned < part.possible);
  if (worst) inbox.open(worst.id, false, false); // on a phone back to the list, where the whole is to be seen
}

/** @param {HTMLElement} button @param {It.Page} page @param {It.Part} [part] */
function judge(button, page, part) {
  const { el, icon, html, t } = page.kit;
  for (const piece of page.pieces.values()) piece.classList.remove('right', 'wrong');
  button.querySelector('.inbox-verdict')?.remove();
  page.verdict.replaceChildren();
  page.marks.replaceChildren();
  const way = part && ways(page.kit)[part.code];
  if (!part || !way) return;
  const [tone, sign, word] = way;
  button.append(el('span', { class: `inbox-verdict ${tone}` }, icon(sign), el('span', null, word)));
  page.verdict.append(el('div', { class: `pekt-note ${tone}` }, icon(sign),
    el('div', null, el('strong', null, word), ' ', html(part.note))));
  if (!part.marks.length) return;
  page.marks.append(el('h5', null, t('What you marked')), el('ul', { class: 'inbox-notes' }, part.marks.map(({ at, right, note }) => {
    const piece = page.pieces.get(at), way = right ? 'right' : 'wrong';
    piece?.classList.add(way);
    return el('li', { class: way }, icon(way),
      el('div', null, el('strong', null, `«${piece?.textContent}» `), right ? t('A clue.') : t('Not a clue.'), ' ', html(note)));
  })));
}

/** Frauds let through and honest mail lost, each by itself, and the clues missed by type. @param {It.Kit} kit @param {any} facts */
function missed(kit, facts) {
  const { el, t, icon } = kit, types = Object.entries(facts?.missed_clues ?? {}), names = clues(kit);
  const tile = (/** @type {string} */ sign, /** @type {string} */ text) =>
    el('p', { class: 'pekt-note wrong' }, icon(sign), el('span', null, text));
  const tiles = [facts?.fraud_missed > 0 && tile(HOOK, t('Frauds that got through: {n}', { n: facts.fraud_missed })),
    facts?.false_alarms > 0 && tile(LOST, t('Genuine messages lost: {n}', { n: facts.false_alarms }))].filter(Boolean);
  if (!tiles.length && !types.length) return [];
  return [el('h4', null, t('Clues that escaped you')), ...tiles.length ? [el('div', { class: 'inbox-tiles' }, tiles)] : [],
    ...types.length ? [el('ul', { class: 'inbox-types' }, types.map(([name, n]) => el('li', null, n > 1 ? `${names[name]} × ${n}` : names[name])))] : []];
}

/** @type {typeof It.replay} */
export function replay(inbox, told) {
  inbox.box.classList.toggle('replaying', Boolean(told));
  inbox.summary?.toggleAttribute('hidden', Boolean(told));
  inbox.replaying?.remove();
  for (const row of inbox.rows.values()) for (const piece of row.page?.pieces.values() ?? []) piece.classList.remove('shown');
  if (!told) return;
  const { el, t, icon, html } = inbox.kit, steps = stops(inbox.kit, told.messages);
  let now = 0;
  const head = el('h4', { tabindex: -1 }, t('Clue by clue')), text = el('div', { 'aria-live': 'polite' });
  const count = el('span', { class: 'inbox-soft' });
  const back = el('button', { class: 'pekt-button', onclick: () => go(now - 1, back) }, icon('back'), t('Back'));
  const next = el('button', { class: 'pekt-button primary', onclick: () => go(now + 1, next) }, t('Next clue'), icon('next'));
  const panel = inbox.replaying = el('section', { class: 'inbox-replay' }, el('div', { class: 'pekt-row' }, head, count), text,
    el('div', { class: 'pekt-row' }, back, next));
  /** @param {number} to @param {HTMLElement} focus */
  function go(to, focus) {
    const step = steps[to], page = step && inbox.rows.get(step.id)?.page;
    if (!page) return;
    for (const shown of inbox.box.querySelectorAll('.shown')) shown.classList.remove('shown');
    inbox.open(step.id);
    page.heading.after(panel);
    const piece = page.pieces.get(step.at);
    piece?.classList.add('shown');
    count.textContent = t('Step {n} of {of}', { n: to + 1, of: steps.length });
    text.replaceChildren(el('div', { class: `pekt-note ${step.tone}` }, icon(step.at ? 'info' : 'warn'),
      el('div', null, el('strong', null, step.head), piece ? `: «${piece.textContent}»` : '', el('div', null, html(step.note)))));
    back.setAttribute('aria-disabled', String(to === 0));
    next.setAttribute('aria-disabled', String(to === steps.length - 1));
    now = to;
    focus.focus(); // a panel that moves to another message loses it
  }
  go(0, head);
}

/** The stops of the replay: each message's truth, then its clues. @param {It.Kit} kit @param {It.Truth[]} messages */
function stops(kit, messages) {
  const { t } = kit, names = clues(kit);
  return messages.flatMap(({ id, genuine, why, clues: each }) => [
    { id, at: '', head: genuine ? t('Genuine') : t('Fraud'), tone: genuine ? 'right' : 'warn', note: why },
    ...each.map((c) => ({ id, at: c.at, head: names[c.type] ?? '', tone: c.type === 'decoy' ? 'info' : 'warn', note: c.note }))]);
}
