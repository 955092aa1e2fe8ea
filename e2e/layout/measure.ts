import type { Page } from 'playwright/test';

type Demands = {
  /** Texts that somebody has to be able to read. */
  names: readonly string[];
  /** Whether the page is used with fingers. */
  touch: boolean;
};

/** What is wrong with the page as it is laid out now, one sentence each. */
export async function measure(page: Page, demands: Demands): Promise<string[]> {
  // After two frames the layout has followed the new width.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(inPage, demands);
}

/** Runs in the browser, so it uses nothing from outside itself. */
function inPage({ names, touch }: Demands): string[] {
  /** At least this much of a name must be seen, or all of it. */
  const NAME_PX = 72;
  const TOUCH_PX = 40;
  /** The least width of a text that is a target; nearly all texts are wider. */
  const TOUCH_TEXT_PX = 24;
  const SLACK_PX = 1;
  const CONTROLS =
    'a[href], button, input:not([type=hidden]), select, textarea, [role=switch], [role=radio], [role=tab]';
  const problems: string[] = [];
  type Box = { left: number; right: number; top: number; bottom: number };

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) problems.push(`the page is ${scrollWidth - clientWidth} px too wide`);

  const parents = (element: Element) => {
    const all: Element[] = [];
    for (let one = element.parentElement; one; one = one.parentElement) all.push(one);
    return all;
  };
  const isForEarsOnly = (element: Element) =>
    [element, ...parents(element)].some((one) => {
      const { width, height } = one.getBoundingClientRect();
      return getComputedStyle(one).position === 'absolute' && width <= 1 && height <= 1;
    });
  /** What waits above the window comes with the keyboard's focus. */
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getBoundingClientRect().bottom > 0 &&
    !isForEarsOnly(element);
  /** The part of a box that its scrolling and clipping ancestors, and `frames`, leave visible. */
  const leftOf = (box: Box, element: Element, frames: Element[] = []): Box => {
    let { left, right, top, bottom } = box;
    for (const one of [...frames, ...parents(element)]) {
      const { overflowX, overflowY } = getComputedStyle(one);
      const frame = one.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return { left, right, top, bottom };
  };
  const scrollsSideways = (element: Element) =>
    parents(element).some(
      (one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth,
    );
  const called = (element: Element) => {
    const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `<${element.tagName.toLowerCase()}> “${label.trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  };

  const canvas = document.createElement('canvas').getContext('2d');
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.textContent?.trim() ?? '';
    const element = text.parentElement;
    if (!element || !canvas || !names.includes(words) || !isSeen(element)) continue;
    canvas.font = getComputedStyle(element).font;
    const range = document.createRange();
    range.selectNodeContents(text);
    const seen = leftOf(range.getBoundingClientRect(), element, [element]);
    const needed = Math.min(canvas.measureText(words).width - SLACK_PX, NAME_PX);
    const width = Math.round(seen.right - seen.left);
    if (seen.bottom <= seen.top && scrollsSideways(element)) continue;
    if (width < needed) problems.push(`the name “${words.slice(0, 20)}” has ${width} px: ${called(element)}`);
  }

  const controls = [...document.querySelectorAll(CONTROLS)].filter(
    (element) => isSeen(element) && element.getBoundingClientRect().width > 0,
  );
  const boxes = controls.map((element) => leftOf(element.getBoundingClientRect(), element));
  controls.forEach((element, index) => {
    const { left, right } = element.getBoundingClientRect();
    if ((left < -SLACK_PX || right > innerWidth + SLACK_PX) && !scrollsSideways(element)) {
      problems.push(`${called(element)} lies outside: ${Math.round(left)} to ${Math.round(right)}`);
    }
    const one = boxes[index]!;
    for (let next = index + 1; next < controls.length; next++) {
      const [other, neighbour] = [boxes[next]!, controls[next]!];
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (width <= SLACK_PX || height <= SLACK_PX) continue;
      if (element.contains(neighbour) || neighbour.contains(element)) continue;
      // A field reserves room at its end for the button.
      const isInField = element.tagName === 'INPUT' && element.parentElement?.contains(neighbour);
      if (isInField && other.right <= one.right && other.left >= one.left) continue;
      // A link in a sentence may wrap, and the box around both lines proves nothing.
      if ([element, neighbour].some((link) => getComputedStyle(link).display === 'inline')) continue;
      // A floating element covers parts of the page on purpose.
      if (element.closest('.float') !== neighbour.closest('.float')) continue;
      problems.push(
        `${called(element)} and ${called(neighbour)} overlap by ${Math.round(width)} × ${Math.round(height)}`,
      );
    }
    if (!touch) return;
    const { display } = getComputedStyle(element);
    if (display === 'inline') return;
    const after = getComputedStyle(element, '::after');
    const grown = after.position === 'absolute' && after.content !== 'none';
    const box = element.getBoundingClientRect();
    const width = Math.max(box.width, grown ? Number.parseFloat(after.width) : 0);
    const height = Math.max(box.height, grown ? Number.parseFloat(after.height) : 0);
    const neededWidth = element.textContent?.trim() ? TOUCH_TEXT_PX : TOUCH_PX;
    if (height < TOUCH_PX - SLACK_PX || width < neededWidth - SLACK_PX) {
      problems.push(`${called(element)} is ${Math.round(width)} × ${Math.round(height)} for a finger`);
    }
  });
  return [...new Set(problems)];
}
