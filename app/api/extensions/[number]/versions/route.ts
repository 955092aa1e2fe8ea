import { getExtensionWorkshop } from '@/lib/extensions/get-extension-workshop';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { extensionParams, publication } from '@/lib/extensions/schema';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: extensionParams }, async ({ user, params }) => {
  const { versions } = await getExtensionWorkshop(user, params.number);
  return versions;
});

export const POST = route(
  { gate: 'signedIn', params: extensionParams, body: publication },
  ({ user, params, body }) => publishExtension(user, params.number, body),
);
