import 'server-only';
import { messageSchema } from '@/lib/webhooks/message/schema';
import type { Provider } from '../provider';

/** What a message says; who gets it and where it stands is for the endpoints of messages. */
const CONTENT = new Set(['text', 'bot', 'card', 'slides', 'buttons', 'references', 'styles']);
/** A text alone may be anybody's. */
const UNMISTAKABLE = ['card', 'slides', 'buttons', 'references', 'styles'];

/** A message in our own form: shown as it is. */
export const cliq: Provider = {
  name: 'cliq',
  title: null,
  detect: ({ payload }) =>
    UNMISTAKABLE.some((key) => payload[key] !== undefined) &&
    Object.keys(payload).every((key) => CONTENT.has(key)) &&
    messageSchema.safeParse(payload).success,
  event: () => null,
  render: ({ payload }) => messageSchema.safeParse(payload).data ?? null,
};
