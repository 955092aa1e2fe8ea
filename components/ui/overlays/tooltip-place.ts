const GAP_PX = 6;
const MARGIN_PX = 8;

/** Puts an open tip above its element, or to the right of it; below or left where there is no room. */
export function placeTip(tip: HTMLElement, element: HTMLElement) {
  const at = element.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tip;
  const { clientWidth, clientHeight } = document.documentElement;
  let left: number;
  let top: number;
  if (element.dataset.tipSide === 'right') {
    left = at.right + GAP_PX + width > clientWidth ? at.left - GAP_PX - width : at.right + GAP_PX;
    top = at.top + (at.height - height) / 2;
  } else {
    left = at.left + (at.width - width) / 2;
    top = at.top - GAP_PX - height < 0 ? at.bottom + GAP_PX : at.top - GAP_PX - height;
  }
  tip.style.left = `${between(MARGIN_PX, left, clientWidth - width - MARGIN_PX)}px`;
  tip.style.top = `${between(MARGIN_PX, top, clientHeight - height - MARGIN_PX)}px`;
}

function between(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
