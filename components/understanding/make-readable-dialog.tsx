'use client';

import { useQuery } from '@tanstack/react-query';
import { useShell } from '@/components/shell/shell-context';
import { StepUpOnDemand } from '@/components/step-up/step-up-on-demand';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/overlays/dialog';
import { ReadableForm } from './readable-form';
import { fetchMessageCall, type MessageId, understandingKeys } from './understanding-queries';

type MakeReadableDialogProps = {
  message: MessageId;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Says how calls like the one behind a message are to read, with that very call before one's eyes. */
export function MakeReadableDialog({ message, open, onOpenChange }: MakeReadableDialogProps) {
  const { user } = useShell();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title="Make this readable"
      description="Say how calls like this one are to read. It counts from the next call on."
    >
      <StepUpOnDemand
        email={user.email}
        reason="The whole call is shown, so we check that it is really you. This lasts 15 minutes."
      >
        {open && <Body message={message} onClose={() => onOpenChange(false)} />}
      </StepUpOnDemand>
    </Dialog>
  );
}

function Body({ message, onClose }: { message: MessageId; onClose: () => void }) {
  const call = useQuery({
    queryKey: understandingKeys.call(message),
    queryFn: () => fetchMessageCall(message),
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (call.data) return <ReadableForm message={message} call={call.data} onClose={onClose} />;
  if (!call.isError) return <p className="py-10 text-center text-text-muted">Fetching the call…</p>;
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="alert" className="text-danger-text">
        {call.error.message}
      </p>
      <Button onClick={() => void call.refetch()} pending={call.isFetching}>
        Try again
      </Button>
    </div>
  );
}
