// Check-in: a box for the code, or for a teacher the code itself and who is there. The server alone knows what a code is worth.
/** @import * as Kit from '../../../static/learner/kit.d.ts' */

/** @type {Kit.Mount} */
export function mount(root, given) {
  const { view, state, kit } = given, { el, t, html } = kit, { hub } = state;
  if (view.intro) root.append(el('div', null, html(view.intro)));
  if (hub?.role === 'teacher') return teacher(root, given);
  if (hub?.role === null) root.append(el('div', { class: 'pekt-note warn' }, kit.icon('warn'), el('div', null, hub.text)));
  if (!hub) root.append(el('div', { class: 'pekt-note info' }, kit.icon('info'), el('div', null,
    t('A code counts only for a learner who is signed in and in a class.'))));
  return learner(root, given);
}

/** @param {HTMLElement} root @param {Kit.Given} given @returns {Kit.View} */
function learner(root, { view, state, kit, changed, send }) {
  const { el, t } = kit, many = view.visits > 1, made = el('p', { class: 'checkin-made' });
  const input = el('input', { class: 'pekt-field checkin-input', id: 'code', inputmode: 'numeric', autocomplete: 'one-time-code',
    maxlength: 32, spellcheck: 'false', oninput: () => changed('code'),
    onkeydown: (e) => { if (e.key === 'Enter') { e.preventDefault(); send(read()); } } });
  const box = el('div', { class: 'pekt-grid' }, el('label', { for: 'code' }, t('Code on the screen (six digits)')), input);
  const read = () => ({ code: input.value, visits: 0 });
  const count = (/** @type {number} */ n) => {
    made.textContent = t('Visits: {n} of {of}', { n: Math.min(n, view.visits), of: view.visits });
    made.hidden = !many;
  };
  root.append(made, box);
  count(state.hub?.visits ?? 0);
  const scanned = /#pekt-code=(\d{6})$/.exec(location.hash)?.[1];
  input.value = scanned ?? '';
  return {
    read,
    write(response) { input.value = scanned || (response?.code ?? ''); },
    show(result) {
      box.hidden = Boolean(result);
      if (result) { input.value = ''; count(result.earned); }
    },
    hub: ({ visits }) => count(visits),
    headline: () => t('Recorded. You are on the list.'),
    fault: (at, text) => kit.fault(box, text),
    lock(on) { input.readOnly = on; },
  };
}

/** @param {HTMLElement} root @param {Kit.Given} given @returns {Kit.View} */
function teacher(root, given) {
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
