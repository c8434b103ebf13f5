// A visit as its teacher sees it: opened, its code for the room, who is there. Fetched by teachers alone.
/** @import * as Kit from '../../../static/learner/kit.d.ts' */

/** @param {HTMLElement} root @param {Kit.Given} given @returns {Kit.View} */
export function teacher(root, given) {
  const { kit, state, act } = given, { el, t } = kit, room = el('div', { class: 'pekt-grid' }), trouble = el('div', { role: 'alert' });
  const page = /^https?:/.test(location.href) ? (location.origin + location.pathname).slice(0, 300) : '';
  /** @type {ReturnType<typeof setTimeout>|undefined} */ let timer;
  /** @type {any} */ let shown = null;
  /** @param {string} name @param {object} [data] */
  const ask = async (name, data) => {
    try {
      const hub = await act(name, { ...data, page });
      trouble.replaceChildren();
      return hub;
    } catch (error) {
      trouble.replaceChildren(el('div', { class: 'pekt-note warn' }, kit.icon('warn'), el('div', null, /** @type {Error} */ (error).message)));
    }
  };
  const paint = (/** @type {any} */ hub) => {
    clearTimeout(timer);
    if (!root.isConnected) return;
    const { visit } = hub ?? {};
    if (!hub) { /* no line: what is shown stays, and is asked for again */ }
    else if (!visit) { shown = null; room.replaceChildren(...opening(kit, hub, async (data) => again(await ask('open', data)))); }
    else if (shown?.ref === visit.ref) shown.update(visit);
    else {
      shown = lesson(kit, visit, async (name, data) => again(await ask(name, { ref: visit.ref, ...data })));
      room.replaceChildren(...shown.nodes);
    }
    if (shown) timer = setTimeout(async () => paint(await ask('look')), Math.min((visit?.seconds ?? 5) * 1000 + 200, 8000));
  };
  const again = (/** @type {any} */ hub) => {
    const before = shown;
    paint(hub);
    if (hub && before !== shown) /** @type {HTMLElement|null} */ (room.querySelector('h4'))?.focus();
  };
  root.append(room, trouble);
  queueMicrotask(async () => paint(state.hub.visit ? await ask('look') ?? state.hub : state.hub));
  return { read: () => ({ code: '', visits: 0 }), write() {}, show() {}, submits: true };
}

/** The form that opens a visit. @param {Kit.Kit} kit @param {any} hub @param {(data: object) => void} open @returns {HTMLElement[]} */
function opening({ el, t }, { classes, topic, minutes }, open) {
  if (!classes.length) return [el('div', { class: 'pekt-note info' }, el('div', null, t('You have no class in this course. Ask the coordinator of the hub.')))];
  const group = el('select', { class: 'pekt-field', id: 'group' }, classes.map((/** @type {any} */ each) => el('option', { value: each.id }, each.name)));
  const about = el('input', { class: 'pekt-field', id: 'about', maxlength: 200, value: topic });
  const length = el('input', { class: 'pekt-field', id: 'length', type: 'number', min: 1, max: 480, value: minutes });
  const plan = () => { // what was planned for today stands in the form
    const chosen = classes.find((/** @type {any} */ { id }) => id === Number(group.value));
    about.value = chosen?.topic || topic;
    length.value = chosen?.minutes ?? minutes;
  };
  group.addEventListener('change', plan);
  plan();
  const line = (/** @type {string} */ word, /** @type {HTMLElement} */ node) => el('div', { class: 'checkin-line' }, el('label', { for: node.id }, word), node);
  return [el('h4', { tabindex: -1 }, t('Open a visit')), line(t('Class'), group), line(t('Topic'), about), line(t('Minutes'), length),
    el('div', null, el('button', { class: 'pekt-button primary',
      onclick: () => open({ group: Number(group.value), topic: about.value, minutes: Math.min(Math.max(Number(length.value) || 45, 1), 480) }) },
    t('Open the visit')))];
}

/** The code as the room sees it, on the whole screen where the browser allows that. @param {Kit.Kit} kit */
function projected({ el, t }) {
  const code = el('p', { class: 'checkin-code' }), left = el('p', { class: 'pekt-left' }), qr = el('div', { class: 'checkin-picture' });
  const counted = el('p', { class: 'checkin-counted' });
  const leave = el('button', { class: 'pekt-button checkin-leave', onclick: () => document.exitFullscreen() }, t('Leave full screen'));
  const screen = el('div', { class: 'checkin-screen' }, code, qr, left, counted, leave);
  const whole = el('button', { class: 'pekt-button', onclick: () => screen.requestFullscreen().then(() => leave.focus(), () => {}) },
    t('Show the code on the whole screen'));
  return { code, left, qr, counted, nodes: document.fullscreenEnabled ? [screen, el('div', null, whole)] : [screen] };
}

/** An open visit: its code, who is there, and how it ends. @param {Kit.Kit} kit @param {any} visit @param {(name: string, data?: object) => void} ask */
function lesson(kit, visit, ask) {
  const { el, t, html, icon } = kit, { code, left, qr, counted, nodes } = projected(kit);
  const there = el('h4'), list = el('ul', { class: 'checkin-roll' });
  const heads = el('input', { class: 'pekt-field', id: 'heads', type: 'number', min: 0, max: 500 });
  let digits = '', told = '';
  const update = (/** @type {any} */ { digits: now, seconds, qr: picture, roll }) => {
    if (now !== digits) {
      digits = now;
      code.replaceChildren(...[0, 2, 4].flatMap((at) => [el('span', null, now.slice(at, at + 2)), ' ']));
      qr.replaceChildren(html(picture));
      qr.querySelector('svg')?.setAttribute('role', 'img');
      qr.querySelector('svg')?.setAttribute('aria-label', t('QR code that opens this page with the code'));
    }
    left.textContent = t('The code changes every minute. It is good for {n} more seconds.', { n: seconds });
    const rows = JSON.stringify(roll);
    if (rows === told) return;
    told = rows;
    counted.textContent = there.textContent = t('Here: {n} of {of}', { n: roll.filter((/** @type {any} */ { here }) => here).length, of: roll.length });
    list.replaceChildren(...roll.map((/** @type {any} */ { id, name, here, by_hand: hand }) => el('li', null, el('span', null, name),
      here ? el('span', { class: 'checkin-here right' }, icon('right'), hand ? t('added by you') : t('here'))
        : el('button', { class: 'pekt-button', 'aria-label': t('Add {name}', { name }), onclick: () => ask('add', { learner: id }) }, t('Add by hand')))));
  };
  update(visit);
  const close = () => ask('close', { head_count: heads.value === '' ? null : Math.min(Math.max(Number(heads.value), 0), 500) });
  return { ref: visit.ref, update, nodes: [
    el('h4', { tabindex: -1 }, [visit.group, visit.topic].filter(Boolean).join(' · ')), ...nodes, there, list,
    el('div', { class: 'checkin-line' }, el('label', { for: 'heads' }, t('People in the room, if you counted them')), heads),
    el('div', null, el('button', { class: 'pekt-button', onclick: close }, t('Close the visit')))] };
}
