// The rubric in the editor: one row for each criterion, its levels side by side from none to best; on a phone they stand in cards.

/** @typedef {import('../../../static/studio/studio.d.ts').MakeField} MakeField */

/** A row: what is looked at and its weight, then the four levels, whose names say enough. @type {MakeField} */
const criterion = (schema, value, ctx, options) => {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, inner]) =>
    [key, key.startsWith('level_') ? { ...inner, description: '' } : inner]));
  const field = /** @type {MakeField} */ (ctx.kinds.object)({ ...schema, properties }, value, ctx, options);
  field.node.classList.add('pekt-rubric');
  return field;
};

/** A criterion stands open: a rubric is read as a whole. */
export const kinds = { criterion: Object.assign(criterion, { line: true }) };
