import { route } from '@/lib/http/route';
import { webhookTargets } from '@/lib/webhook-tokens/webhook-targets';

export const GET = route({ gate: 'steppedUp' }, ({ user }) => webhookTargets(user));
