import { clientOf } from '@/lib/http/client';
import { route } from '@/lib/http/route';
import { usedResetLink } from '@/lib/reset-links/schema';
import { useResetLink } from '@/lib/reset-links/use-reset-link';

export const POST = route({ gate: 'public', body: usedResetLink }, ({ body, request }) =>
  useResetLink(body, clientOf(request.headers)),
);
