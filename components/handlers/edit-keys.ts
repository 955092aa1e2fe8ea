import type { KeyboardEvent } from 'react';

const INDENT = '  ';

/**
 * What a code editor's keys do beyond a text field's: Tab indents, Shift+Tab takes an indent away, Enter keeps the
 * indentation. After Escape, Tab moves the focus on, so that the keyboard is not caught.
 */
export function editKeys(leaving: { current: boolean }) {
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const area = event.currentTarget;
    if (event.key === 'Escape') leaving.current = true;
    else if (event.key === 'Tab' && !leaving.current) {
      event.preventDefault();
      if (event.shiftKey) outdent(area);
      else insert(area, INDENT);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      insert(area, `\n${indentationAt(area)}`);
    } else if (event.key !== 'Tab' && event.key !== 'Shift') leaving.current = false;
  };
}

function lineStart({ value, selectionStart }: HTMLTextAreaElement): number {
  return value.lastIndexOf('\n', selectionStart - 1) + 1;
}

function indentationAt(area: HTMLTextAreaElement): string {
  const before = area.value.slice(lineStart(area), area.selectionStart);
  const kept = /^\s*/.exec(before)?.[0] ?? '';
  return /[{[(]\s*$/.test(before) ? kept + INDENT : kept;
}

function outdent(area: HTMLTextAreaElement) {
  const start = lineStart(area);
  if (!area.value.startsWith(INDENT, start)) return;
  const caret = area.selectionStart;
  area.setSelectionRange(start, start + INDENT.length);
  insert(area, '');
  const back = Math.max(start, caret - INDENT.length);
  area.setSelectionRange(back, back);
}

/** Typed by the browser, so that Undo knows of it. */
function insert(area: HTMLTextAreaElement, text: string) {
  // There is no other way to edit a text field that keeps its history.
  const typed = document.execCommand(text ? 'insertText' : 'delete', false, text);
  if (typed) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
