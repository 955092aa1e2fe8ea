import { rollBackExtension } from '@/lib/extensions/roll-back-extension';
import { extensionParams, rollback } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

export const PUT = route(
  { gate: 'signedIn', params: extensionParams, body: rollback },
  ({ user, params, body }) => rollBackExtension(user, params.number, body),
);
