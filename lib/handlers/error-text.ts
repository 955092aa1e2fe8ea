import type { HandlerError } from './types';

/** One sentence about a handler's error, with its place first: "Line 3, column 12: …". */
export function handlerErrorText({ line, column, message }: HandlerError): string {
  if (line === null) return message;
  return column === null ? `Line ${line}: ${message}` : `Line ${line}, column ${column}: ${message}`;
}

/** The place that such a sentence names; null without one. */
export function placeNamedIn(text: string): { line: number; column: number | null } | null {
  const match = /^Line (\d+)(?:, column (\d+))?:/.exec(text);
  return match && { line: Number(match[1]), column: match[2] === undefined ? null : Number(match[2]) };
}
