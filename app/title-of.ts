import type { Metadata } from 'next';
import { currentUser } from '@/lib/auth/current-user';
import type { SignedInUser } from '@/lib/auth/principals';

/** The title of a page about one thing: its name, for whoever may see it; for everybody else, and when it fails, the kind. */
export async function titleOf(
  kind: string,
  nameOf: (user: SignedInUser) => Promise<string>,
): Promise<Metadata> {
  const user = await currentUser();
  if (!user) return { title: kind };
  // The page itself says what is wrong.
  return { title: await nameOf(user).catch(() => kind) };
}
