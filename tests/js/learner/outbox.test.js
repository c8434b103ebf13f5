import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { file, locks, open, server, settle } from './page.js';

const { kept, outbox } = await import(file('kit.js'));
const graded = { outcome: 'graded' };
let told;
const box = (more = {}) =>
  outbox({
    key: 'pekt:outbox:u1:k1',
    url: '/submit',
    storage: localStorage,
    settled: (each) => {
      told.push(each);
    },
    ...more,
  });
const stored = () => JSON.parse(localStorage.getItem('pekt:outbox:u1:k1') ?? '[]');

beforeEach(() => {
  open();
  told = [];
});

test('a response is sent once and then forgotten', async () => {
  document.cookie = 'csrftoken=abc%20d';
  const asked = server(graded);
  await box().send({ a: 1 });
  assert.equal(asked.length, 1);
  assert.deepEqual(asked[0].response, { a: 1 });
  assert.equal(asked[0].headers['X-CSRFToken'], 'abc%20d');
  assert.equal(asked[0].redirect, 'manual');
  assert.deepEqual(
    told.map((each) => [each.done, each.reply.outcome]),
    [[true, 'graded']],
  );
  assert.equal(localStorage.length, 0);
});

test('without the cookie there is no token header', async () => {
  const asked = server(graded);
  await box().send({});
  assert.equal('X-CSRFToken' in asked[0].headers, false);
});

test('what could not be sent goes out with the same id when the line is back, in order', async () => {
  const asked = server(null, null, graded);
  const out = box();
  await out.send('one');
  await out.send('two');
  assert.deepEqual(
    stored().map((each) => each.response),
    ['one', 'two'],
  );
  window.dispatchEvent(new Event('online'));
  await settle();
  assert.deepEqual(
    asked.map((each) => each.response),
    ['one', 'one', 'one', 'two'],
  );
  assert.equal(new Set(asked.slice(0, 3).map((each) => each.submission_id)).size, 1);
  assert.notEqual(asked[3].submission_id, asked[0].submission_id);
  assert.deepEqual(stored(), []);
});

test('what waits survives the page', async () => {
  server(503);
  await box().send('mine');
  const [{ id }] = stored();
  open({ ...localStorage });
  const asked = server(graded);
  const out = box();
  assert.equal(out.waiting().length, 1);
  await out.flush();
  assert.deepEqual(
    asked.map((each) => [each.submission_id, each.response]),
    [[id, 'mine']],
  );
});

for (const [reply, status] of [
  [500, 500],
  [502, 502],
  [429, 429],
  [408, 408],
  [null, 0],
  ['<html>', 200],
  [401, 401],
  [403, 403],
  ['redirect', 401],
  [{ hello: 1 }, 200],
]) {
  test(`kept after ${JSON.stringify(reply)}`, async () => {
    server(reply);
    await box().send('x');
    assert.deepEqual(
      told.map((each) => [each.done, each.status]),
      [[false, status]],
    );
    assert.equal(stored().length, 1);
  });
}

for (const reply of [{ status: 400, error: 'Όχι έτσι.' }, 404, 409, 413]) {
  test(`never sent again after ${JSON.stringify(reply)}`, async () => {
    server(reply);
    await box().send('x');
    assert.equal(told[0].done, true);
    assert.equal(told[0].reply?.error, reply.error);
    assert.deepEqual(stored(), []);
  });
}

test('a refused response does not hold up the next one', async () => {
  const asked = server(null, null, { status: 400, error: 'no' }, graded);
  const out = box();
  await out.send('bad');
  await out.send('good');
  await out.flush();
  assert.deepEqual(
    asked.slice(2).map((each) => each.response),
    ['bad', 'good'],
  );
  assert.deepEqual(stored(), []);
});

test('where nothing can be stored a response still goes out, and waits in memory', async () => {
  const broken = {
    getItem() {
      throw new Error('denied');
    },
    setItem() {
      throw new Error('full');
    },
    removeItem() {
      throw new Error('denied');
    },
  };
  for (const storage of [broken, null]) {
    const asked = server(null, graded),
      out = box({ storage });
    await out.send('x');
    assert.equal(out.waiting().length, 1);
    await out.flush();
    assert.deepEqual(
      asked.map((each) => each.response),
      ['x', 'x'],
    );
    assert.equal(out.waiting().length, 0);
  }
});

test("another learner's responses on the same device are not touched", async () => {
  server(null);
  await box({ key: 'pekt:outbox:u2:k1' }).send('hers');
  const asked = server(graded),
    out = box();
  await out.flush();
  assert.equal(asked.length, 0);
});

test('two tabs send each response once', async () => {
  navigator.locks = locks();
  server(null);
  await box().send('one');
  const asked = server(graded),
    here = box(),
    there = box();
  await Promise.all([here.flush(), there.flush(), here.send('two'), there.send('three')]);
  assert.deepEqual(asked.map((each) => each.response).sort(), ['one', 'three', 'two']);
  assert.deepEqual(stored(), []);
});

test('a response handed in at the very end of a sending is sent too', async () => {
  let open;
  const gate = new Promise((done) => {
    open = done;
  });
  navigator.locks = {
    request: async (name, work) => {
      await work();
      await gate;
    },
  };
  const asked = server(graded),
    out = box();
  out.send('one');
  await settle();
  out.send('two');
  open();
  await settle();
  assert.deepEqual(
    asked.map((each) => each.response),
    ['one', 'two'],
  );
});

test('what another tab stores during a request is not lost', async () => {
  const asked = server(() => {
    localStorage.setItem('pekt:outbox:u1:k1', JSON.stringify([...stored(), { id: 'other', response: 'theirs' }]));
    return graded;
  }, graded);
  await box().send('mine');
  assert.deepEqual(
    asked.map((each) => each.response),
    ['mine', 'theirs'],
  );
  assert.deepEqual(stored(), []);
});

test('what is kept is read from storage alone, and spoilt storage is nothing', () => {
  const here = kept('k', localStorage),
    there = kept('k', localStorage);
  here.set({ a: 1 });
  there.set({ a: 2 });
  assert.deepEqual(here.get(), { a: 2 });
  localStorage.setItem('k', '{');
  assert.equal(here.get(), null);
  here.set(null);
  assert.equal(localStorage.length, 0);
});
