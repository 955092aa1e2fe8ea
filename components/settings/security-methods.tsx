'use client';

import type { SecurityOverview } from '@/lib/second-factors/dto';
import { AuthenticatorCard } from './authenticator-card';
import { PasskeysCard } from './passkeys-card';
import { RecoveryCodesCard } from './recovery-codes-card';

/** All ways to verify. Recovery codes stand in for one of the others. */
export function SecurityMethods({ overview, email }: { overview: SecurityOverview; email: string }) {
  const { passkeys, authenticatorApp, recoveryCodes } = overview;
  return (
    <div className="flex flex-col gap-6">
      <PasskeysCard passkeys={passkeys} onlyMethods={!authenticatorApp} />
      <AuthenticatorCard addedAt={authenticatorApp?.addedAt ?? null} onlyMethod={passkeys.length === 0} />
      {(authenticatorApp || passkeys.length > 0) && (
        <RecoveryCodesCard left={recoveryCodes.left} email={email} />
      )}
    </div>
  );
}
