import { answerUnknownUrl } from '@/lib/webhooks/adapters/web';

// Answers every path below /api that no other route takes.
export {
  answerUnknownUrl as DELETE,
  answerUnknownUrl as GET,
  answerUnknownUrl as HEAD,
  answerUnknownUrl as OPTIONS,
  answerUnknownUrl as PATCH,
  answerUnknownUrl as POST,
  answerUnknownUrl as PUT,
};
