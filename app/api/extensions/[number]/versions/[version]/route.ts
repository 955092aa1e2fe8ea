import { getExtensionVersion } from '@/lib/extensions/get-extension-version';
import { extensionVersionParams } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: extensionVersionParams }, ({ user, params }) =>
  getExtensionVersion(user, params),
);
