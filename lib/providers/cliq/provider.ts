import 'server-only';
import { messageIn } from '@/lib/webhooks/message/validate';
import type { Provider } from '../provider';

/** Members with the content of a message; receivers and places are for the endpoints of messages. */
const CONTENT = new Set(['text', 'bot', 'card', 'slides', 'buttons', 'references', 'styles']);
/** Members that only our messages have; a text alone may be anybody's. */
const UNMISTAKABLE = ['card', 'slides', 'buttons', 'references', 'styles'];

/** A message in our own form: shown as it is. */
export const cliq: Provider = {
  name: 'cliq',
  title: null,
  detect: ({ payload }) =>
    UNMISTAKABLE.some((key) => payload[key] !== undefined) &&
    Object.keys(payload).every((key) => CONTENT.has(key)) &&
    messageIn(payload) !== null,
  event: () => null,
  render: ({ payload }) => messageIn(payload),
};
