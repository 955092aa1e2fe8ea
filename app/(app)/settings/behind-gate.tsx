import type { ReactNode } from 'react';
import { StepUpCountdown } from '@/components/step-up/step-up-countdown';
import { StepUpCover } from '@/components/step-up/step-up-cover';
import { PageHeader } from '@/components/ui/page/page-header';
import { requireUser } from '@/lib/auth/current-user';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { openStepUp } from '@/lib/step-up/open-step-up';
import { requireStepUp } from '@/lib/step-up/require-step-up';

type BehindGateProps = {
  /** Why the person is asked to verify, in one sentence. */
  reason: string;
  title: string;
  description: string;
  /** Asked for only once the gate is open. */
  children: (user: SteppedUpUser) => ReactNode | Promise<ReactNode>;
};

/** A page of settings behind the gate, with its heading and how long it stays open. */
export async function BehindGate({ reason, title, description, children }: BehindGateProps) {
  const user = await requireUser();
  const given = openStepUp(user);
  return (
    <StepUpCover given={given} email={user.email} reason={reason}>
      {given && (
        <>
          <PageHeader title={title} description={description} aside={<StepUpCountdown given={given} />} />
          {await children(requireStepUp(user))}
        </>
      )}
    </StepUpCover>
  );
}
