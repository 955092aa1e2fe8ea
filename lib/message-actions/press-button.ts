import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { resolveChannel } from '@/lib/channels/access/resolve-channel';
import { joinChannel } from '@/lib/channels/join-channel';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { requireOpenFeed } from '@/lib/feeds/access/require-open-feed';
import { readMessage } from '@/lib/feeds/read-feed';
import type { FeedRow } from '@/lib/feeds/rows/feed-row';
import { handlerErrorText } from '@/lib/handlers/error-text';
import { handlerFailures } from '@/lib/handlers/failures/handler-failures';
import { handlerHost } from '@/lib/handlers/host/handler-host';
import { Undeliverable } from '@/lib/handlers/receivers/find-receivers';
import { runOnButton } from '@/lib/handlers/run-handler';
import { settling } from '@/lib/handlers/store/settling';
import { StoreRun } from '@/lib/handlers/store/store-run';
import type { ButtonInput } from '@/lib/handlers/types';
import { readMessageContent } from '@/lib/messages/content';
import { wireMessageId } from '@/lib/webhooks/endpoints/wire-ids';
import { deliverAnswer } from './deliver-answer';
import type { PressOutcome } from './dto';
import { type Answerer, findAnswerer, missesOnButton, whyUnanswered } from './find-answerer';
import { findButton } from './find-button';
import { beginPress } from './press-limits';
import { tellOwner } from './tell-owner';

/**
 * Presses a button of a message, named by its place there; returns the outcome.
 * @throws {AppError} `not_found` for a message that the user cannot see; `invalid_input` for a button that does not
 * exist or works in the browser; `conflict` when nobody answers it, its channel is archived or a press is under way;
 * `too_many_attempts`; `handler_failed`.
 */
export async function pressButton(
  user: SignedInUser,
  feedId: number,
  seq: number,
  path: string,
): Promise<PressOutcome> {
  const row = await readMessage(user, feedId, seq);
  const found = findButton(row.content, path);
  if (!found)
    throw new AppError('invalid_input', 'The message has no such button; load the page again.', {
      field: 'button',
    });
  const { action } = found.button;
  if (action.kind === 'channel') return enterChannel(user, action.channel);
  if (action.kind !== 'answered') {
    throw new AppError('invalid_input', 'The browser does what this button says; press it there.', {
      field: 'button',
    });
  }
  await requireOpenFeed(db(), feedId);
  const end = await beginPress(user.id, `${feedId}/${seq}/${path}`);
  try {
    return await answer(user, row, found.request, action.type);
  } finally {
    await end();
  }
}

async function enterChannel(user: SignedInUser, idOrName: string): Promise<PressOutcome> {
  const { uniqueName } = await resolveChannel(user, idOrName);
  await joinChannel(user, uniqueName);
  return { kind: 'go', place: { name: `#${uniqueName}`, href: `/channels/${uniqueName}` } };
}

async function answer(
  user: SignedInUser,
  row: FeedRow,
  button: ButtonInput['button'],
  does: string,
): Promise<PressOutcome> {
  const answerer = await findAnswerer(row);
  const unanswered = whyUnanswered(row, answerer);
  if (!answerer?.code || unanswered) throw unanswerable(button, does, unanswered ?? 'there is no handler');
  const { code } = answerer;
  const store = new StoreRun({ feedId: answerer.feedId, inSandbox: answerer.environment === 'sandbox' });
  return settling(store, async (keep) => {
    const outcome = await answerWith(user, row, { answerer, code, button, does, store });
    keep();
    return outcome;
  });
}

type Asked = {
  answerer: Answerer;
  code: string;
  button: ButtonInput['button'];
  does: string;
  store: StoreRun;
};

async function answerWith(
  user: SignedInUser,
  row: FeedRow,
  { answerer, code, button, does, store }: Asked,
): Promise<PressOutcome> {
  const { environment, name, ownerId, feedId } = answerer;
  const outcome = await runOnButton(
    code,
    {
      user: { id: user.id, email: user.email, name: user.name },
      button,
      message: {
        id: wireMessageId(row.sentAt.getTime(), row.feedId, Number(row.seq)),
        text: readMessageContent(row.content).text,
      },
      environment,
    },
    { ownerId, handlerId: feedId, callerId: user.id, isTrial: false },
    handlerHost({ store }),
  );
  if (!outcome.ok) {
    if (outcome.error.kind === 'missing') {
      throw unanswerable(button, does, missesOnButton(name));
    }
    throw await failed(user, answerer, button, handlerErrorText(outcome.error));
  }
  try {
    return await deliverAnswer(user, row, answerer, outcome.value);
  } catch (error) {
    if (error instanceof Undeliverable) throw await failed(user, answerer, button, error.message);
    throw error;
  }
}

function unanswerable({ action }: ButtonInput['button'], does: string, why: string): AppError {
  const what = action.type === 'system.api' ? `Postern does not know “${does}” itself, and nobody` : 'Nobody';
  return new AppError('conflict', `${what} answers this button: ${why}.`);
}

/** The presser learns that it failed; only the code's owner learns why. */
async function failed(
  presser: SignedInUser,
  answerer: Answerer,
  button: ButtonInput['button'],
  why: string,
): Promise<AppError> {
  const { feedId, environment } = answerer;
  handlerFailures().note({ feedId, environment, reason: `onButton: ${why}`, call: null });
  if (presser.id === answerer.ownerId) {
    return new AppError('handler_failed', `The handler of ${answerer.name} failed. ${why}`);
  }
  await tellOwner(presser, answerer, button.label, why);
  return new AppError(
    'handler_failed',
    `${answerer.name} could not answer: its handler failed. Its owner has been told why.`,
  );
}
