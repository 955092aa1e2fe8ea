import { Message } from '@/components/shell/problems/message';
import { ButtonLink } from '@/components/ui/button-link';

/** An address that leads nowhere, or nowhere for this person. */
export function NothingHere() {
  return (
    <Message
      title="There is nothing at this address"
      action={<ButtonLink href="/">Go to your channels</ButtonLink>}
    >
      It may have been deleted or renamed, or it is not yours to see.
    </Message>
  );
}
