import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterThisTest } from '../clean-up';
import { until } from '../until';
import { type Draft, usualDraft } from './drafts';

/** A status; or why there was none: the connection was refused or lost, or nothing came in time. */
export type Answer = { status: number } | { lost: string };

/** All that is known about one call from outside. */
export type Note = Draft & {
  /** Sent with an `Idempotency-Key`, and repeated until an answer is final. */
  keyed: boolean;
  /** Unique, so that its message can be told from all others. */
  text: string;
  /** One for each time it was sent. */
  answers: Answer[];
  startedAtMs: number;
  endedAtMs: number;
};

type Options = {
  /** Origins of the servers; a connection that gets no answer or 503 goes on to the next one. */
  servers: readonly { url: string }[];
  /** Each sends one call at a time. */
  connections?: number;
  draft?: (n: number) => Draft;
  /** Whether every second connection sends keys and retries; otherwise none does. */
  keys?: boolean;
  /** The local address of each connection, by its number. */
  localAddress?: (connection: number) => string;
};

const CALL_TIMEOUT_MS = 40_000;
/** The pause of a client that was refused. */
const BACK_OFF_MS = 25;
/** How long a stopped client goes on to retry. */
const LAST_RETRIES_MS = 30_000;

let clients = 0;

/** Many services that post at the same time, and note every answer. */
export class NotingClient {
  readonly notes: Note[] = [];
  readonly #options: Options;
  readonly #name = `${process.pid}-${++clients}`;
  readonly #draft: (n: number) => Draft;
  readonly #work: Promise<unknown>;
  #accepted = 0;
  #stopAtMs: number | undefined;

  /** Begins to post; stopped at the end of the test at the latest. */
  constructor(options: Options) {
    this.#options = options;
    this.#draft = options.draft ?? usualDraft;
    const connections = Array.from({ length: options.connections ?? 24 }, (_, n) => this.#postOnOne(n));
    this.#work = Promise.all(connections);
    this.#work.catch(() => {});
    afterThisTest(() => {
      this.#stopAtMs ??= -Infinity;
    });
  }

  /** Calls that were answered with a success so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Resolves when so many more were accepted than now, with the time that took in seconds. */
  async untilAccepted(more: number, timeoutMs = 20_000): Promise<number> {
    const startedAtMs = performance.now();
    const goal = this.#accepted + more;
    await until(`${more} more accepted calls`, () => this.#accepted >= goal, { timeoutMs, everyMs: 5 });
    return (performance.now() - startedAtMs) / 1_000;
  }

  /** Resolves when so many more calls were made than now, whatever became of them. */
  async untilMade(more: number, timeoutMs = 20_000): Promise<void> {
    const goal = this.notes.length + more;
    await until(`${more} more calls`, () => this.notes.length >= goal, { timeoutMs, everyMs: 5 });
  }

  /** Makes no more calls, awaits the answers of those under way and returns all notes. */
  async stop(): Promise<Note[]> {
    this.#stopAtMs ??= performance.now();
    await this.#work;
    return this.notes;
  }

  async #postOnOne(connection: number): Promise<void> {
    const localAddress = this.#options.localAddress?.(connection);
    const agent = new Agent({ keepAlive: true, maxSockets: 1, ...(localAddress && { localAddress }) });
    const keyed = connection % 2 === 1 && (this.#options.keys ?? true);
    let server = connection;
    try {
      while (this.#stopAtMs === undefined) {
        const note = this.#newNote(keyed);
        do {
          const answer = await this.#post(note, agent, server);
          note.answers.push(answer);
          note.endedAtMs = performance.now();
          if (isSuccess(answer)) this.#accepted++;
          else if (!('status' in answer) || answer.status === 503) {
            server++;
            await pause(BACK_OFF_MS);
          }
        } while (keyed && isWorthRetrying(note) && this.#mayRetry());
      }
    } finally {
      agent.destroy();
    }
  }

  #newNote(keyed: boolean): Note {
    const n = this.notes.length;
    const nowMs = performance.now();
    const text = `call ${this.#name}-${n}.`;
    const note: Note = { ...this.#draft(n), keyed, text, answers: [], startedAtMs: nowMs, endedAtMs: nowMs };
    this.notes.push(note);
    return note;
  }

  #mayRetry(): boolean {
    return this.#stopAtMs === undefined || performance.now() < this.#stopAtMs + LAST_RETRIES_MS;
  }

  #post(note: Note, agent: Agent, serverNumber: number): Promise<Answer> {
    const { servers } = this.#options;
    const { url } = servers[serverNumber % servers.length] ?? { url: '' };
    const body = JSON.stringify({ text: note.text, ...note.more });
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(note.keyed ? { 'idempotency-key': note.text } : {}),
    };
    const options = { method: 'POST', agent, headers, timeout: CALL_TIMEOUT_MS };
    return new Promise((resolve) => {
      const call = request(`${url}${note.url}`, options);
      call.on('response', (response) => {
        const status = response.statusCode ?? 0;
        response.resume();
        response.on('end', () => resolve({ status }));
        response.on('error', () => resolve({ status }));
      });
      call.on('timeout', () => call.destroy(Object.assign(new Error('too late'), { code: 'TIMEOUT' })));
      call.on('error', (error: NodeJS.ErrnoException) => resolve({ lost: error.code ?? error.message }));
      call.end(body);
    });
  }
}

const isSuccess = (answer: Answer) => 'status' in answer && answer.status >= 200 && answer.status < 300;
/** There was no answer, or one about the server and not about the call. */
const isWorthRetrying = ({ answers }: Note) =>
  answers.slice(-1).some((one) => !('status' in one) || one.status >= 500);
/** Answered with a success at least once. */
export const wasAccepted = (note: Note) => note.answers.some(isSuccess);
/** Sent at least once without hearing how it ended, and never accepted. */
export const isUnanswered = (note: Note) =>
  !wasAccepted(note) && (note.answers.length === 0 || note.answers.some((answer) => !('status' in answer)));
