'use client';

import { startRegistration } from '@simplewebauthn/browser';
import { Plus } from 'lucide-react';
import { FormError } from '@/components/auth/form-error';
import { passkeyError } from '@/components/auth/webauthn-errors';
import { useDeed } from '@/components/shell/use-deed';
import { enrolPasskey, fetchEnrolmentOptions } from '@/components/step-up/step-up-queries';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { toast } from '@/components/ui/overlays/toaster';
import type { PasskeyRow } from '@/lib/second-factors/dto';
import { PasskeyItem } from './passkey-item';

type PasskeysCardProps = { passkeys: PasskeyRow[]; onlyMethods: boolean };

/** Passkeys and security keys. */
export function PasskeysCard({ passkeys, onlyMethods }: PasskeysCardProps) {
  const { pending, problem, run } = useDeed();
  const add = () =>
    run(async () => {
      const optionsJSON = await fetchEnrolmentOptions();
      const { passkey } = await enrolPasskey(await startRegistration({ optionsJSON }));
      toast(`${passkey.name} is added.`);
    }, passkeyError);
  return (
    <Card
      flush
      title="Passkeys and security keys"
      description="Your finger, face or PIN on a device, or a key you plug in."
      actions={
        <Button icon={<Plus aria-hidden className="size-4" />} pending={pending} onClick={add}>
          Add passkey
        </Button>
      }
    >
      {problem && (
        <div className="px-5 py-3">
          <FormError>{problem}</FormError>
        </div>
      )}
      {passkeys.length === 0 ? (
        <p className="px-5 py-4 text-text-muted">No passkey yet. It is the quickest and safest way.</p>
      ) : (
        <ul className="divide-y">
          {passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} last={onlyMethods && passkeys.length === 1} />
          ))}
        </ul>
      )}
    </Card>
  );
}
