import 'server-only';
import type { Pool } from 'pg';
import { SideLane, StillHeld, type Write } from '@/lib/held-rows/side-lane';
import { announce } from '@/lib/live/announce';
import type { News } from '@/lib/live/announcer';
import { singleton } from '@/lib/singleton';
import { rateProfile } from '../limits/limits';
import type { RateProfile } from '../limits/profile';
import { UnknownTokens } from '../limits/unknown-tokens';
import { type Acceptance, NEED, sizeOf } from './acceptance';
import { unavailable } from './failures';
import { acceptPool, BATCHES_IN_FLIGHT, sidePool } from './pool';
import { BatchWriter } from './queue';
import { KnownStatements } from './statements/known-statements';
import { plainStatements } from './statements/plain-posts';
import { acceptStatement } from './statements/whole';
import type { Verdict } from './verdict';
import { writeBatch } from './write-batch';

const LIMITS = {
  batchesInFlight: BATCHES_IN_FLIGHT,
  batchItems: 256,
  batchBytes: 8 * 1024 * 1024,
  queueItems: 4_096,
  queueBytes: 64 * 1024 * 1024,
};

/**
 * Authenticates, stores, records and counts one call, together with whatever else arrives meanwhile.
 * Resolves after the commit, also with a refusal (in the history as far as its quota goes).
 * @throws {AppError} `temporarily_unavailable` when the queue is full or the database away: nothing is stored.
 * @throws {OutcomeUnknown} when the database fell silent in between and stayed so: it may be stored or not.
 */
export function accept(call: Acceptance): Promise<Verdict> {
  return unknownTokens().admit(call.tokenHash, () => writer().add(call, sizeOf(call)), ADMISSION);
}

/** The process's bound for tokens that nobody has confirmed yet. */
export const unknownTokens = () => singleton('unknown-tokens', () => new UnknownTokens());
const ADMISSION = {
  isConfirmed: ({ code }: Verdict) => code !== 'authtoken_invalid',
  whenFull: unavailable,
};

/** Resolves when every call taken so far is answered; for shutdown. */
export function acceptsDrained(): Promise<void> {
  return writer().drained();
}

type WriterOptions = { aside?: Pool; longestWaitMs?: number; mostStatements?: number };
type Writer = Pick<BatchWriter<Acceptance, Verdict>, 'add' | 'drained'>;

function writer(): Writer {
  return singleton('accept-writer', () => acceptWriter(acceptPool()));
}

/**
 * A writer of its own queue on the given connections; a process has one, tests play several processes. What a batch made new is
 * announced after its commit.
 */
export function acceptWriter(
  connections: Pool,
  profile: RateProfile = rateProfile(),
  tell: (news: News[]) => void = announce,
  { aside = sidePool(), longestWaitMs, mostStatements }: WriterOptions = {},
): Writer {
  const statements = new KnownStatements((needs) => acceptStatement(needs, profile), mostStatements);
  const statementFor = (needs: number) => statements.for(needs | (profile.countsCards ? NEED.card : 0));
  const shared = { statementFor, plain: plainStatements(profile), tell };
  const database = { ...shared, connections, plainAgainAtMs: 0 };
  const databaseAside = { ...shared, connections: aside, plainAgainAtMs: 0 };
  const stillHeld: Write = async (calls) => calls.map(() => new StillHeld());
  const writeAside: Write = (calls) => writeBatch(databaseAside, calls, stillHeld);
  const lane = new SideLane(aside, writeAside, unavailable, longestWaitMs);
  const again: Write = (calls) => writeBatch(databaseAside, calls, async (held) => lane.waitAll(held));
  const stepAside: Write = (calls) => lane.stepAside(connections, calls, again);
  const write: Write = (calls) => writeBatch(database, calls, stepAside);
  const queue = new BatchWriter((calls: Acceptance[]) => lane.writeOthers(calls, write), LIMITS, unavailable);
  return {
    add: (call, bytes) => queue.add(call, bytes),
    drained: async () => {
      await queue.drained();
      await lane.drained();
    },
  };
}
