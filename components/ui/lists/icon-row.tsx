import type { ReactNode } from 'react';

type IconRowProps = {
  /** A `lucide` icon of `size-4`. */
  icon: ReactNode;
  /** The title, with its marks. */
  name: ReactNode;
  about: ReactNode;
  /** What can be done with it. */
  children?: ReactNode;
};

/** One thing of a card's list: what it is, what is known of it, and its controls. */
export function IconRow({ icon, name, about, children }: IconRowProps) {
  return (
    <li className="flex items-center gap-4 px-5 py-3">
      <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-surface-hover text-text-muted">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">{name}</p>
        <p className="text-sm text-text-muted">{about}</p>
      </div>
      {children}
    </li>
  );
}
