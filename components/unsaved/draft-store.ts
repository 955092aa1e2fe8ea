import { present } from '@/components/ui/text/server-clock';

const PREFIX = 'postern-draft:';
/** An older draft is nobody's work any more. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export type KeptDraft = { value: unknown; at: number };

/** What this browser keeps under the key; null when it is nothing, too old, or cannot be read. */
export function readDraft(key: string): KeptDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') as KeptDraft | null;
    return kept && present().getTime() - kept.at < KEPT_MS ? kept : null;
  } catch {
    return null;
  }
}

export function writeDraft(key: string, value: unknown) {
  try {
    localStorage.setItem(
      PREFIX + key,
      JSON.stringify({ value, at: present().getTime() } satisfies KeptDraft),
    );
  } catch {
    // No room, or no storage at all: leaving still asks.
  }
}

export function removeDraft(key: string) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Without storage there is no draft.
  }
}

/** Removes all drafts but those of `userId`; without one, all of them. */
export function removeDraftsOfOthers(userId?: string) {
  try {
    for (const key of Object.keys(localStorage)) {
      const own = userId !== undefined && key.startsWith(`${PREFIX}${userId}:`);
      if (key.startsWith(PREFIX) && !own) localStorage.removeItem(key);
    }
  } catch {
    // Without storage there are no drafts.
  }
}
