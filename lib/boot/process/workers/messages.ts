import 'server-only';

/** What a worker tells the primary. */
export type ToPrimary =
  /** It hears messages from now on; what was sent before is lost. */
  | { postern: 'hears' }
  | { postern: 'serving' }
  /** It cannot serve, for a reason that the person who starts Postern can mend. */
  | { postern: 'failed'; message: string }
  /** It has closed its listener and asks whether connections are still on their way to it. */
  | { postern: 'closed' };

/** What the primary tells a worker. */
export type ToWorker =
  | { postern: 'stop'; delayMs: number }
  /** The answer to `closed`: whatever was on its way came before this. */
  | { postern: 'noted' };

/** Reads a message of ours; anything else that comes over the channel is null. */
export function readMessage<Message extends ToPrimary | ToWorker>(message: unknown): Message | null {
  const isOurs = typeof message === 'object' && message !== null && 'postern' in message;
  return isOurs ? (message as Message) : null;
}
