import type { Metadata } from 'next';
import { ShellGuide } from '@/components/shell-guide/shell-guide';
import { currentUser } from '@/lib/auth/current-user';
import { env } from '@/lib/env';
import { shellRecipes } from '@/lib/shell-guide/recipes';

export const metadata: Metadata = { title: 'Posting from a shell' };

export default async function ShellGuidePage() {
  const recipes = shellRecipes(env().publicUrl.origin);
  return <ShellGuide recipes={recipes} signedIn={(await currentUser()) !== null} />;
}
