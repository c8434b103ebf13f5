/** The learner's page inside a level's editor, with a view that only counts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basics } from '../../../static/learner/kit.js';
import * as python from '../../../pekt_xblocks/activities/robot/edit_python.js';
import { desk } from '../../../pekt_xblocks/activities/robot/edit_desk.js';
import { mount } from '../../../pekt_xblocks/activities/robot/view.js';
import { context } from '../studio/page.js';

const MAPS = [{ id: 'a', rows: ['S.G'], facing: 'east', hidden: false }, { id: 'b', rows: ['S..G'], facing: 'east', hidden: true }];
const load = (name) => import(`../../../pekt_xblocks/activities/robot/${name}.js`);

/** A desk whose maps are `level.maps`; `told` has what became of its views, in turn. */
async function opened(level, told) {
  const view = { mount: async (_, { view: { maps } }) => {
    told.push(`opened with ${maps.length}`);
    return { read: () => ({ program: [['move']], text: '' }), write() {}, close: () => told.push('closed') };
  } };
  const near = (name) => ({ read: () => ({ board: 'grid', commands: ['move'], sensors: [], maps: level.maps, limit: 0, must_use: [], forbid: [] })[name] });
  const made = await desk({ text: 'move()', changed() {}, ctx: { ...context(), near, sheet: async () => undefined,
    act: async () => ({ program: [['move']], runs: [] }), load: async (name) => ({ kit: { basics }, view, edit_python: python })[name] } });
  await made.refresh();
  return made;
}

test('a page that makes room for one with other maps is closed first, so that no editor of it stays behind', async (it) => {
  it.mock.timers.enable({ apis: ['setTimeout'] });
  const level = { maps: MAPS.slice(0, 1) }, told = [], made = await opened(level, told);
  level.maps = MAPS;
  made.refresh();
  it.mock.timers.tick(1000);
  assert.deepEqual(told, ['opened with 1', 'closed', 'opened with 2']);
});

test('hidden maps are called so on their tabs', async () => {
  const root = document.createElement('div'), kit = { ...basics({ lang: 'en' }), load, hints: () => null, say() {} };
  await mount(root, { kit, changed() {}, act: async () => ({}), mode: 'author', state: {}, view: { prompt: '', board: 'grid', maps: MAPS, unseen: 0,
    commands: ['move'], sensors: [], limit: 0, must_use: [], forbid: [], editors: ['list'], given: [], trial: true } });
  const tabs = [...root.querySelectorAll('[aria-label="Maps"] button')].map((each) => each.textContent);
  assert.deepEqual(tabs, ['Map 1', 'Map 2, hidden']);
});
