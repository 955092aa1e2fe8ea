import { uniqueNameFrom } from '@/lib/channels/rows/unique-name';

type UniqueNameHintProps = {
  name: string;
  /** The unique name when no character of the name may be in a URL. */
  fallback?: string;
};

/** The permanent name that a channel or bot of this name is going to have in URLs. */
export function UniqueNameHint({ name, fallback }: UniqueNameHintProps) {
  if (!name.trim()) return 'Its unique name in URLs comes from this and is permanent.';
  return (
    <>
      Its permanent unique name in URLs: <code>{uniqueNameFrom(name, fallback)}</code>, with a digit if that
      is taken
    </>
  );
}

/** Says at the field of a changed name that the unique name stays. */
export function UniqueNameStays({ uniqueName }: { uniqueName: string }) {
  return (
    <>
      The unique name <code>{uniqueName}</code> stays, so that webhook URLs go on working.
    </>
  );
}
