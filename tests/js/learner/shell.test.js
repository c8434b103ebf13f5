import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

import { file, open, server, settle } from './page.js';

const { basics, el, start } = await import(file('kit.js'));
await import(file('feedback.js')); // so that it is there as soon as it is asked for
const fresh = { status: 'new', attempts: 0, left: 3, best: null, can_solution: false, response: null, result: null, hints: {} };
const result = (percent) => ({ earned: percent / 50, possible: 2, percent, passed: percent >= 75, note: '', facts: null, parts: [] });
const graded = (percent, more = {}) => ({ outcome: 'graded', status: percent === 100 ? 'perfect' : 'tried', attempts: 1, left: 2, best: percent, can_solution: false, hints: {},
  result: result(percent), ...more });
const args = { kind: 'test', key: 'k1', user: 'u1', lang: 'el', name: 'Τίτλος', mode: 'learner', view: {}, state: fresh, policy: {}, words: {},
  urls: { feedback: file('feedback.js') } };

/** A view of one text field that remembers what the shell asked of it. */
function field() {
  const asked = { shown: [], faults: [], explained: [], locked: false };
  const mount = (root, given) => {
    const input = el('input', { id: 'f', oninput: () => given.changed('f') });
    root.append(input);
    return { read: () => input.value, write(text) { input.value = text; }, show(told) { asked.shown.push(told && told.percent); },
      fault(at, text) { asked.faults.push([at, text]); return at === 'f' ? input : undefined; }, lock(on) { asked.locked = on; }, explain(told) { asked.explained.push(told); } };
  };
  const type = (text) => { const input = asked.root.querySelector('input'); input.value = text; input.dispatchEvent(new window.Event('input')); };
  return { asked, mount, type };
}
async function begin(more = {}, view = field()) {
  const host = document.body.appendChild(document.createElement('div'));
  const shell = await start({ host, args: { ...args, ...more, state: structuredClone(more.state ?? fresh) }, mount: view.mount, css: [], sheet: () => undefined, url: (name) => `/${name}` });
  view.asked.root = host.shadowRoot;
  const root = host.shadowRoot, button = () => root.querySelector('.pekt-row button');
  return { shell, root, host, ...view, button, press: async () => { button().click(); await settle(); }, note: () => shell.toast.textContent };
}
const draft = () => JSON.parse(localStorage.getItem('pekt:draft:u1:k1'));

beforeEach(() => { open(); mock.timers.reset(); mock.timers.enable({ apis: ['setTimeout'] }); });

test('words: the catalogue first, then the message; numbers as the language writes them', () => {
  const { t } = basics({ words: { 'Best: {n}%': 'Καλύτερη: {n}%' }, lang: 'el' });
  assert.equal(t('Best: {n}%', { n: 1234.567 }), 'Καλύτερη: 1.234,57%');
  assert.equal(t('{n} of {of}, {what}', { n: 0, of: 2 }), '0 of 2, {what}');
});

test('an element: properties, listeners and children as given', () => {
  let clicks = 0;
  const node = el('button', { class: 'a', hidden: true, title: null, id: false, 'data-n': 0, onclick: () => clicks++ }, 'x', null, [el('b', null, 'y'), [false, 'z']]);
  node.click();
  assert.equal(node.outerHTML, '<button type="button" class="a" hidden="" data-n="0">x<b>y</b>z</button>');
  assert.equal(clicks, 1);
});

test('a mark says in a word how it went, and nothing where nothing is judged', () => {
  const { mark } = basics({ lang: 'en' });
  assert.match(mark(true, '<b>why</b>').textContent, /^Correct why$/);
  assert.match(mark(false).className, /wrong/);
  assert.equal(mark(null, 'note').textContent.trim(), 'note');
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
  for (const [percent, more] of [[100, {}], [50, { left: 0 }]]) {
    server(graded(percent, more));
    const page = await begin();
    await page.press();
    assert.equal(page.button().textContent, 'To the top of the activity');
    assert.equal(page.asked.locked, more.left === 0);
    await page.press();
    assert.equal(page.root.activeElement, page.shell.title);
  }
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
    const asked = server(graded(50)), page = await begin({ mode });
    page.type('mine');
    assert.deepEqual(Object.keys(localStorage), ['pekt:draft:u2:k1']);
    await page.press();
    assert.equal(asked.length, 1, mode);
    assert.match(page.shell.out.textContent, /50%/);
  }
  assert.equal((await begin()).root.querySelector('input').value, '');
  assert.deepEqual(Object.keys(localStorage), ['pekt:draft:u2:k1']);
});

test('missing answers: told at their parts, the first takes the focus, a change clears its own', async () => {
  server({ outcome: 'incomplete', missing: [{ at: 'f', text: 'Write.' }, { at: 'g', text: 'Choose.' }] });
  const page = await begin();
  await page.press();
  assert.deepEqual(page.asked.faults, [['f', 'Write.'], ['g', 'Choose.']]);
  assert.equal(page.root.activeElement, page.root.querySelector('input'));
  assert.equal(page.note(), '2 answers are missing.');
  assert.equal(page.button().textContent, 'Submit');
  page.type('x');
  assert.deepEqual(page.asked.faults.slice(2), [['f', '']]);
});

test('a fault is tied to its control and goes without a trace', () => {
  const { fault } = basics({ lang: 'en' }), input = el('input'), box = el('div', null, input);
  assert.equal(fault(box, 'Write.'), input);
  assert.equal(box.querySelector(`[id="${input.getAttribute('aria-describedby')}"]`).textContent, 'Write.');
  fault(box, '');
  assert.equal(box.textContent, '');
});

test('without a line: said, kept, sent again by the button, shown when it arrives', async () => {
  const asked = server(null, graded(100));
  const page = await begin();
  page.type('mine');
  await page.press();
  assert.match(page.note(), /^Not sent yet/);
  assert.equal(page.button().textContent, 'Send again');
  await page.press();
  assert.equal(asked[0].submission_id, asked[1].submission_id);
  assert.match(page.shell.out.textContent, /All correct/);
  assert.equal(page.note(), '');
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
  server(() => new Promise((done) => { arrive = () => done(graded(50)); }));
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
  const page = await begin({}, { ...field(), asked: { shown: [] }, mount: (root, given) => {
    send = given.send;
    return { submits: true, read: () => 'r', write() {}, show() {} };
  } });
  assert.equal(page.button().textContent, 'To the top of the activity');
  send('r');
  await settle();
  assert.match(page.shell.out.textContent, /All correct/);
});

test('a call of the view gets its reply, or words for the learner', async () => {
  let act;
  const mount = (root, given) => { act = given.act; return { read: () => null, write() {}, show() {} }; };
  const asked = server({ trace: [1] }, { status: 400, error: 'Όχι.' }, null);
  await begin({}, { ...field(), asked: {}, mount });
  assert.deepEqual(await act('run', { x: 1 }), { trace: [1] });
  assert.deepEqual([asked[0].url, asked[0].name, asked[0].data], ['/act', 'run', { x: 1 }]);
  await assert.rejects(act('run', {}), /Όχι\./);
  await assert.rejects(act('run', {}), /That did not work/);
});

test('a view that cannot open is told to the one who opens it', async () => {
  await assert.rejects(begin({}, { asked: {}, mount() { throw new Error('no'); } }), /no/);
});

test('where feedback cannot be fetched the page asks for a reload: the response is with the server', async () => {
  mock.method(console, 'error', () => {});
  server(graded(100));
  const page = await begin({ urls: { feedback: 'file:///nowhere.js' } });
  await page.press();
  assert.equal(page.note(), 'That did not work. Reload the page.');
  assert.equal(page.button().textContent, 'To the top of the activity');
  assert.deepEqual(Object.keys(localStorage), []);
});
