'use client';

import { useState } from 'react';
import { useDeed } from '@/components/shell/use-deed';
import { AuthenticatorSetUp } from '@/components/step-up/authenticator-set-up';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { Dialog } from '@/components/ui/overlays/dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { RelativeTime } from '@/components/ui/text/relative-time';
import { removeTotp } from './settings-queries';

type AuthenticatorCardProps = { addedAt: string | null; onlyMethod: boolean };

/** The authenticator app: set up or removed. */
export function AuthenticatorCard({ addedAt, onlyMethod }: AuthenticatorCardProps) {
  const [dialog, setDialog] = useState<'set-up' | 'remove' | null>(null);
  const { pending, problem, run } = useDeed();
  const close = () => setDialog(null);
  const confirmed = () =>
    run(async () => {
      close();
      toast('The authenticator app is set up.');
    });
  const remove = async () => {
    if (!(await run(() => removeTotp(onlyMethod)))) return;
    close();
    toast('The authenticator app is removed.');
  };
  return (
    <>
      <Card
        title="Authenticator app"
        description={
          addedAt ? (
            <>
              Six-digit codes. Added <RelativeTime at={addedAt} />.
            </>
          ) : (
            'Six-digit codes from an app on your phone.'
          )
        }
        actions={
          addedAt ? (
            <Button onClick={() => setDialog('remove')}>Remove</Button>
          ) : (
            <Button onClick={() => setDialog('set-up')}>Set up</Button>
          )
        }
        className="pb-4"
      />
      <Dialog
        open={dialog === 'set-up'}
        onOpenChange={(open) => !open && close()}
        title="Set up an authenticator app"
      >
        <AuthenticatorSetUp onConfirmed={() => void confirmed()} />
      </Dialog>
      <ConfirmDialog
        open={dialog === 'remove'}
        onOpenChange={(open) => !open && close()}
        title={onlyMethod ? 'Remove your last method?' : 'Remove the authenticator app?'}
        description={
          onlyMethod
            ? 'The app is the only way you can verify. Without it your recovery codes stop working too, and before you can set up another method you have to enter your password or sign in again. Better add a passkey first.'
            : 'Its codes stop working. You may delete the entry in the app as well.'
        }
        confirmLabel={onlyMethod ? 'Remove last method' : 'Remove'}
        onConfirm={remove}
        pending={pending}
        error={problem}
      />
    </>
  );
}
