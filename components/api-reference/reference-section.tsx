import type { ReactNode } from 'react';

type ReferenceSectionProps = { anchor: string; title: ReactNode; children: ReactNode };

/** A part of the reference with an anchor; the heading links to itself, for people who want to pass it on. */
export function ReferenceSection({ anchor, title, children }: ReferenceSectionProps) {
  return (
    <section id={anchor} aria-labelledby={`${anchor}-title`} className="scroll-mt-18 border-t pt-8 pb-10">
      <h2 id={`${anchor}-title`} className="mb-3 font-semibold text-lg tracking-tight">
        <a href={`#${anchor}`} className="rounded-sm hover:underline hover:underline-offset-4">
          {title}
        </a>
      </h2>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}

/** A subsection. */
export function ReferencePart({ anchor, title, children }: ReferenceSectionProps) {
  return (
    <section
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      className="flex scroll-mt-18 flex-col gap-3 pt-4"
    >
      <h3 id={`${anchor}-title`} className="wrap-anywhere font-semibold text-md">
        <a href={`#${anchor}`} className="rounded-sm hover:underline hover:underline-offset-4">
          {title}
        </a>
      </h3>
      {children}
    </section>
  );
}
