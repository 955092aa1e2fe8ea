import 'server-only';
import { log } from '@/lib/log';
import { STORE_LIMITS } from './store-policy';
import { StoreMisuse, type StoreQuestion } from './store-question';
import { addTo, applyWrites, readKeys, readValue, type StorePlace, takeBack, type Write } from './store-rows';

/** PostgreSQL's codes: `program_limit_exceeded`, which the trigger raises, and `numeric_value_out_of_range`. */
const [OVER_LIMIT, OUT_OF_RANGE] = ['54000', '22003'];
/** A lone surrogate, which the database cannot store as text. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** A change that a test run would have made. */
export type StoreChange =
  | { key: string; value: unknown; ttlS: number | null }
  | { key: string; deleted: true };

/**
 * The store as one run sees it. `set` and `delete` are noted, seen by this run alone, and written by `keep`.
 * `increment` counts at once, since its result has to be right among parallel calls; `discard` takes it back. A trial
 * notes everything and writes nothing.
 */
export class StoreRun {
  readonly #place: StorePlace | null;
  readonly #isTrial: boolean;
  readonly #noted = new Map<string, Write | null>();
  readonly #added = new Map<string, { by: number; created: boolean }>();
  readonly #read = new Map<string, Promise<string | null>>();
  #keys: Promise<Set<string>> | undefined;
  #questions = 0;
  #last: Promise<unknown> = Promise.resolve();
  /** True when the database did not answer: an error of the handler is then not its own fault. */
  isAway = false;

  /** @param place null for an empty store, for code that is only loaded */
  constructor(place: StorePlace | null, { isTrial = false } = {}) {
    this.#place = place;
    this.#isTrial = isTrial || place === null;
  }

  /** @throws {StoreMisuse} with words for the author. */
  answer(question: StoreQuestion): Promise<unknown> {
    const answer = this.#answer(question);
    // A run that was stopped may still be counting.
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #answer(question: StoreQuestion): Promise<unknown> {
    this.#questions += 1;
    if (this.#questions > STORE_LIMITS.questions) {
      throw new StoreMisuse(`A run may ask its store at most ${STORE_LIMITS.questions} times`);
    }
    const key = requireKey(question.key);
    try {
      switch (question.store) {
        case 'get': {
          const json = await this.#get(key);
          return json === null ? null : JSON.parse(json);
        }
        case 'set':
          return await this.#set({ key, json: requireSmall(key, question.json), ttlS: ttlOf(question.ttl) });
        case 'delete':
          this.#noted.set(key, null);
          return null;
        case 'increment':
          return await this.#increment({ key, by: question.by, ttlS: ttlOf(question.ttl) });
      }
    } catch (error) {
      if (error instanceof StoreMisuse) throw error;
      if (codeOf(error) === OVER_LIMIT) throw tooManyKeys();
      if (codeOf(error) === OUT_OF_RANGE) throw beyond(key);
      this.isAway = true;
      throw new StoreMisuse('The store cannot be reached now');
    }
  }

  /** Writes the noted changes after the call was accepted. Never fails, since the call has been accepted. */
  async keep(): Promise<void> {
    const noted = [...this.#noted];
    if (!this.#place || this.#isTrial || noted.length === 0) return;
    const writes = noted.flatMap(([, write]) => write ?? []);
    const deleted = noted.flatMap(([key, write]) => (write === null ? [key] : []));
    await applyWrites(this.#place, writes, deleted).catch(tell);
  }

  /** Takes back the counts of a call that was refused or repeated. */
  async discard(): Promise<void> {
    await this.#last;
    const added = [...this.#added].map(([key, one]) => ({ key, ...one }));
    if (this.#place && !this.#isTrial && added.length > 0) await takeBack(this.#place, added).catch(tell);
  }

  /** The noted changes, for a test run to show. */
  changes(): StoreChange[] {
    return [...this.#noted].map(([key, write]) =>
      write === null ? { key, deleted: true } : { key, value: JSON.parse(write.json), ttlS: write.ttlS },
    );
  }

  async #get(key: string): Promise<string | null> {
    const noted = this.#noted.get(key);
    if (noted !== undefined) return noted?.json ?? null;
    if (!this.#place) return null;
    const read = this.#read.get(key) ?? readValue(this.#place, key);
    this.#read.set(key, read);
    return read;
  }

  async #set(write: Write): Promise<null> {
    await this.#requireRoom(write.key);
    this.#noted.set(write.key, write);
    return null;
  }

  async #increment({ key, by, ttlS }: { key: string; by: number; ttlS: number | null }): Promise<number> {
    if (this.#place && !this.#isTrial && !this.#noted.has(key)) {
      const added = await addTo(this.#place, { key, by, ttlS });
      if (!added) throw noNumber(key);
      const before = this.#added.get(key);
      this.#added.set(key, { by: (before?.by ?? 0) + by, created: before?.created ?? added.created });
      this.#read.set(key, Promise.resolve(JSON.stringify(added.value)));
      return added.value;
    }
    const json = await this.#get(key);
    const held: unknown = json === null ? 0 : JSON.parse(json);
    if (typeof held !== 'number') throw noNumber(key);
    const value = held + by;
    if (!Number.isFinite(value)) throw beyond(key);
    const lasts = json === null ? ttlS : (this.#noted.get(key)?.ttlS ?? null);
    await this.#set({ key, json: JSON.stringify(value), ttlS: lasts });
    return value;
  }

  async #requireRoom(key: string): Promise<void> {
    const place = this.#place;
    this.#keys ??= place ? readKeys(place).then((keys) => new Set(keys)) : Promise.resolve(new Set());
    const keys = new Set(await this.#keys);
    for (const added of this.#added.keys()) keys.add(added);
    for (const [noted, write] of this.#noted) {
      if (write) keys.add(noted);
      else keys.delete(noted);
    }
    if (!keys.has(key) && keys.size >= STORE_LIMITS.keys) throw tooManyKeys();
  }
}

function requireKey(key: string): string {
  if (
    key === '' ||
    key.length > STORE_LIMITS.keyCharacters ||
    key.includes('\0') ||
    HALF_CHARACTER.test(key)
  ) {
    throw new StoreMisuse(
      `A key of the store has 1 to ${STORE_LIMITS.keyCharacters} characters; hash what is longer: crypto.hash('sha256', text)`,
    );
  }
  return key;
}

function requireSmall(key: string, json: string): string {
  const bytes = Buffer.byteLength(json);
  if (bytes <= STORE_LIMITS.valueBytes) return json;
  throw new StoreMisuse(
    `The value of '${shown(key)}' has ${bytes.toLocaleString('en')} bytes as JSON; the store keeps at most ${STORE_LIMITS.valueBytes.toLocaleString('en')}`,
  );
}

function ttlOf(ttl: number | null): number | null {
  if (ttl === null || (ttl >= 1 && ttl <= STORE_LIMITS.ttlS)) return ttl;
  throw new StoreMisuse(
    `A ttl is from 1 to ${STORE_LIMITS.ttlS.toLocaleString('en')} seconds (366 days), not ${ttl}`,
  );
}

const shown = (key: string) => (key.length > 40 ? `${key.slice(0, 40)}…` : key);
const beyond = (key: string) => new StoreMisuse(`'${shown(key)}' would be beyond the largest number`);
const noNumber = (key: string) => new StoreMisuse(`'${shown(key)}' holds no number to add to`);
const tooManyKeys = () =>
  new StoreMisuse(
    `The store is full: a handler keeps at most ${STORE_LIMITS.keys} keys; delete some, or give them a ttl`,
  );

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}

function tell(error: unknown) {
  const cause = error instanceof Error ? error.message : String(error);
  log().warn({ cause }, 'a handler’s store could not be written');
}
