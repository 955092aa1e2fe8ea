import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { extensionParams, sandboxCode } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

export const PUT = route(
  { gate: 'signedIn', params: extensionParams, body: sandboxCode },
  ({ user, params, body }) => saveSandboxCode(user, params.number, body.code),
);
