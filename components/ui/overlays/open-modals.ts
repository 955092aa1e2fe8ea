import { isComposing } from '../forms/is-composing';
import { historyEntry } from '../page/history-entry';

type OpenModal = {
  panel: HTMLElement;
  /** Escape was pressed, or Back; undefined where neither closes it. */
  dismiss: (() => void) | undefined;
  /** Where in the history it was opened. */
  entry: ReturnType<typeof historyEntry>;
  /** What in it had the focus last. */
  focused: HTMLElement;
};

/** From the lowest to the one on top, which alone has keys, focus and screen readers. */
const open: OpenModal[] = [];
/** The outermost elements of the page that are kept from screen readers and the focus. */
const hidden = new Set<Element>();
let silence = new AbortController();

/** What may be said while a dialog is open, and what nobody sees anyway. */
const LEFT_ALONE = '[aria-live], [role="status"], [role="alert"], [role="alertdialog"], script';

/**
 * Gives a dialog what is the page's: Escape, focus and screen readers. What comes over it later, such as a list of its own or a
 * toast, is reached as well.
 * @returns gives them back, to the dialog below or to the page
 */
export function openModal(panel: HTMLElement, dismiss: OpenModal['dismiss']): () => void {
  const modal = { panel, dismiss, entry: historyEntry(), focused: panel };
  open.push(modal);
  if (open.length === 1) listen();
  hideOthers();
  takeFocus(modal);
  const removals = new MutationObserver(() => {
    // What had the focus was taken out of the dialog.
    if (document.activeElement === document.body && open.at(-1) === modal) focusQuietly(panel);
  });
  removals.observe(panel, { childList: true, subtree: true });
  return () => {
    removals.disconnect();
    open.splice(open.indexOf(modal), 1);
    hideOthers();
    if (open.length === 0) silence.abort();
  };
}

/** Whether something may have the focus now: no dialog covers it. */
export const isReachable = (element: Element) => !hidden.has(outermost(element));

export const topPanel = (): HTMLElement | null => open.at(-1)?.panel ?? null;

export const isOpenModal = (panel: HTMLElement | null) => open.some((modal) => modal.panel === panel);

/** The dialog that Back closes: the one on top. */
export function modalForBack() {
  const { dismiss, entry } = open.at(-1) ?? {};
  return dismiss && entry ? { dismiss, entry } : null;
}

/** A list or menu that is open over a dialog takes Escape, and a press beside it, for itself. */
export const isListOpen = () =>
  document.querySelector('[data-radix-popper-content-wrapper] > [data-state="open"]') !== null;

function listen() {
  silence = new AbortController();
  const { signal } = silence;
  document.addEventListener('keydown', onKey, { signal, capture: true });
  document.addEventListener('focusin', onFocus, { signal });
}

function onKey(event: KeyboardEvent) {
  if (event.key !== 'Escape' || isComposing(event) || event.defaultPrevented || isListOpen()) return;
  event.preventDefault();
  open.at(-1)?.dismiss?.();
}

function onFocus({ target }: FocusEvent) {
  const top = open.at(-1);
  if (!top || !(target instanceof HTMLElement)) return;
  if (top.panel.contains(target)) top.focused = target;
  else if (!isReachable(target)) focusQuietly(top.focused.isConnected ? top.focused : top.panel);
}

/** Unless a field asked for the focus, the dialog has it: its title is read, and no button is pressed by chance. */
function takeFocus(modal: OpenModal) {
  const { panel } = modal;
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && panel.contains(activeElement)) modal.focused = activeElement;
  else focusQuietly(panel.querySelector<HTMLElement>('[data-autofocus]') ?? panel);
}

/** The outermost elements are few. Walking the whole page would take as long as drawing the dialog. */
function hideOthers() {
  const top = open.at(-1);
  for (const child of document.body.children) {
    const isHidden = top !== undefined && !child.contains(top.panel) && !child.matches(LEFT_ALONE);
    if (isHidden === hidden.has(child)) continue;
    if (!isHidden) {
      hidden.delete(child);
      child.removeAttribute('aria-hidden');
    } else if (!child.hasAttribute('aria-hidden')) {
      hidden.add(child);
      child.setAttribute('aria-hidden', 'true');
    }
  }
  if (!top) hidden.clear();
}

function outermost(element: Element): Element {
  let found = element;
  while (found.parentElement && found.parentElement !== document.body) found = found.parentElement;
  return found;
}

const focusQuietly = (element: HTMLElement) => element.focus({ preventScroll: true });
