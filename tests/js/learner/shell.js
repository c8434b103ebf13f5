/** An activity's frame around a view of one text field, without a browser. */
import { file, settle } from './page.js';

const { el, start } = await import(file('kit.js'));
await import(file('feedback.js')); // so that it is there as soon as it is asked for

export const fresh = { status: 'new', attempts: 0, left: 3, best: null, can_solution: false, response: null, result: null, hints: {} };
export const result = (percent) => ({
  earned: percent / 50,
  possible: 2,
  percent,
  passed: percent >= 75,
  note: '',
  facts: null,
  parts: [],
});
export const graded = (percent, more = {}) => ({
  outcome: 'graded',
  status: percent === 100 ? 'perfect' : 'tried',
  attempts: 1,
  left: 2,
  best: percent,
  can_solution: false,
  hints: {},
  result: result(percent),
  ...more,
});
const args = {
  kind: 'test',
  key: 'k1',
  user: 'u1',
  lang: 'el',
  name: 'Τίτλος',
  mode: 'learner',
  view: {},
  state: fresh,
  policy: {},
  words: {},
  urls: { feedback: file('feedback.js') },
};

/** A view of one text field that remembers what the shell asked of it. */
export function field() {
  const asked = { shown: [], faults: [], explained: [], locked: false };
  const mount = (root, given) => {
    const input = el('input', { id: 'f', oninput: () => given.changed('f') });
    root.append(input);
    return {
      read: () => input.value,
      write(text) {
        input.value = text;
      },
      show(told) {
        asked.shown.push(told && told.percent);
      },
      fault(at, text) {
        asked.faults.push([at, text]);
        return at === 'f' ? input : undefined;
      },
      lock(on) {
        asked.locked = on;
      },
      explain(told) {
        asked.explained.push(told);
      },
    };
  };
  const type = (text) => {
    const input = asked.root.querySelector('input');
    input.value = text;
    input.dispatchEvent(new window.Event('input'));
  };
  return { asked, mount, type };
}
/** Opens it; `more` goes over the arguments of the page. */
export async function begin(more = {}, view = field()) {
  const host = document.body.appendChild(document.createElement('div'));
  const shell = await start({
    host,
    args: { ...args, ...more, state: structuredClone(more.state ?? fresh) },
    mount: view.mount,
    css: [],
    sheet: () => undefined,
    url: (name) => `/${name}`,
  });
  view.asked.root = host.shadowRoot;
  const root = host.shadowRoot,
    button = () => root.querySelector('.pekt-row button');
  return {
    shell,
    root,
    host,
    ...view,
    button,
    press: async () => {
      button().click();
      await settle();
    },
    note: () => shell.toast.textContent,
  };
}
/** What is kept of a draft. */
export const draft = () => JSON.parse(localStorage.getItem('pekt:draft:u1:k1'));
