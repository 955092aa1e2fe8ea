import { answerUnknownUrl } from '@/lib/webhooks/adapters/web';

// What no other route below /api takes.
export {
  answerUnknownUrl as DELETE,
  answerUnknownUrl as GET,
  answerUnknownUrl as HEAD,
  answerUnknownUrl as OPTIONS,
  answerUnknownUrl as PATCH,
  answerUnknownUrl as POST,
  answerUnknownUrl as PUT,
};
