import { route } from '@/lib/http/route';
import { passkeyStepUpOptions } from '@/lib/step-up/verify-with-passkey';

export const POST = route({ gate: 'signedIn' }, ({ user }) => passkeyStepUpOptions(user));
