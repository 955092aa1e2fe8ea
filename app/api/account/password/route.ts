import { changePassword } from '@/lib/accounts/change-password';
import { passwordBody } from '@/lib/accounts/schema';
import { route } from '@/lib/http/route';

export const PUT = route({ gate: 'steppedUp', body: passwordBody }, ({ user, body }) =>
  changePassword(user, body.password),
);
