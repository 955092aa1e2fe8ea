/**
 * Runs inside QuickJS before the author's code and provides the few functions that the host calls. Nothing of the
 * host is reachable from here: text goes in, text comes out.
 */
export const PRELUDE = `(() => {
  'use strict';
  const MAX_LOG_LINES = 50, MAX_LOG_CHARACTERS = 500;
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { then } = Promise.prototype;
  const { slice } = String.prototype;
  const { getPrototypeOf } = Object;
  const { Promise: Settled, String: text, Error: Failure, TypeError: Unserialisable } = globalThis;
  // Shared memory with a second thread would be a clock.
  delete globalThis.SharedArrayBuffer;
  delete globalThis.Atomics;
  // Only the engine makes InternalErrors, so that its own signals cannot be imitated.
  const engineErrors = InternalError.prototype;
  delete engineErrors.constructor;
  delete globalThis.InternalError;

  // The engine's own methods know no language: their replacements are correct, or missing (see locale-prelude.mjs).
  delete Object.prototype.toLocaleString;
  delete Array.prototype.toLocaleString;
  delete Number.prototype.toLocaleString;
  delete BigInt.prototype.toLocaleString;
  delete Date.prototype.toLocaleString;
  delete Date.prototype.toLocaleDateString;
  delete Date.prototype.toLocaleTimeString;
  delete String.prototype.toLocaleUpperCase;
  delete String.prototype.toLocaleLowerCase;
  delete String.prototype.localeCompare;

  const logs = [];
  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Failure) return text(value);
    try { return stringify(value) ?? text(value); } catch { return text(value); }
  };
  const log = (...values) => {
    if (logs.length >= MAX_LOG_LINES) return;
    let line = '';
    for (let i = 0; i < values.length; i += 1) line += (i ? ' ' : '') + shown(values[i]);
    logs[logs.length] = line.length > MAX_LOG_CHARACTERS ? apply(slice, line, [0, MAX_LOG_CHARACTERS]) + '…' : line;
  };
  globalThis.console = { log, info: log, warn: log, error: log, debug: log };

  let settled = null;
  const keep = (value) => {
    try {
      settled = { text: stringify(value) };
    } catch (error) {
      settled = { error, unserialisable: error instanceof Unserialisable };
    }
  };
  return {
    start(handler, input, complete) {
      const returned = handler(complete ? complete(parse(input)) : parse(input));
      if (returned !== null && typeof returned === 'object' && typeof returned.then === 'function') {
        apply(then, new Settled((resolve) => resolve(returned)), [keep, (error) => { settled = { error }; }]);
      } else keep(returned);
    },
    settled: () => settled !== null,
    failed: () => settled !== null && 'error' in settled,
    unserialisable: () => settled.unserialisable === true,
    result: () => settled.text,
    error: () => settled.error,
    describe(error) {
      if (error === null || typeof error !== 'object') return stringify({ message: 'Uncaught ' + shown(error), isNull: error === null });
      const isEngine = getPrototypeOf(error) === engineErrors;
      return stringify({ message: shown(error), stack: text(error.stack), isMemory: isEngine && error.message === 'out of memory' });
    },
    logs: () => stringify(logs),
  };
})()`;
