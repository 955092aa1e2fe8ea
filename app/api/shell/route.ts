import { route } from '@/lib/http/route';
import { listShellFeeds } from '@/lib/shell/list-shell-feeds';

export const GET = route({ gate: 'signedIn' }, ({ user }) => listShellFeeds(user));
