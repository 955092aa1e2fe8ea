/** The product's mark: a small gate, its door ajar. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g className="stroke-on-accent" fill="none" strokeWidth="2.4" strokeLinecap="round">
        <path d="M8.500 25.500V15a7.500 7.500 0 0 1 15 0v10.500" />
        <path d="M6 25.500h20" />
      </g>
      <path className="fill-on-accent" d="M13 25.500V15.200a3 3 0 0 1 6 0v10.300" />
    </svg>
  );
}
