import type { Metadata } from 'next';
import { currentUser } from '@/lib/auth/current-user';
import type { SignedInUser } from '@/lib/auth/principals';
import { isAppError } from '@/lib/errors';

/** The title of a page about one thing: its name, for whoever may see it; for everybody else, and when it fails, the kind. */
export async function titleOf(
  kind: string,
  nameOf: (user: SignedInUser) => Promise<string>,
): Promise<Metadata> {
  const user = await currentUser();
  if (!user) return { title: kind };
  return { title: await nameOf(user).catch((error: unknown) => titleWithout(kind, error)) };
}

/** The page itself says what went wrong; its tab only needs a name. */
function titleWithout(kind: string, error: unknown): string {
  return isAppError(error) && error.code !== 'step_up_required' ? 'Not found' : kind;
}
