import { createExtension } from '@/lib/extensions/create-extension';
import { listExtensions } from '@/lib/extensions/list-extensions';
import { newExtension } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn' }, ({ user }) => listExtensions(user));

export const POST = route({ gate: 'signedIn', body: newExtension }, ({ user, body }) =>
  createExtension(user, body),
);
