import 'server-only';
import type { StopTimes } from '../stop-serving';

/** What a worker tells the primary. */
export type ToPrimary =
  /** The worker hears messages from now on; earlier ones are lost. */
  | { postern: 'hears' }
  | { postern: 'serving' }
  /** The worker cannot serve, for a reason that the person who starts Postern can mend. */
  | { postern: 'failed'; message: string }
  /** The worker has closed its listener and asks whether connections are still on their way to it. */
  | { postern: 'closed' };

/** What the primary tells a worker. */
export type ToWorker =
  | ({ postern: 'stop' } & StopTimes)
  /** The answer to `closed`: connections on their way arrived before this. */
  | { postern: 'noted' };

/** Reads one of our messages; null for anything else on the channel. */
export function readMessage<Message extends ToPrimary | ToWorker>(message: unknown): Message | null {
  const isOurs = typeof message === 'object' && message !== null && 'postern' in message;
  return isOurs ? (message as Message) : null;
}
