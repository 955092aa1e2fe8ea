import 'server-only';
import { Refusal } from '@/lib/webhooks/call/refusal';
import { type HandlerAnswer, readHandlerValue } from '@/lib/webhooks/message/handler-answer';
import { Undeliverable } from './find-receivers';

/**
 * A handler's returned value outside a call: there is no call to refuse.
 * @throws {Undeliverable}
 */
export function readAnswer(value: unknown): HandlerAnswer {
  try {
    return readHandlerValue(value);
  } catch (error) {
    throw error instanceof Refusal ? new Undeliverable(error.reason ?? error.message) : error;
  }
}
