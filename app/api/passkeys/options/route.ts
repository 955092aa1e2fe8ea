import { route } from '@/lib/http/route';
import { passkeyEnrolmentOptions } from '@/lib/second-factors/enrol-passkey';

export const POST = route({ gate: 'signedIn' }, ({ user }) => passkeyEnrolmentOptions(user));
