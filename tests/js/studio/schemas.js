/** Schemas that use the whole vocabulary, and a seeded generator of values for any of them. */
const text = (title, more = {}) => ({ type: 'string', title, description: `${title}: help`, minLength: 1, maxLength: 2000, ...more });
const id = { type: 'string', format: 'id', title: 'Id', pattern: '^[a-z0-9][a-z0-9_-]{0,39}$' };
const option = { type: 'object', title: 'Επιλογή', properties: {
  id, text: text('Κείμενο'), correct: { type: 'boolean', title: 'Σωστή', default: false }, feedback: text('Ανατροφοδότηση', { format: 'markdown', minLength: 0 }) } };
const shared = { id, prompt: text('Εκφώνηση', { format: 'markdown' }), points: { type: 'number', title: 'Μονάδες', default: 1, minimum: 0, maximum: 100, group: 'rare' } };
const single = { type: 'object', title: 'Μία επιλογή', properties: { tag: { type: 'string', const: 'single', title: 'Tag' }, ...shared,
  options: { type: 'array', title: 'Επιλογές', description: 'Δύο ή περισσότερες.', items: option, item: 'option', minItems: 2, maxItems: 8 } } };
const number = { type: 'object', title: 'Αριθμός', properties: { tag: { type: 'string', const: 'number', title: 'Tag' }, ...shared,
  value: { type: 'number', title: 'Σωστός αριθμός' }, whole: { type: 'integer', title: 'Ψηφία', minimum: 0 },
  unit: { type: 'string', title: 'Μονάδα', maxLength: 20, default: '' }, hints: { type: 'array', title: 'Βοήθειες', items: text('Βοήθεια'), item: 'hint' } } };

export const quiz = { type: 'object', title: 'Κουίζ', additionalProperties: false, required: ['items'], properties: {
  intro: { type: 'string', format: 'markdown', title: 'Εισαγωγή', description: 'Πριν από τις ερωτήσεις.', maxLength: 20000, default: '' },
  layout: { type: 'string', title: 'Διάταξη', enum: ['steps', 'page'], labels: { steps: 'Μία μία', page: 'Όλες μαζί' }, default: 'steps' },
  shuffle: { type: 'boolean', title: 'Ανακάτεμα', default: false, group: 'rare' },
  seconds: { type: 'integer', title: 'Δευτερόλεπτα', show_if: { layout: 'steps' }, default: 0 },
  picture: { type: 'string', format: 'media', title: 'Εικόνα', pattern: '^$', default: '' },
  items: { type: 'array', title: 'Ερωτήσεις', description: 'Όσες χρειάζονται.', items: { oneOf: [single, number] }, item: 'item', minItems: 1 } } };

export const schemas = {
  quiz, option, single, number, list: { type: 'array', title: 'Λίστα', items: text('Γραμμή') },
  nested: { type: 'array', title: 'Πίνακας', items: { type: 'array', title: 'Γραμμή', items: { type: 'integer', title: 'Κελί' } } },
  union: { oneOf: [single, number], title: 'Ερώτηση' },
  enums: { type: 'object', title: 'Τιμές', properties: { small: { enum: ['a', 'b'], title: 'Λίγες' }, large: { enum: [1, 2, 3, 4, 5, 6], title: 'Πολλές' } } },
  codes: { type: 'string', format: 'competences', title: 'Ικανότητες' },
};

/** A generator of numbers in [0, 1) from a seed (mulberry32), so that a failure can be run again. */
export function random(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const STRINGS = ['', ' ', 'α', 'δύο\nγραμμές\n', '\t', '"<&>\'', '«ναι»', '  κενά  ', '- λίστα\n- δύο', '🙂', '3,5', '\r\nπαλιό', '/static/χάρτης.svg'];

/** Any value of a schema, odd ones too. */
export function anyValue(schema, next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  if ('const' in schema) return schema.const;
  if (schema.enum) return pick(schema.enum);
  if (schema.oneOf) return anyValue(pick(schema.oneOf), next);
  if (schema.type === 'array') return Array.from({ length: Math.floor(next() * 4) }, () => anyValue(schema.items, next));
  if (schema.type === 'object') return Object.fromEntries(Object.entries(schema.properties).map(([key, s]) => [key, anyValue(s, next)]));
  if (schema.type === 'boolean') return next() < 0.5;
  if (schema.type === 'integer') return pick([0, 1, -7, 10 ** 15]);
  if (schema.type === 'number') return pick([0, 0.1, 1e21, 1e-9, -2.5]);
  return schema.format === 'id' ? `i${Math.floor(next() * 1e6)}` : pick(STRINGS);
}
