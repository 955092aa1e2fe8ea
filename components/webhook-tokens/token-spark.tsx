import type { RecentCalls } from '@/lib/webhook-tokens/dto';
import { RECENT_CALLS } from '@/lib/webhook-tokens/policies/recent-calls-policy';

const BAR = 2;
const STEP = 3;
/** Room for accepted calls above the line and refused ones below it; both in the same scale. */
const UP = 13;
const DOWN = 8;
const WIDTH = STEP * RECENT_CALLS.steps - (STEP - BAR);

/** A token's calls of the last days: accepted ones stand on the line, refused ones hang from it. */
export function TokenSpark({ recent }: { recent: readonly RecentCalls[] }) {
  const sum = (key: keyof RecentCalls) => recent.reduce((total, step) => total + step[key], 0);
  const [accepted, refused] = [sum('accepted'), sum('refused')];
  // Keeps its place, so that the numbers stand below each other.
  if (accepted + refused === 0) return <span style={{ width: WIDTH }} className="shrink-0" />;
  const most = (key: keyof RecentCalls) => Math.max(1, ...recent.map((step) => step[key]));
  const scale = Math.min(UP / most('accepted'), DOWN / most('refused'));
  // One call among thousands is still seen.
  const height = (calls: number) => (calls === 0 ? 0 : Math.max(1.5, calls * scale));
  const text = `Last ${RECENT_CALLS.days} days: ${accepted} accepted, ${refused} refused`;
  return (
    // Above the link's area, so that the pointer finds the title.
    <span title={text} className="relative z-1 shrink-0">
      <svg role="img" aria-label={text} width={WIDTH} height={UP + DOWN + 1} className="block">
        <rect y={UP} width={WIDTH} height={1} className="fill-border-strong" />
        {recent.map(({ accepted: up, refused: down }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place.
          <g key={index}>
            <rect
              x={index * STEP}
              y={UP - height(up)}
              width={BAR}
              height={height(up)}
              className="fill-success"
            />
            <rect x={index * STEP} y={UP + 1} width={BAR} height={height(down)} className="fill-warning" />
          </g>
        ))}
      </svg>
    </span>
  );
}
