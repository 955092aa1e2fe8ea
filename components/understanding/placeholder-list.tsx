type PlaceholderListProps = {
  places: readonly { path: string; shown: string }[];
  /** Where a press puts one. */
  into: string;
  onInsert: (path: string) => void;
};

/** Placeholders, each with what it stands for. */
export function PlaceholderList({ places, into, onInsert }: PlaceholderListProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="font-medium text-sm">Placeholders: press one to put it into {into}</p>
      <ul className="max-h-44 overflow-y-auto rounded border bg-surface-sunken py-1">
        {places.map(({ path, shown }) => (
          <li key={path}>
            <button
              type="button"
              // The field keeps its place of writing.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onInsert(path)}
              className="flex w-full min-w-0 items-baseline gap-3 px-3 py-1 text-left hover:bg-surface-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-10 pointer-coarse:items-center"
            >
              <code className="wrap-anywhere shrink-0 basis-2/5 text-xs">{`{{${path}}}`}</code>
              <span className="min-w-0 flex-1 truncate text-sm text-text-muted">
                <bdi>{shown}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
