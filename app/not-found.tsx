import type { Metadata } from 'next';
import { Message } from '@/components/shell/message';
import { ButtonLink } from '@/components/ui/button-link';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <Message
      title="There is nothing at this address"
      action={<ButtonLink href="/">Go to your channels</ButtonLink>}
    >
      It may have been deleted or renamed, or it is not yours to see.
    </Message>
  );
}
