/** Small pictures as inline SVG: signs on buttons, and one picture for each kind of item; an unknown name gets a plain one. */

/** @type {Record<string, string>} */
const SIGNS = {
  up: 'M12 19V5M6 11l6-6 6 6', down: 'M12 5v14M6 13l6 6 6-6', copy: 'M9 9h11v11H9zM5 15H4V4h11v1', plus: 'M12 5v14M5 12h14',
  remove: 'M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3', chevron: 'M9 5l7 7-7 7', back: 'M15 6l-6 6 6 6', next: 'M9 6l6 6-6 6', undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 010 12h-3',
  bold: 'M7 5h6a3.5 3.5 0 010 7H7zM7 12h7a3.5 3.5 0 010 7H7z', italic: 'M10 5h8M6 19h8M14 5l-4 14', list: 'M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01',
  link: 'M10 14a5 5 0 007 0l3-3a5 5 0 00-7-7l-1 1M14 10a5 5 0 00-7 0l-3 3a5 5 0 007 7l1-1', image: 'M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15 9h.01',
  double: 'M9 9h11v11H9zM5 15H4V4h11v1M14.5 12v5M12 14.5h5', paste: 'M9 3h6v4H9zM9 5H5v16h14V5h-4',
  warn: 'M12 3L2 20h20zM12 10v4M12 17h.01', check: 'M5 12l5 5L20 7', eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 100 6 3 3 0 000-6',
  import: 'M12 3v11M7 10l5 5 5-5M4 16v4h16v-4', phone: 'M7 3h10v18H7zM11 18h2', key: 'M8 11a4 4 0 110 8 4 4 0 010-8zM11 12l8-8M16 7l3 3', save: 'M5 4h11l3 3v13H5zM8 4v5h7V4M8 20v-6h8v6',
};

const LINES = 'M20 14h22M20 26h22M20 38h22';
/** @type {Record<string, string>} */
const PICTURES = {
  single: `M6 14a4 4 0 108 0 4 4 0 10-8 0M6 26a4 4 0 108 0 4 4 0 10-8 0M6 38a4 4 0 108 0 4 4 0 10-8 0M9 26h2${LINES}`,
  multiple: `M6 10h8v8H6zM6 22h8v8H6zM6 34h8v8H6zM7 26l3 3 5-6M7 38l3 3 5-6${LINES}`,
  truefalse_why: 'M6 14l5 5 9-11M30 8l10 10M40 8L30 18M6 30h36M6 39h24', text: 'M5 17h38v18H5zM10 22v8M15 29h12',
  number: 'M5 15h38v20H5zM11 21l3-2v12M20 20h6v5h-6v6h6M33 20h5v11h-5M34 25h4', cloze: 'M5 13h12M35 13h8M5 37h24M21 8h10v9H21zM5 25h6M16 21h14v9H16zM35 25h8',
  match: 'M5 8h13v9H5zM5 31h13v9H5zM30 8h13v9H30zM30 31h13v9H30zM18 12l12 23M18 35l12-23', order: 'M18 10h25M18 24h25M18 38h25M9 40V8M4 13l5-5 5 5',
  sort: 'M5 22h16v18H5zM27 22h16v18H27zM9 8h8v8H9zM31 8h8v8h-8z', table: 'M5 9h38v30H5zM5 19h38M5 29h38M18 9v30M31 9v30',
  opinion: 'M6 8h36v24H22l-8 8v-8H6zM14 20h.01M24 20h.01M34 20h.01', email: 'M5 11h38v26H5zM5 12l19 15 19-15',
  sms: 'M14 5h20v38H14zM14 12h20M14 35h20M24 39h.01', chat: 'M8 6h32v24H24l-8 8v-8H8zM15 15h18M15 22h11', social: 'M24 7a8 8 0 110 16 8 8 0 010-16M9 41c2-17 28-17 30 0',
  qr: 'M7 7h13v13H7zM28 7h13v13H28zM7 28h13v13H7zM28 28h5v5h-5zM36 36h5v5h-5zM36 28h5M28 41h4', call_note: 'M12 8h7l4 10-5 3c2 5 4 7 9 9l3-5 10 4v7c0 2-2 4-4 4C21 40 8 27 8 12c0-2 2-4 4-4z',
  app_notice: 'M14 19a10 10 0 0120 0c0 9 4 11 4 14H10c0-3 4-5 4-14zM20 39h8', any: 'M8 6h32v36H8zM15 15h18M15 24h18M15 33h10',
};

/** @type {Record<string, SVGElement>} */
const made = {};

/** A copy of what was drawn once: a long list has hundreds of them. @param {string} path @param {number} size @param {string} look */
const drawn = (path, size, look) => /** @type {SVGElement} */ ((made[look + path] ??= draw(path, size, look)).cloneNode(true));

/** @param {string} path @param {number} size @param {string} look @returns {SVGElement} */
function draw(path, size, look) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, class: look, 'aria-hidden': 'true', focusable: 'false' })) node.setAttribute(name, value);
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  node.append(line);
  return node;
}

/** A sign on a button or beside a text. @param {string} name @returns {SVGElement} */
export const icon = (name) => drawn(SIGNS[name] ?? '', 24, 'pekt-sign');

/** The picture of a kind. @param {string} tag @returns {SVGElement} */
export const picture = (tag) => drawn(PICTURES[tag] ?? PICTURES.any ?? '', 48, 'pekt-picture');
