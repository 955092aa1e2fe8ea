import { route } from '@/lib/http/route';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';

export const POST = route({ gate: 'steppedUp' }, ({ user }) => makeRecoveryCodes(user));
