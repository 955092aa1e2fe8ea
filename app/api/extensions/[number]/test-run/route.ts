import { extensionParams, extensionTest } from '@/lib/extensions/schema';
import { tryExtensionHandler } from '@/lib/extensions/try-extension-handler';
import { route } from '@/lib/http/route';

export const POST = route(
  { gate: 'signedIn', params: extensionParams, body: extensionTest },
  ({ user, params, body }) => tryExtensionHandler(user, params.number, body),
);
