/** The states an activity can be in, and how to get there: shared by every test that walks them all. */
import { fresh, graded, open, steps, view } from './harness.js';

const missing = {
  outcome: 'incomplete',
  missing: [
    { at: 'choice', text: 'Διάλεξε μία απάντηση.' },
    { at: 'why', text: 'Γράψε γιατί.' },
  ],
};
/** Answers wrongly or rightly, as the server of the test will say, and submits. */
export const submit = async ({ page }) => {
  await page.getByRole('radio').nth(1).check();
  await page.getByRole('button', { name: 'Υποβολή' }).click();
};
export const STATES = {
  new: { open: {}, seen: (page) => page.getByRole('button', { name: 'Βοήθεια' }) },
  steps: { open: { args: { view: { ...view, steps } } }, seen: (page) => page.getByRole('list', { name: 'Τα βήματα' }) },
  wrong: {
    open: { handlers: { submit: graded(false) } },
    act: submit,
    seen: (page) => page.getByRole('heading', { name: 'Καλή αρχή. Θέλει λίγο ακόμη.' }),
  },
  passed: { open: { handlers: { submit: graded(true) } }, act: submit, seen: (page) => page.getByRole('heading', { name: 'Όλα σωστά!' }) },
  incomplete: { open: { handlers: { submit: missing } }, act: submit, seen: (page) => page.getByText('Λείπουν 2 απαντήσεις.') },
  offline: {
    open: { handlers: { submit: null } },
    act: submit,
    seen: (page) => page.getByText('Δεν στάλθηκε ακόμη. Θα σταλεί μόλις βρεθεί δίκτυο.'),
  },
  closed: {
    open: { handlers: { submit: graded(false, { left: 0 }) } },
    act: submit,
    seen: (page) => page.getByText('Δεν μένουν άλλες προσπάθειες'),
  },
  overdue: { open: { args: { state: { ...fresh, left: 0, overdue: 'Η προθεσμία πέρασε.' } } }, seen: (page) => page.getByText('Η προθεσμία πέρασε.') },
  hint: {
    open: { handlers: { open_hint: { at: 'choice', open: ['Κοίτα τον αποστολέα.'], more: 0 } } },
    seen: (page) => page.getByText('Κοίτα τον αποστολέα.'),
    act: ({ page }) => page.getByRole('button', { name: 'Βοήθεια' }).click(),
  },
  solution: {
    open: { handlers: { submit: graded(true), solution: { response: { choice: '0', why: '', order: [] }, explanation: '' } } },
    async act(given) {
      await submit(given);
      await given.page.getByRole('button', { name: 'Δείξε τη λύση' }).click();
    },
    seen: (page) => page.getByText('Αυτή είναι μία σωστή λύση.'),
  },
  broken: { open: { args: { view: { broken: true } } }, seen: (page) => page.getByRole('alert') },
};
/** A page in a state. */
export async function reach(browser, name, more = {}) {
  const state = STATES[name],
    given = await open(browser, { ...state.open, ...more, args: { ...state.open.args, ...more.args } });
  await state.act?.(given);
  await state.seen(given.page).waitFor();
  return given;
}
