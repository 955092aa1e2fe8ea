import { route } from '@/lib/http/route';
import { passkeySignInOptions } from '@/lib/second-factors/sign-in-with-passkey';

export const POST = route({ gate: 'public' }, () => passkeySignInOptions());
