import { showForCopying } from './copy-by-hand-store';

/**
 * Puts text on the clipboard, for every Copy of the application. Where the browser forbids it, as some do on plain http, the
 * text is shown selected, to be copied by hand. The browser gets a promise as a promise, because Safari forgets the click
 * that allowed copying while a request is under way.
 * @returns whether it is on the clipboard.
 * @throws when the text cannot be fetched.
 */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  const coming = typeof text === 'string' ? false : writeComing(text);
  // Awaited here as well, so that a failed request throws its own error and not the clipboard's.
  const value = await text;
  if ((await coming) || (await write(value)) || writeSelected(value)) return true;
  showForCopying(value);
  return false;
}

async function writeComing(text: Promise<string>): Promise<boolean> {
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }));
  blob.catch(() => {});
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return true;
  } catch {
    return false;
  }
}

async function write(text: string): Promise<boolean> {
  try {
    // Neither this nor ClipboardItem exists on plain http.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies without `navigator.clipboard`, as older browsers did. It uses no field, so that the focus stays. */
function writeSelected(text: string): boolean {
  const hidden = document.createElement('span');
  hidden.textContent = text;
  hidden.ariaHidden = 'true';
  Object.assign(hidden.style, {
    position: 'fixed',
    top: '0',
    clipPath: 'inset(50%)',
    whiteSpace: 'pre',
    userSelect: 'text',
    webkitUserSelect: 'text',
  });
  let handed = false;
  // Exactly the text, whatever the browser makes of a selection.
  const hand = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    handed = event.clipboardData !== null;
  };
  const selection = document.getSelection();
  const before = selection?.rangeCount ? selection.getRangeAt(0) : null;
  document.body.append(hidden);
  document.addEventListener('copy', hand, { capture: true, once: true });
  try {
    selection?.selectAllChildren(hidden);
    return document.execCommand('copy') && handed;
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', hand, { capture: true });
    hidden.remove();
    selection?.removeAllRanges();
    if (before) selection?.addRange(before);
  }
}
