'use client';

import { useState } from 'react';
import { useDeed } from '@/components/shell/use-deed';
import { RecoveryCodes } from '@/components/step-up/recovery-codes';
import { makeRecoveryCodes } from '@/components/step-up/step-up-queries';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { Dialog } from '@/components/ui/overlays/dialog';

const FEW = 3;

/** How many recovery codes are left, and making new ones. */
export function RecoveryCodesCard({ left, email }: { left: number; email: string }) {
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<string[]>();
  const { pending, problem, run } = useDeed();
  const make = async () => {
    const made = await run(async () => setCodes((await makeRecoveryCodes()).codes));
    if (made) setAsking(false);
  };
  return (
    <>
      <Card
        title={
          <span className="flex items-center gap-2">
            Recovery codes
            <Badge tone={left < FEW ? 'warning' : 'neutral'}>
              {left === 0 ? 'none left' : `${left} left`}
            </Badge>
          </span>
        }
        description="For when your passkey or app is not at hand. Each works once."
        actions={
          <Button pending={pending && !asking} onClick={() => (left > 0 ? setAsking(true) : make())}>
            {left > 0 ? 'Make new codes' : 'Make codes'}
          </Button>
        }
        className={problem && !asking ? '' : 'pb-4'}
      >
        {problem && !asking && (
          <p role="alert" className="text-danger-text text-sm">
            {problem}
          </p>
        )}
      </Card>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="primary"
        title="Make new recovery codes?"
        description={`The ${left === 1 ? 'code' : `${left} codes`} you have now ${left === 1 ? 'stops' : 'stop'} working.`}
        confirmLabel="Make new codes"
        onConfirm={make}
        pending={pending}
        error={problem}
      />
      <Dialog
        open={codes !== undefined}
        onOpenChange={(open) => !open && setCodes(undefined)}
        title="Your new recovery codes"
        description="They are shown only now. Keep them where you keep passwords."
        footer={
          <Button variant="primary" onClick={() => setCodes(undefined)}>
            I have saved them
          </Button>
        }
      >
        {codes && <RecoveryCodes codes={codes} email={email} />}
      </Dialog>
    </>
  );
}
