import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** What is wrong, and where: counted from 1, null where nobody knows. */
export type CodeError = { line: number | null; column: number | null; message: string };

/** Marks the error in the margin of its line and below its code; null takes the mark away. */
export function markError(view: EditorView, error: CodeError | null) {
  const found = error && placeIn(view.state.doc, error);
  view.dispatch(setDiagnostics(view.state, found ? [found] : []));
}

/** The place from the column to the end of the line, or the whole line where nothing follows the column. */
function placeIn(doc: Text, { line, column, message }: CodeError): Diagnostic | null {
  if (line === null || line < 1 || line > doc.lines) return null;
  const { from, to } = doc.line(line);
  const start = from + Math.max(0, (column ?? 1) - 1);
  return { from: start < to ? start : from, to, severity: 'error', message };
}
