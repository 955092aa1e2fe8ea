import { changeName } from '@/lib/accounts/change-name';
import { personNameBody } from '@/lib/accounts/schema';
import { route } from '@/lib/http/route';

export const PUT = route({ gate: 'steppedUp', body: personNameBody }, ({ user, body }) =>
  changeName(user, body.name),
);
