import { Card } from '@/components/ui/card';
import type { UnderstandingSettings } from '@/lib/understanding/dto';
import { UnderstandingForm } from './understanding-form';

/** What a target understands, on the page of a bot or extension. */
export function UnderstandingCard({ settings }: { settings: UnderstandingSettings }) {
  return (
    <Card
      title="What it understands"
      description="Calls of services are drawn by themselves. Here is what you want otherwise; whatever becomes better about a service later reaches you all the same."
    >
      <UnderstandingForm feedId={settings.target.feedId} settings={settings} />
    </Card>
  );
}
