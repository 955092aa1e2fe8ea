import { cn } from './cn';

/** The small gate with its own key: Postern's mark. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn('shrink-0', className)}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g className="stroke-on-accent" strokeWidth="2.4" strokeLinecap="round">
        <path d="M8.5 25.5V15a7.5 7.5 0 0 1 15 0v10.5M6 25.5h20" fill="none" />
      </g>
      <path d="M13 25.5V15.2a3 3 0 0 1 6 0v10.3" className="fill-on-accent" />
    </svg>
  );
}
