import { deleteExtension } from '@/lib/extensions/delete-extension';
import { getExtension } from '@/lib/extensions/get-extension';
import { extensionDetails, extensionParams } from '@/lib/extensions/schema';
import { updateExtension } from '@/lib/extensions/update-extension';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: extensionParams }, ({ user, params }) =>
  getExtension(user, params.number),
);

export const PUT = route(
  { gate: 'signedIn', params: extensionParams, body: extensionDetails },
  ({ user, params, body }) => updateExtension(user, params.number, body),
);

export const DELETE = route({ gate: 'signedIn', params: extensionParams }, ({ user, params }) =>
  deleteExtension(user, params.number),
);
