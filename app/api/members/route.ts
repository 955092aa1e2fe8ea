import { listMembers } from '@/lib/accounts/list-members';
import { route } from '@/lib/http/route';

export const GET = route({ gate: 'administrator' }, ({ user }) => listMembers(user));
