import type { Metadata } from 'next';
import { AccountCards } from '@/components/settings/account-cards';
import { BehindGate } from '../behind-gate';

export const metadata: Metadata = { title: 'Account' };

export default function AccountPage() {
  return (
    <BehindGate
      reason="Your name and password are changed here, so we check that it is really you. This lasts 15 minutes."
      title="Account"
      description="Your name, as others see it, and your password."
    >
      {({ name, email }) => <AccountCards name={name} email={email} />}
    </BehindGate>
  );
}
