import { placeOf } from './error-place.mjs';
import { hintOn } from './missing-names.mjs';
import { call } from './prelude-calls.mjs';

const MAX_MESSAGE_CHARACTERS = 1_000;
const OUT_OF_MEMORY = 'The handler used more than 32 MB of memory and was stopped.';

/**
 * The error as the author of a handler reads it: its kind, its words and its place.
 * @param {() => boolean} hasGrown is asked after the error was described, which takes memory
 */
export function explain(context, prelude, { thrown, kind, code }, { timedOut, timeLimitMs, hasGrown }) {
  const described = thrown && call(context, prelude, 'describe', thrown);
  // Also used when no memory is left to describe the error.
  let error = { message: 'The error could not be read.', stack: '', isNull: true };
  if (described?.error) described.error.dispose();
  else if (described) {
    error = JSON.parse(context.getString(described.value));
    described.value.dispose();
  }
  const { line, column } = placeOf(error.stack ?? '', code);
  if (timedOut) {
    return {
      ...failure('timeout', `The handler ran longer than ${timeLimitMs / 1000} s and was stopped.`),
      line,
      column,
    };
  }
  // An engine without memory for an Error throws null, and so may a handler.
  if (error.isMemory || (error.isNull && hasGrown())) {
    return {
      ...failure('memory', OUT_OF_MEMORY),
      line,
      column,
    };
  }
  if (kind === 'unserialisable') {
    return { ...failure(kind, `The result cannot be written as JSON: ${error.message}`), line, column };
  }
  return { ...failure(kind, error.message + hintOn(error.message)), line, column };
}

export function failure(kind, message) {
  const short =
    message.length > MAX_MESSAGE_CHARACTERS ? `${message.slice(0, MAX_MESSAGE_CHARACTERS)}…` : message;
  return { kind, message: short, line: null, column: null };
}
