/**
 * Ready messages to start from, in Greek as every example is; their one rule: no address in them can be somebody's, no name is a brand's.
 *
 * @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField
 * @typedef {[place: string, text: string, more?: {target?: string, clue?: string, note?: string}]} Line
 * @typedef {{channel: string, genuine: boolean, when: string, context: string, lines: Line[], told: Record<string, string>, why: string, hints: string[]}} Ready
 */

/** @type {Record<string, Ready>} */
const READY = {
  fraud: {
    channel: 'email', genuine: false, when: '08:15', context: 'Το σχολείο γράφει πάντα από το `gym2.example`.',
    lines: [
      ['sender', 'Τεχνική Υποστήριξη Σχολείου', { target: 'help@gym2-support.example', clue: 'lookalike', note: 'Το `gym2-support` δεν είναι το `gym2`. Μοιάζει, μα είναι άλλου.' }],
      ['subject', 'Ο λογαριασμός σου κλείνει'],
      ['body', 'Αγαπητέ χρήστη,', { clue: 'greeting', note: 'Το σχολείο ξέρει το όνομά σου.' }],
      ['body', 'Ο λογαριασμός σου διαγράφεται απόψε στις 20:00.', { clue: 'urgency', note: 'Λίγες ώρες, για να μην προλάβεις να ρωτήσεις.' }],
      ['body', 'Στείλε μας τον κωδικό σου για επιβεβαίωση.', { clue: 'asks_secret', note: 'Κανείς που δικαιούται να μπει δεν ζητά τον κωδικό σου.' }],
      ['body', 'Επιβεβαίωση τώρα', { target: 'login.gym2-support.example/check', clue: 'link_mismatch', note: 'Οδηγεί έξω από το σχολείο.' }],
    ],
    told: { report: 'Σωστά. Έτσι το μαθαίνουν και οι άλλοι.', reply: 'Τώρα έχουν τον κωδικό σου.', open: 'Η σελίδα θα ζητούσε τον κωδικό σου.' },
    why: 'Απάτη: ξένη διεύθυνση, βιασύνη, και σου ζητά τον κωδικό.', hints: ['Δες πρώτα τον αποστολέα.'],
  },
  parcel: {
    channel: 'sms', genuine: false, when: '17:42', context: 'Στο σπίτι δεν περιμένετε δέμα.',
    lines: [
      ['sender', 'Δέματα24'],
      ['body', 'Το δέμα σας δεν παραδόθηκε.', { clue: 'unexpected', note: 'Δεν παράγγειλε κανείς τίποτα.' }],
      ['body', 'Πληρώστε 0,99 € μεταφορικά', { clue: 'asks_money', note: 'Μικρό ποσό, για να δώσεις τον αριθμό της κάρτας.' }],
      ['body', 'μέσα σε 2 ώρες:', { clue: 'urgency', note: 'Βιάζει, για να μη ρωτήσεις.' }],
      ['body', 'demata24-plhromh.example', { target: 'demata24-plhromh.example/card', clue: 'link_mismatch', note: 'Δεν είναι η σελίδα της εταιρείας.' }],
    ],
    told: { report: 'Σωστά.', verify: 'Καλή σκέψη: ρωτάς στο σπίτι ή ανοίγεις μόνος-η σου τη σελίδα της εταιρείας.', open: 'Η σελίδα θα ζητούσε κάρτα.' },
    why: 'Απάτη: δέμα που δεν περιμένεις, μικρό ποσό, βιασύνη.', hints: ['Περιμένεις δέμα;'],
  },
  school: {
    channel: 'email', genuine: true, when: '10:30', context: 'Η κ. Σαββίδου είναι στις επαφές σου.',
    lines: [
      ['sender', 'Κ. Σαββίδου, Φυσική', { target: 'savvidou@gym2.example' }],
      ['subject', 'Εργαστήριο την Πέμπτη'],
      ['body', 'Καλημέρα σε όλο το Β2.'],
      ['body', 'Την Πέμπτη κάνουμε εργαστήριο στην αίθουσα 4.', { clue: 'decoy', note: 'Αλλαγή αίθουσας: συνηθισμένο πράγμα, δεν σου ζητά τίποτα.' }],
      ['body', 'Φέρτε τετράδιο και κασετίνα.'],
    ],
    told: { keep: 'Σωστά: γνωστή αποστολέας, δεν ζητά τίποτα ύποπτο.', report: 'Ήταν γνήσιο. Αν το αναφέρεις, το χάνουν και οι άλλοι.' },
    why: 'Γνήσιο: η διεύθυνση είναι του σχολείου και δεν ζητά μυστικά ή χρήματα.', hints: ['Ξέρεις τον αποστολέα;'],
  },
};

/** A ready message as a definition has it, without an identifier of its own. @param {Ready} ready @param {() => string} newId */
const written = ({ lines, told, ...rest }, newId) => ({ ...rest,
  segments: lines.map(([place, text, more]) => ({ id: newId(), text, place, target: '', clue: '', note: '', ...more })),
  actions: Object.entries(told).map(([action, feedback]) => ({ action, worth: 'usual', feedback })) });

/** A choice among the ready messages; its value is the one chosen last. @type {MakeField} */
function ready(_schema, value, ctx) {
  const { el, t, picture } = ctx;
  let chosen = value;
  const choose = (/** @type {Ready} */ each) => { chosen = written(each, ctx.newId); ctx.changed(node); };
  const cards = Object.entries({ fraud: t('Phishing by e-mail'), parcel: t('A parcel, by text message'), school: t('A genuine e-mail from school') });
  const node = el('fieldset', { className: 'pekt-inbox-ready' }, el('legend', { className: 'pekt-label' }, t('Start from a ready message, or write below')),
    el('div', { className: 'pekt-kinds' }, ...cards.map(([name, words]) => el('button',
      { type: 'button', className: 'pekt-kindcard', onclick: () => choose(/** @type {Ready} */ (READY[name])) }, picture(READY[name]?.channel ?? ''), el('span', {}, words)))));
  return { node, read: () => chosen, fault() {}, focus: () => node.querySelector('button')?.focus() };
}

/** @type {Record<string, MakeField>} */
export const kinds = { ready };
