import { installExtension } from '@/lib/extensions/install-extension';
import { extensionParams } from '@/lib/extensions/schema';
import { uninstallExtension } from '@/lib/extensions/uninstall-extension';
import { route } from '@/lib/http/route';

export const PUT = route({ gate: 'signedIn', params: extensionParams }, ({ user, params }) =>
  installExtension(user, params.number),
);

export const DELETE = route({ gate: 'signedIn', params: extensionParams }, ({ user, params }) =>
  uninstallExtension(user, params.number),
);
