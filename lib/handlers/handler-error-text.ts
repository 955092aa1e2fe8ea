import type { HandlerError } from './handler-types';

/** One sentence about a handler's error, its place first: "Line 3, column 12: …". */
export function handlerErrorText({ line, column, message }: HandlerError): string {
  if (line === null) return message;
  return column === null ? `Line ${line}: ${message}` : `Line ${line}, column ${column}: ${message}`;
}

/** The line that such a sentence names, or null. */
export function lineNamedIn(text: string): number | null {
  const match = /^Line (\d+)\b/.exec(text);
  return match ? Number(match[1]) : null;
}
