import { emailBody } from '@/lib/accounts/schema';
import { clientOf } from '@/lib/http/client';
import { route } from '@/lib/http/route';
import { askForResetLink } from '@/lib/reset-links/ask-for-reset-link';

export const POST = route({ gate: 'public', body: emailBody }, ({ body, request }) =>
  askForResetLink(body.email, clientOf(request.headers)),
);
