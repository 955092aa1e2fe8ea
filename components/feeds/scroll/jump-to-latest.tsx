import { ArrowDown } from 'lucide-react';
import { Button } from '@/components/ui/button';

/** The way back to the newest message, with how many have come meanwhile. */
export function JumpToLatest({ missed, onJump }: { missed: number; onJump: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-4 z-20 flex justify-center">
      <Button
        size="sm"
        icon={<ArrowDown aria-hidden className="size-3.5" />}
        onClick={onJump}
        className="float pointer-events-auto rounded-full!"
      >
        {missed > 0 ? `${missed} new ${missed === 1 ? 'message' : 'messages'}` : 'Jump to latest'}
      </Button>
    </div>
  );
}
