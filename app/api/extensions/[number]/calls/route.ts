import { listExtensionCalls } from '@/lib/extensions/list-extension-calls';
import { extensionParams } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'steppedUp', params: extensionParams }, ({ user, params }) =>
  listExtensionCalls(user, params.number),
);
