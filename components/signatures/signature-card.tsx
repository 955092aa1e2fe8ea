import { Card } from '@/components/ui/card';
import { SignatureForm } from './signature-form';

export const WHY_SIGNATURES =
  'The token in the URL says who may post; a signature says that a call really comes from the service, and that nothing in it was changed on its way.';

/** The settings of signatures on the page of a bot or extension. */
export function SignatureCard({ feedId }: { feedId: number }) {
  return (
    <Card title="Incoming webhooks: Signature" description={WHY_SIGNATURES}>
      <SignatureForm feedId={feedId} />
    </Card>
  );
}
