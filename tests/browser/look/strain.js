/** What a page must bear (WCAG 1.4.4, 1.4.10, 1.4.12, longer languages), and what it shows where it does not; shadow roots included. */

/** Put into each document once: `everything()` yields all elements, those in open shadow roots too. */
function prepare() {
  const everything = function* (root = document) {
    for (const node of root.querySelectorAll('*')) {
      yield node;
      if (node.shadowRoot) yield* everything(node.shadowRoot);
    }
  };
  const up = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const said = (node) => (node.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 60);
  const tell = (node) => `${node.localName}.${node.getAttribute('class') ?? ''} “${said(node)}”`;
  const style = (node) => getComputedStyle(node);
  const unseen = (node) => { // hidden on purpose: for screen readers, closed, or not there
    for (let each = node; each; each = up(each)) {
      const { clipPath, width, display, visibility } = style(each);
      const folded = clipPath !== 'none' && parseFloat(width) <= 1;
      if (display === 'none' || visibility === 'hidden' || folded || each.matches('.skip:not(:focus)')) return true;
    }
    return node.getBoundingClientRect().width < 1;
  };
  const scrolls = (node, side) => ['auto', 'scroll'].includes(style(node)[`overflow${side}`]);
  const inScroller = (node) => {
    for (let each = up(node); each && each !== document.documentElement; each = up(each)) if (scrolls(each, 'X')) return true;
    return false;
  };
  const cuts = (node, side) => ['hidden', 'clip'].includes(style(node)[`overflow${side}`]);
  // A line that ends in … inside what opens the whole of it loses nothing.
  const shortened = (node) => (style(node).textOverflow === 'ellipsis' || style(node).webkitLineClamp !== 'none') && node.closest('button, a[href]');
  const spills = (node) => node.matches('button, summary, .button, label, th, legend') && style(node).display !== 'inline'
    && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);

  const NO_TEXT = 'svg *, script, style, option, head *, progress, iframe, input, select, textarea';
  const PRESSED = 'button, summary, select, textarea, input:not([type=hidden]), [role=button], a.button, nav a:not(.crumbs a)';

  Object.assign(window, { everything, faults() {
    const found = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} px wide`] : [];
    for (const node of everything()) {
      if (node.matches(NO_TEXT) || unseen(node) || shortened(node)) continue;
      const { left, right } = node.getBoundingClientRect();
      const wide = node.scrollWidth > node.clientWidth + 1, high = node.scrollHeight > node.clientHeight + 1;
      if ((right > innerWidth + 1 || left < -1) && !inScroller(node)) found.push(`outside: ${tell(node)}`);
      else if ((wide && cuts(node, 'X')) || (high && cuts(node, 'Y'))) found.push(`cut: ${tell(node)}`);
      else if (spills(node)) found.push(`spills: ${tell(node)}`);
    }
    return found;
  }, small() {
    const found = [];
    for (const node of everything()) {
      if (!node.matches(PRESSED)) continue;
      const target = node.matches('[type=radio], [type=checkbox]') ? node.closest('label') ?? node.labels[0] ?? node : node;
      const { width, height } = target.getBoundingClientRect();
      if (!unseen(target) && (width < 43.5 || height < 43.5)) found.push(`${Math.round(width)} × ${Math.round(height)}: ${tell(target)}`);
    }
    return found;
  }, strains: {
    /** WCAG 1.4.12; returns what takes it off again. */
    spacing() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }`);
      const roots = [document, ...[...everything()].flatMap((node) => node.shadowRoot ?? [])];
      for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return () => { for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet); };
    },
    /** Every text two fifths longer, with the same letters. */
    longer() {
      for (const node of [...everything()].filter((each) => !each.matches('script, style, svg *, head *, textarea'))) {
        for (const text of node.childNodes) {
          const said = text.nodeType === Node.TEXT_NODE ? text.data.trim() : '';
          if (/\p{L}{2}/u.test(said)) text.data += ` ${said.slice(0, Math.ceil(said.length * 0.4))}`;
        }
      }
    },
    /** Text at 200 %, as a browser that enlarges only the text does it. */
    double() {
      const texts = [...everything()].filter((each) => !each.matches('head *, svg, svg *'));
      const sizes = texts.map((node) => [node, parseFloat(style(node).fontSize)]);
      for (const [node, size] of sizes) node.style.setProperty('font-size', `${2 * size}px`, 'important');
    },
  } });
}

const PHONE = { width: 320, height: 640 }, SIDEWAYS = { width: 640, height: 360 };

/** In every frame of the page. */
const ask = async (page, what, ...more) => (await Promise.all(page.frames().map(async (frame) => {
  await frame.evaluate(`window.strains ?? (${prepare})()`);
  return frame.evaluate(what, ...more);
}))).flat();

/** Every strain in turn; what does not bear it, by the strain's name. The page stays strained. */
export async function strain(page, again) {
  const found = {}, note = async (name) => {
    // A frame is resized by messages: the second look sees it settled.
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    const faults = await ask(page, () => window.faults());
    if (faults.length) found[name] = [...new Set(faults)].slice(0, 12);
  };
  await page.setViewportSize(PHONE);
  await note('320 px');
  const small = [...new Set(await ask(page, () => window.small()))];
  if (small.length) found['44 px'] = small;
  await ask(page, () => { window.takeOff = window.strains.spacing(); });
  await note('320 px, spacing');
  await ask(page, () => { window.takeOff(); window.strains.longer(); });
  await note('320 px, 40 % longer');
  await page.setViewportSize(SIDEWAYS);
  await note('640 × 360, 40 % longer');
  await again();
  await note('640 × 360');
  await ask(page, () => window.strains.double());
  await note('640 × 360, text 200 %');
  return found;
}
