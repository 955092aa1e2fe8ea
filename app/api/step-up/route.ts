import { route } from '@/lib/http/route';
import { lockNow } from '@/lib/step-up/lock-now';
import { stepUpFacts } from '@/lib/step-up/step-up-facts';

export const GET = route({ gate: 'signedIn' }, ({ user }) => stepUpFacts(user));

export const DELETE = route({ gate: 'signedIn' }, ({ user }) => lockNow(user));
