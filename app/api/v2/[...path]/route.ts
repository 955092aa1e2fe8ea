import { answerRequest } from '@/lib/webhooks/adapters/web';

// Every URL below /api/v2 is a row of lib/webhooks/endpoints/table.ts; the core answers all methods, also the wrong ones.
export {
  answerRequest as DELETE,
  answerRequest as GET,
  answerRequest as HEAD,
  answerRequest as OPTIONS,
  answerRequest as PATCH,
  answerRequest as POST,
  answerRequest as PUT,
};
