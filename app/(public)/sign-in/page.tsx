import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/components/auth/auth-card';
import { SignInForm } from '@/components/auth/sign-in-form';
import { signInFacts } from '@/lib/accounts/sign-in-facts';
import { currentUser } from '@/lib/auth/current-user';
import { safeNext } from '@/lib/auth/safe-next';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, error, reset } = await searchParams;
  const destination = safeNext(next);
  if (await currentUser()) redirect(destination);
  const facts = await signInFacts();
  if (!facts) redirect('/setup');
  return (
    <AuthCard
      title={`Sign in to ${facts.organizationName}`}
      below="No account yet? Ask an administrator for an invitation."
    >
      <SignInForm
        next={destination}
        facts={facts}
        error={typeof error === 'string' ? error : undefined}
        reset={reset === 'password' || reset === 'factors' ? reset : undefined}
      />
    </AuthCard>
  );
}
