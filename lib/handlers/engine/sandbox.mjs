import releaseSync from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { giveHelpers } from '../helpers/give-helpers.mjs';
import { explain, failure } from './explain.mjs';
import { PRELUDE } from './prelude.mjs';
import { ask, call, dispose, truth } from './prelude-calls.mjs';

const MEMORY_LIMIT_BYTES = 32 * 1024 * 1024;
const STACK_LIMIT_BYTES = 256 * 1024;
const MAX_RESULT_BYTES = 256 * 1024;
/** The depth limit of a call's body; deeper data overflows the stack of recursive code. */
const MAX_RESULT_DEPTH = 64;
const JOBS_PER_ROUND = 1_000;
/** More than a store (100) and `render` (10) answer, each with its own refusal; the server gets no more. */
const MAX_QUESTIONS = 120;
const MAX_QUESTION_CHARACTERS = 1024 * 1024;
/** Time for reading logs and the error's place after the handler's own time is over. */
const AFTERMATH_MS = 50;
const FILE = 'handler.js';
/** The functions that are called, and the message when one is missing. */
const ENTRIES = {
  handler: {
    find: "typeof handler === 'function' ? handler : undefined",
    missing: 'There is no function named handler: begin with `function handler(request) {`.',
  },
  onButton: {
    find: "typeof onButton === 'function' ? onButton : undefined",
    missing: 'There is no function named onButton.',
  },
};

const monotonicMs = performance.now.bind(performance);
let frozenMs = 0;
freezeClock();

// The runtime's limit and the engine's own needs, reserved at once, since growing step by step is slow.
const MAX_ENGINE_PAGES = 768;
/** Room for the engine itself and most handlers' needs: only a handler near its limit makes the memory grow. */
const ENGINE_PAGES = 480;
const wasmMemory = new WebAssembly.Memory({ initial: ENGINE_PAGES, maximum: MAX_ENGINE_PAGES });
const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(releaseSync, { wasmMemory }));

/**
 * Runs one handler in a runtime of its own, which is thrown away afterwards.
 * @param {{ code: string, entry: 'handler' | 'onButton', input: string | null, rawBody: Uint8Array | null, nowMs: number, timeLimitMs: number }} job input: JSON text; null: only load the code
 * @param {(question: string, waitMs: number) => string | null} askServer null: no answer in that time
 * @returns {{ result: object, intact: boolean }} intact: false when this thread must be replaced
 */
export function runInSandbox({ code, entry, input, rawBody, nowMs, timeLimitMs }, askServer) {
  // QuickJS seeds Math.random from the clock when it makes a context.
  frozenMs = Math.floor(Math.random() * 2 ** 42);
  const runtime = quickjs.newRuntime();
  // Making the sandbox is not the handler's time: on a busy machine it takes a while.
  const clock = { endsAt: Number.POSITIVE_INFINITY, over: false, questions: 0 };
  runtime.setMemoryLimit(MEMORY_LIMIT_BYTES);
  runtime.setMaxStackSize(STACK_LIMIT_BYTES);
  runtime.setInterruptHandler(() => {
    clock.over ||= monotonicMs() > clock.endsAt;
    return clock.over;
  });
  const context = runtime.newContext();
  const prelude = context.unwrapResult(context.evalCode(PRELUDE, 'sandbox'));
  const source = code.replace(/\r\n?/g, '\n');
  const raw = giveHelpers(context, source, {
    rawBody,
    askServer: (question) => askInTime(askServer, question, clock),
  });
  frozenMs = nowMs;
  clock.endsAt = monotonicMs() + timeLimitMs;
  const outcome = attempt(context, prelude, { code: source, entry: ENTRIES[entry], input, raw }, clock);
  const timedOut = clock.over;
  clock.over = false;
  clock.endsAt = monotonicMs() + AFTERMATH_MS;
  const logs = JSON.parse(ask(context, prelude, 'logs') ?? '[]');
  const result =
    outcome.thrown || timedOut
      ? {
          ok: false,
          error: explain(context, prelude, { ...outcome, code: source }, { timedOut, timeLimitMs, hasGrown }),
          logs,
        }
      : conclude(outcome, logs);
  const isClear = dispose(outcome.thrown, raw, prelude, context, runtime);
  return { result, intact: isClear && !hasGrown() };
}

/**
 * Asks the server within the handler's time, which waiting uses up. All handlers share the server, so questions that
 * are certain to be refused are answered here.
 */
function askInTime(askServer, question, clock) {
  if (question.length > MAX_QUESTION_CHARACTERS) {
    return unanswered('What store and render are given is longer than 1 MiB of JSON');
  }
  clock.questions += 1;
  if (clock.questions > MAX_QUESTIONS) return unanswered('The handler asks store and render too often');
  const leftMs = clock.endsAt - monotonicMs();
  const answer = leftMs > 0 ? askServer(question, leftMs) : null;
  if (answer !== null) return answer;
  clock.over = true;
  return unanswered('The server did not answer in time.');
}

function unanswered(message) {
  return JSON.stringify({ error: 'Error', message });
}

function conclude({ text, error }, logs) {
  if (text !== undefined && Buffer.byteLength(text) > MAX_RESULT_BYTES) {
    return {
      ok: false,
      error: failure('unserialisable', 'The result is larger than 256 KiB of JSON.'),
      logs,
    };
  }
  if (text !== undefined && depthOf(text) > MAX_RESULT_DEPTH) {
    const message = `The result is nested deeper than ${MAX_RESULT_DEPTH} levels.`;
    return { ok: false, error: failure('unserialisable', message), logs };
  }
  return error ? { ok: false, error, logs } : { ok: true, text, logs };
}

/** Whether a handler came near its limit in this thread, which is then replaced. */
function hasGrown() {
  return wasmMemory.buffer.byteLength > ENGINE_PAGES * 65_536;
}

/** The nesting depth of a JSON text. */
function depthOf(json) {
  let depth = 0;
  let deepest = 0;
  for (const [part] of json.matchAll(/"(?:\\.|[^"\\])*"|[[{\]}]/g)) {
    if (part === '[' || part === '{') deepest = Math.max(deepest, ++depth);
    else if (part === ']' || part === '}') depth -= 1;
  }
  return deepest;
}

/** Load → find the handler → call it → let its promises run. */
function attempt(context, prelude, { code, entry, input, raw }, clock) {
  const compiled = context.evalCode(code, FILE, { compileOnly: true });
  if (compiled.error) return { kind: 'syntax', thrown: compiled.error };
  compiled.value.dispose();
  const loaded = context.evalCode(code, FILE);
  if (loaded.error) return { kind: 'exception', thrown: loaded.error };
  loaded.value.dispose();
  const found = context.evalCode(entry.find, 'sandbox');
  if (found.error) return { kind: 'exception', thrown: found.error };
  const handler = found.value;
  if (context.typeof(handler) !== 'function') {
    handler.dispose();
    return { error: failure('missing', entry.missing) };
  }
  if (input === null) {
    handler.dispose();
    return { text: undefined };
  }
  const text = context.newString(input);
  const started = call(context, prelude, 'start', handler, text, raw);
  dispose(handler, text);
  if (started.error) return { kind: 'exception', thrown: started.error };
  started.value.dispose();
  return drain(context, prelude, clock);
}

function drain(context, prelude, clock) {
  while (!truth(context, prelude, 'settled')) {
    const round = context.runtime.executePendingJobs(JOBS_PER_ROUND);
    if (round.error) return { kind: 'exception', thrown: round.error };
    const jobs = round.value;
    round.dispose?.();
    if (clock.over) return {};
    if (jobs === 0 && !truth(context, prelude, 'settled')) {
      // Also happens without memory for another promise job: the engine does not say which.
      return { error: failure('exception', 'The promise that the handler returned never settles.') };
    }
  }
  if (truth(context, prelude, 'failed')) {
    const kind = truth(context, prelude, 'unserialisable') ? 'unserialisable' : 'exception';
    const thrown = call(context, prelude, 'error');
    return thrown.error ? { kind, thrown: thrown.error } : { kind, thrown: thrown.value };
  }
  return { text: ask(context, prelude, 'result') };
}

/**
 * Stops this thread's Date, from which the engine reads time: it shows the moment of the call, in UTC, so that
 * handlers can write dates but measure nothing.
 */
function freezeClock() {
  Date.now = () => frozenMs;
  performance.now = () => 0;
  Date.prototype.getTimezoneOffset = () => 0;
  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds']) {
    Date.prototype[`get${part}`] = Date.prototype[`getUTC${part}`];
  }
}
