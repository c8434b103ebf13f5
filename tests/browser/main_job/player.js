// Somebody who knows the answers and answers with the keyboard alone, from the definitions as their author wrote them.
import assert from 'node:assert/strict';
import { choose, pick, press, tabTo, tick, told, write } from '../keyboard.js';

const plain = (markdown) => markdown.replace(/[`*]/g, '');
const texts = (options) => options.filter((o) => o.correct).map((o) => plain(o.text));

/** How each kind of question is answered right. */
const ITEMS = {
  async single(page, item) { await choose(page, plain((item.options.find((o) => o.correct) ?? item.options[0]).text)); },
  async multiple(page, item) {
    const shown = await page.locator('fieldset:visible .pekt-choice').allTextContents();
    for (const text of shown.map((s) => s.trim()).filter((s) => texts(item.options).includes(s))) await tick(page, text);
  },
  async truefalse_why(page, item) { await choose(page, item.true ? 'Σωστό' : 'Λάθος'); await choose(page, texts(item.reasons)[0]); },
  text: (page, item) => write(page, item.accepted[0]),
  number: (page, item) => write(page, String(item.value).replace('.', ',')),
  async cloze(page, item) {
    const order = [...item.text.matchAll(/\[\[([\w-]+)\]\]/g)].map(([, id]) => item.gaps.find((gap) => gap.id === id));
    for (const [n, gap] of order.entries()) await (gap.others.length ? pick(page, `Κενό ${n + 1} από ${order.length}`, gap.accepted[0]) : write(page, gap.accepted[0]));
  },
  async match(page, item) { for (const pair of item.pairs) await pick(page, plain(pair.left), plain(pair.right)); },
  async sort(page, item) {
    for (const text of await page.locator('fieldset:visible .pekt-line label > div').allTextContents()) {
      const card = item.cards.find((c) => plain(c.text) === text.trim());
      await pick(page, text.trim(), item.bins.find((b) => b.id === card.accepted[0]).text);
    }
  },
  async table(page, item) { for (const row of item.rows) await choose(page, row.true ? item.true_label || 'Σωστό' : item.false_label || 'Λάθος'); },
  async order(page, item) {
    const move = async (text, key, verb = '') => {
      await page.locator('fieldset:visible').focus();
      await tabTo(page, (seen) => seen.tag === 'button' && seen.text.endsWith(text) && seen.text.startsWith(verb));
      for (let i = 0; i < item.steps.length; i++) await page.keyboard.press(key);
    };
    for (const step of item.distractors) {
      await page.locator('fieldset:visible').focus();
      await tabTo(page, (seen) => seen.tag === 'button' && seen.text.endsWith(plain(step.text)) && seen.text.startsWith('Δεν χρειάζεται'));
      await page.keyboard.press('Enter');
    }
    for (const step of [...item.steps].reverse()) await move(plain(step.text), 'Alt+ArrowUp');
  },
  async opinion(page, item) { await (item.several ? tick(page, plain(item.options[0].text)) : choose(page, plain(item.options[0].text))); },
};

/** Answers a quiz from its first question on. `before(n)` is called before question n and may answer it: then it returns true. */
export async function answerQuiz(page, quiz, before = async () => false) {
  const stepper = quiz.layout === 'stepper' && quiz.items.length > 1;
  if (stepper) await press(page, '1', 'button');
  for (const [n, item] of quiz.items.entries()) {
    if (!await before(n)) await ITEMS[item.tag](page, item);
    if (stepper && n < quiz.items.length - 1) await press(page, 'Επόμενη', 'button');
  }
}

const ACTIONS = { report: 'Ανάφερε', keep: 'Κράτησε' };

/** Reports every fraud with all its clues and keeps what is genuine, message after message. */
export async function answerInbox(page, inbox) {
  await press(page, inbox.messages[0].segments.find((s) => s.place === 'sender').text, 'button');
  for (const [n, message] of inbox.messages.entries()) {
    assert.match((await told(page)).text, new RegExp(`^Μήνυμα ${n + 1} από ${inbox.messages.length}`));
    for (const segment of message.segments.filter((s) => s.clue && s.clue !== 'decoy')) {
      await tabTo(page, (seen) => seen.tag === 'span' && seen.text === segment.text);
      await page.keyboard.press('Space');
    }
    await tabTo(page, ({ type }) => type === 'radio');
    await page.keyboard.press('Space');
    const wanted = ACTIONS[message.genuine ? 'keep' : 'report'];
    for (let i = 0; i < 9 && (await told(page)).text !== wanted; i++) await page.keyboard.press('ArrowDown');
    assert.equal((await told(page)).text, wanted);
    if (n < inbox.messages.length - 1) await press(page, 'Επόμενο μήνυμα', 'button');
  }
}

/** Says "alone" of every statement of a self-check. */
export async function answerSelfCheck(page, passport) {
  for (const _ of passport.statements) await choose(page, 'Μόνος ή μόνη μου');
}
