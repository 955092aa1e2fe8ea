import { fileParams } from '@/lib/files/schema';
import { serveFile } from '@/lib/files/serve-file';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'signedIn', params: fileParams }, ({ user, params, request }) =>
  serveFile(user, params.fileId, request),
);
