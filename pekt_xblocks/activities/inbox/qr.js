// A picture that looks like a QR code and is none: what it seems to say is made up, so no phone can follow it.

/** @param {import('../../static/learner/kit.d.ts').Kit} kit */
export function draw({ icon }) {
  let dots = '', seed = 7;
  for (let i = 0; i < 441; i++) {
    const x = i % 21, y = Math.floor(i / 21);
    const ring = Math.min(...[[3, 3], [17, 3], [3, 17]].map(([a = 0, b = 0]) => Math.max(Math.abs(x - a), Math.abs(y - b))));
    seed = (seed * 48271) % 2147483647;
    if (ring < 5 ? [0, 1, 3].includes(ring) : seed & 1) dots += `M${x} ${y}h1v1h-1z`;
  }
  const svg = icon(dots);
  svg.setAttribute('viewBox', '-2 -2 25 25');
  svg.setAttribute('class', 'inbox-dots');
  return svg;
}
