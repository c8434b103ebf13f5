// The page's side of the runtime: what a block's script is given, and what the page around an editor does with its words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';

const source = (name) => readFileSync(new URL(`../../../static/workbench/${name}.js`, import.meta.url), 'utf8');
const BASE = '/learn/abc/xblock/block-v1:P+d+1+type@pekt_quiz+block@q/handler/';
const BLOCK = `<div class="xblock-v1" data-handler-base="${BASE}" data-init="Begin" data-name="q"><p><b id="inside"></b></p>`
  + '<script type="json/xblock-args" class="xblock_json_init_args">{"text": "\\u003c/script>"}</script></div>';

/** A page with its scripts run; `begun` collects what each block's script was given. */
function page(body, { scripts = ['runtime'], before } = {}) {
  const dom = new JSDOM(`<!doctype html><body>${body}</body>`, { url: 'http://127.0.0.1:8000/', runScripts: 'outside-only' });
  const { window } = dom;
  window.begun = [];
  window.Begin = function Begin(runtime, element, args) { window.begun.push({ runtime, element, args }); };
  window.ResizeObserver = class { observe() {} };
  before?.(window);
  for (const name of scripts) window.eval(source(name));
  return window;
}

test('each block begins once with its own element and arguments', () => {
  const window = page(BLOCK + BLOCK);
  assert.equal(window.begun.length, 2);
  assert.notEqual(window.begun[0].element, window.begun[1].element);
  assert.equal(window.begun[0].args.text, '</script>');
});

test('a block without a script, and one whose script is missing, hold nobody up', (t) => {
  const errors = t.mock.method(console, 'error', () => {});
  const window = page(`<div class="xblock-v1"></div>${BLOCK.replace('"Begin"', '"Missing"')}${BLOCK}`, { before: (w) => { w.console = console; } });
  assert.equal(window.begun.length, 1);
  assert.equal(errors.mock.callCount(), 1);
});

test('handlers are found from the element or from inside it, from jQuery, too', () => {
  const window = page(BLOCK);
  const { runtime, element } = window.begun[0];
  assert.equal(runtime.handlerUrl(element, 'submit'), `${BASE}submit`);
  assert.equal(runtime.handlerUrl(window.document.getElementById('inside'), 'submit', 'a/b', 'c=d'), `${BASE}submit/a/b?c=d`);
  assert.equal(runtime.handlerUrl({ jquery: '3', 0: element }, 'act'), `${BASE}act`);
});

test('alone on a page, notices are events of the page', () => {
  const window = page(BLOCK);
  const heard = [];
  window.document.addEventListener('xblock-event', (event) => heard.push(event.detail));
  window.begun[0].runtime.notify('save', { state: 'end' });
  assert.equal(JSON.stringify(heard), '[{"eventName":"save","data":{"state":"end"}}]');
});

test('in a frame, notices and the height go to the page around it, and to this site alone', () => {
  const posted = [];
  const window = page(BLOCK, { before: (w) => Object.defineProperty(w, 'parent', { value: { postMessage: (...all) => posted.push(all) } }) });
  assert.equal(posted[0][0].type, 'plugin.resize');
  window.begun[0].runtime.notify('cancel');
  const [message, origin] = posted[1];
  assert.deepEqual([message.type, message.eventName, origin], ['xblock-event', 'cancel', 'http://127.0.0.1:8000']);
});

const EDIT = '<p id="editor-state" hidden></p><p id="editor-error" hidden></p>'
  + '<iframe id="editor" data-back="#q1" data-saving="Saving…" data-failed="Not saved."></iframe>';

function editor() {
  const window = page(EDIT, { scripts: ['edit'], before: (w) => { w.Element.prototype.scrollIntoView = () => {}; } });
  const frame = window.document.getElementById('editor');
  const say = (data, more = {}) => window.dispatchEvent(
    new window.MessageEvent('message', { data, origin: window.location.origin, source: frame.contentWindow, ...more }));
  const shown = (id) => { const element = window.document.getElementById(id); return element.hidden ? '' : element.textContent; };
  return { window, frame, say, shown, event: (eventName, data, more) => say({ type: 'xblock-event', eventName, data }, more) };
}

test('saving is said while it lasts', () => {
  const { event, shown } = editor();
  event('save', { state: 'start' });
  assert.equal(shown('editor-state'), 'Saving…');
  event('save', { state: 'start', message: 'Just now' });
  assert.equal(shown('editor-state'), 'Just now');
});

test('an error is said and the editor stays', () => {
  const { event, shown } = editor();
  event('save', { state: 'start' });
  event('error', { title: 'No', message: 'not yet' });
  assert.deepEqual([shown('editor-state'), shown('editor-error')], ['', 'No: not yet']);
  event('error');
  assert.equal(shown('editor-error'), 'Not saved.');
  event('save', { state: 'start' });
  assert.equal(shown('editor-error'), '');
});

test('giving up goes back', () => {
  const { window, event } = editor();
  event('cancel');
  assert.equal(window.location.hash, '#q1');
});

test('the frame is as tall as the editor, within reason', () => {
  const { frame, say } = editor();
  say({ type: 'plugin.resize', payload: { height: 900.2 } });
  assert.equal(frame.style.height, '901px');
  say({ type: 'plugin.resize', payload: { height: 10 } });
  assert.equal(frame.style.height, '320px');
});

test('nobody else is listened to', () => {
  const { window, frame, event, say, shown } = editor();
  event('cancel', undefined, { origin: 'https://elsewhere.example' });
  event('cancel', undefined, { source: window });
  say(null); say('cancel'); say({ type: 'xblock-event', eventName: 'constructor' }); say({ type: 'plugin.resize' });
  assert.deepEqual([window.location.hash, shown('editor-state'), shown('editor-error'), frame.style.height], ['', '', '', '']);
});
