import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

import { file, open, server, settle } from './page.js';
import { begin, draft, fresh, graded, result } from './shell.js';

beforeEach(() => {
  open();
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

test('a draft comes back, unless it was handed in since', async () => {
  localStorage.setItem('pekt:draft:u1:k1', JSON.stringify({ attempts: 1, response: 'draft' }));
  const state = { ...fresh, attempts: 1, response: 'old', result: result(50) };
  const back = await begin({ state });
  assert.equal(back.root.querySelector('input').value, 'draft');
  assert.deepEqual(back.asked.shown, []);
  assert.equal(back.button().textContent, 'Submit');
  const newer = await begin({ state: { ...state, attempts: 2 } });
  assert.equal(newer.root.querySelector('input').value, 'old');
});

test('nothing of a visitor, an author or another learner is kept or read', async () => {
  localStorage.setItem('pekt:draft:u2:k1', JSON.stringify({ attempts: 0, response: 'hers' }));
  for (const mode of ['anonymous', 'author', 'preview']) {
    const asked = server(graded(50)),
      page = await begin({ mode });
    page.type('mine');
    assert.deepEqual(Object.keys(localStorage), ['pekt:draft:u2:k1']);
    await page.press();
    assert.equal(asked.length, 1, mode);
    assert.match(page.shell.out.textContent, /50%/);
  }
  assert.equal((await begin()).root.querySelector('input').value, '');
  assert.deepEqual(Object.keys(localStorage), ['pekt:draft:u2:k1']);
});

test('without a line: said, kept, sent again by the button, shown when it arrives', async () => {
  const asked = server(null, graded(100)), page = await begin();
  let passed = 0;
  document.addEventListener('pekt-passed', () => { passed++; });
  page.type('mine');
  await page.press();
  assert.match(page.note(), /^Not sent yet/);
  assert.equal(page.button().textContent, 'Send again');
  await page.press();
  assert.equal(asked[0].submission_id, asked[1].submission_id);
  assert.match(page.shell.out.textContent, /All correct/);
  assert.equal(page.note(), '');
  assert.equal(passed, 1, 'the page around it is told');
});

test('what waits is tried again by itself', async () => {
  const asked = server(503, graded(100));
  const page = await begin();
  await page.press();
  mock.timers.tick(40000);
  await settle();
  assert.equal(asked.length, 2);
  assert.match(page.shell.out.textContent, /All correct/);
});

test('signed out: said so, kept', async () => {
  server(403);
  const page = await begin();
  await page.press();
  assert.match(page.note(), /^You are signed out/);
  assert.equal(JSON.parse(localStorage.getItem('pekt:outbox:u1:k1')).length, 1);
});

test('after a reload what waits is sent and its result shown, without taking the focus', async () => {
  server(null);
  const before = await begin();
  before.type('mine');
  await before.press();
  open({ ...localStorage });
  const asked = server(graded(100));
  const page = await begin();
  await settle();
  assert.equal(asked[0].response, 'mine');
  assert.equal(page.root.querySelector('input').value, 'mine');
  assert.deepEqual(page.asked.shown, [100]);
  assert.equal(page.root.activeElement, null);
  assert.equal(localStorage.length, 0);
});

test('after a reload the response that waits stands in the controls, drafted or not', async () => {
  server(null);
  localStorage.setItem('pekt:outbox:u1:k1', JSON.stringify([{ id: '1', response: 'waits' }]));
  const page = await begin({ state: { ...fresh, response: 'old' } });
  assert.equal(page.root.querySelector('input').value, 'waits');
  assert.equal(page.button().textContent, 'Send again');
});

test('what is changed while a response is on its way stays, as a draft of the next', async () => {
  let arrive;
  server(
    () =>
      new Promise((done) => {
        arrive = () => done(graded(50));
      }),
  );
  const page = await begin();
  page.type('first');
  page.button().click();
  await settle();
  page.type('second');
  arrive();
  await settle();
  assert.equal(page.root.querySelector('input').value, 'second');
  assert.deepEqual(page.asked.shown, [], 'no marks of another response');
  assert.match(page.shell.out.textContent, /50%/);
  assert.deepEqual(draft(), { attempts: 1, response: 'second' });
  assert.equal(page.button().textContent, 'Submit');
});

test('refused: the words of the server, the response stays in the page', async () => {
  server({ status: 400, error: 'Δεν διαβάζεται.' });
  const page = await begin();
  page.type('mine');
  await page.press();
  assert.equal(page.note(), 'Δεν διαβάζεται.');
  assert.equal(page.root.querySelector('input').value, 'mine');
  assert.equal(draft().response, 'mine');
  assert.equal(page.button().textContent, 'Submit');
});

test('where feedback cannot be fetched the frame says so; asked for again it tells the result: nothing is sent twice', async () => {
  mock.method(console, 'error', () => {});
  const asked = server(graded(100));
  const urls = { feedback: 'file:///nowhere.js' }, page = await begin({ urls });
  const gap = () => page.shell.gap.textContent;
  page.type('mine');
  await page.press();
  assert.match(gap(), /^A part of the page did not arrive\. Your work is safe\./);
  page.shell.gap.querySelector('button').click();
  await settle();
  assert.match(gap(), /did not arrive/); // still away
  assert.equal(page.root.activeElement, page.shell.title); // and the focus is not lost with the button
  urls.feedback = file('feedback.js');
  window.dispatchEvent(new Event('online'));
  await settle();
  assert.equal(gap(), '');
  assert.match(page.shell.out.textContent, /All correct!/);
  assert.equal(asked.length, 1);
});

test('what comes after an answer is fetched with the first change, in silence where it cannot be', async () => {
  const page = await begin({ urls: { feedback: 'file:///nowhere.js' } }), ahead = mock.method(page.shell.kit, 'soon');
  page.type('a');
  page.type('ab');
  assert.deepEqual(ahead.mock.calls.map(({ arguments: names }) => names), [['feedback']]);
  await settle();
  assert.equal(page.shell.gap.textContent, '');
});
