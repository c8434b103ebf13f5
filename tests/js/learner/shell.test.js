import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

import { open, server, settle } from './page.js';
import { begin, draft, field, fresh, graded, result } from './shell.js';

beforeEach(() => {
  open();
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

test('the frame: named by its title, in its own language, with a real button last', async () => {
  const { root } = await begin();
  const frame = root.querySelector('.pekt');
  assert.equal(frame.lang, 'el');
  assert.equal(root.getElementById(frame.getAttribute('aria-labelledby')).textContent, 'Τίτλος');
  const last = [...root.querySelectorAll('button,input,[tabindex]')].filter((each) => !each.hidden).at(-1);
  assert.equal(last.tagName, 'BUTTON');
  assert.equal(last.textContent, 'Submit');
});

test('a submission: sent, shown before the buttons, the heading takes the focus, the draft is gone', async () => {
  const asked = server(graded(50));
  const page = await begin();
  page.type('mine');
  assert.deepEqual(draft(), { attempts: 0, response: 'mine' });
  await page.press();
  assert.equal(asked[0].response, 'mine');
  assert.equal(draft(), null);
  assert.deepEqual(page.asked.shown, [50]);
  const heading = page.root.querySelector('h4');
  assert.equal(page.root.activeElement, heading);
  assert.ok(heading.compareDocumentPosition(page.button()) & 4, 'the result stands before the buttons');
  assert.match(page.shell.out.textContent, /1 of 2 points \(50%\)/);
  assert.equal(page.button().textContent, 'Try again');
  assert.equal(page.shell.left.textContent, '2 attempts left');
  await page.press();
  assert.deepEqual(page.asked.shown, [50, null]);
  assert.equal(page.root.activeElement, page.shell.title);
  assert.equal(page.button().textContent, 'Submit');
});

test('the second click of a double click starts nothing', async () => {
  const asked = server(graded(50));
  const page = await begin();
  page.button().dispatchEvent(new window.MouseEvent('click', { detail: 1 }));
  page.button().dispatchEvent(new window.MouseEvent('click', { detail: 2 }));
  await settle();
  page.button().dispatchEvent(new window.MouseEvent('click', { detail: 2 }));
  assert.equal(page.button().textContent, 'Try again');
  assert.equal(asked.length, 1);
});

test('after a perfect or last attempt the last button leads to the top', async () => {
  for (const [percent, more] of [
    [100, {}],
    [50, { left: 0 }],
  ]) {
    server(graded(percent, more));
    const page = await begin();
    await page.press();
    assert.equal(page.button().textContent, 'To the top of the activity');
    assert.equal(page.asked.locked, more.left === 0);
    await page.press();
    assert.equal(page.root.activeElement, page.shell.title);
  }
});

test('after the due date the page opens read, not written', async () => {
  const page = await begin({ state: { ...fresh, left: 0, overdue: 'Too late.' } });
  assert.equal(page.button().textContent, 'To the top of the activity');
  assert.equal(page.shell.left.textContent, 'Too late.');
  assert.equal(page.asked.locked, true);
});

test('a change after a result makes it possible to submit again; the result stays', async () => {
  server(graded(50));
  const page = await begin();
  await page.press();
  page.type('new');
  assert.equal(page.button().textContent, 'Submit');
  assert.ok(page.root.querySelector('h4'));
});

test('stored response and result come back with the page, without taking the focus', async () => {
  const page = await begin({ state: { ...fresh, status: 'tried', attempts: 1, left: 1, best: 80, response: 'old', result: result(50) } });
  assert.equal(page.root.querySelector('input').value, 'old');
  assert.deepEqual(page.asked.shown, [50]);
  assert.equal(page.root.activeElement, null);
  assert.equal(page.shell.left.textContent, 'Your best attempt: 80% · 1 attempt left');
});

test('missing answers: told at their parts, the first takes the focus, a change clears its own', async () => {
  server({
    outcome: 'incomplete',
    missing: [
      { at: 'f', text: 'Write.' },
      { at: 'g', text: 'Choose.' },
    ],
  });
  const page = await begin();
  await page.press();
  assert.deepEqual(page.asked.faults, [
    ['f', 'Write.'],
    ['g', 'Choose.'],
  ]);
  assert.equal(page.root.activeElement, page.root.querySelector('input'));
  assert.equal(page.note(), '2 answers are missing.');
  assert.equal(page.button().textContent, 'Submit');
  page.type('x');
  assert.deepEqual(page.asked.faults.slice(2), [['f', '']]);
});

test('closed: the words of the server, nothing can be changed', async () => {
  server({ outcome: 'closed', text: 'Τέλος χρόνου.' });
  const page = await begin();
  await page.press();
  assert.equal(page.note(), 'Τέλος χρόνου.');
  assert.equal(page.asked.locked, true);
  assert.equal(page.button().textContent, 'To the top of the activity');
});

test('the solution stands in place of the response and gives it back', async () => {
  server(graded(80, { can_solution: true }), { response: 'right', explanation: { why: 'because' } });
  const page = await begin();
  page.type('mine');
  await page.press();
  const key = page.root.querySelectorAll('.pekt-row button')[1];
  assert.equal(key.textContent, 'Show the solution');
  key.click();
  await settle();
  assert.equal(page.root.querySelector('input').value, 'right');
  assert.equal(page.asked.locked, true);
  assert.match(page.root.textContent, /This is one correct solution/);
  page.type('changed');
  assert.equal(draft(), null, 'a solution is never a draft');
  key.click();
  await settle();
  assert.equal(page.root.querySelector('input').value, 'mine');
  assert.deepEqual(page.asked.shown, [80, null, 80]);
  assert.equal(page.asked.locked, false);
  assert.doesNotMatch(page.root.textContent, /This is one correct solution/);
  assert.deepEqual(page.asked.explained, [{ why: 'because' }, null]);
});

test('hints: opened one by one, where the view puts them or below', async () => {
  const asked = server({ at: 'f', open: ['<b>one</b>'], more: 0 });
  const page = await begin({ state: { ...fresh, hints: { f: { open: [], more: 1 }, g: { open: ['old'], more: 0 } } } });
  await settle();
  const [first, second] = page.root.querySelectorAll('.pekt-hints');
  assert.equal(second.querySelector('li').textContent, 'old');
  first.querySelector('button').click();
  await settle();
  assert.equal(asked[0].at, 'f');
  assert.equal(first.querySelector('li b').textContent, 'one');
  assert.equal(first.querySelector('button').textContent, 'No more hints');
  first.querySelector('button').click();
  await settle();
  assert.equal(asked.length, 1);
});

test('where a view has its own button, the shell has none to submit', async () => {
  server(graded(100));
  let send;
  const page = await begin(
    {},
    {
      ...field(),
      asked: { shown: [] },
      mount: (root, given) => {
        send = given.send;
        return { submits: true, read: () => 'r', write() {}, show() {} };
      },
    },
  );
  assert.equal(page.button().textContent, 'To the top of the activity');
  send('r');
  await settle();
  assert.match(page.shell.out.textContent, /All correct/);
});

test('a call of the view gets its reply, or words for the learner', async () => {
  let act;
  const mount = (root, given) => {
    act = given.act;
    return { read: () => null, write() {}, show() {} };
  };
  const asked = server({ trace: [1] }, { status: 400, error: 'Όχι.' }, null);
  await begin({}, { ...field(), asked: {}, mount });
  assert.deepEqual(await act('run', { x: 1 }), { trace: [1] });
  assert.deepEqual([asked[0].url, asked[0].name, asked[0].data], ['/act', 'run', { x: 1 }]);
  await assert.rejects(act('run', {}), /Όχι\./);
  await assert.rejects(act('run', {}), /That did not work/);
});

test('a view that cannot open is told to the one who opens it', async () => {
  await assert.rejects(
    begin(
      {},
      {
        asked: {},
        mount() {
          throw new Error('no');
        },
      },
    ),
    /no/,
  );
});
