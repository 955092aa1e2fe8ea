import { extensionParams, extensionTest } from '@/lib/extensions/schema';
import { testExtensionHandler } from '@/lib/extensions/test-extension-handler';
import { route } from '@/lib/http/route';

export const POST = route(
  { gate: 'signedIn', params: extensionParams, body: extensionTest },
  ({ user, params, body }) => testExtensionHandler(user, params.number, body),
);
