import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/components/auth/auth-card';
import { SetupForm } from '@/components/auth/setup-form';
import { isSetUp } from '@/lib/accounts/first-account/is-set-up';
import { asksForSetupCode } from '@/lib/accounts/first-account/setup-code';

export const metadata: Metadata = { title: 'Set up' };

export default async function SetupPage() {
  if (await isSetUp()) redirect('/');
  return (
    <AuthCard
      title="Set up Postern"
      description="Create the first account. It is the administrator's; everybody else joins by invitation."
    >
      <SetupForm asksForCode={asksForSetupCode(await headers())} />
    </AuthCard>
  );
}
