import type { Metadata } from 'next';
import { SecurityMethods } from '@/components/settings/security-methods';
import { securityOverview } from '@/lib/second-factors/security-overview';
import { BehindGate } from '../behind-gate';

export const metadata: Metadata = { title: 'Security' };

export default function SecurityPage() {
  return (
    <BehindGate
      reason="These methods guard your webhook tokens, so we check that it is really you. This lasts 15 minutes."
      title="Security"
      description="How you verify your identity before Webhook Tokens opens."
    >
      {async (user) => <SecurityMethods overview={await securityOverview(user)} email={user.email} />}
    </BehindGate>
  );
}
