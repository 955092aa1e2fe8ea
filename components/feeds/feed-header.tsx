import type { ReactNode } from 'react';

type FeedHeaderProps = {
  picture?: ReactNode;
  /** Before the name, in the heading. */
  icon?: ReactNode;
  name: string;
  /** Beside the name. */
  marks?: ReactNode;
  about?: ReactNode;
  /** What can be done here. */
  children: ReactNode;
};

/** Whose feed this is, and what can be done about it: the head of a channel, bot, chat or thread. */
export function FeedHeader({ picture, icon, name, marks, about, children }: FeedHeaderProps) {
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-3 border-b px-4 py-2 sm:px-6">
      {picture}
      <div className="min-w-0 flex-1">
        <h1 className="flex min-w-0 items-center gap-2 font-semibold text-md">
          {icon}
          <span dir="auto" className="truncate" title={name}>
            {name}
          </span>
          {marks}
        </h1>
        {about && (
          <p
            dir="auto"
            className="truncate text-sm text-text-muted"
            title={typeof about === 'string' ? about : undefined}
          >
            {about}
          </p>
        )}
      </div>
      {children}
    </header>
  );
}
