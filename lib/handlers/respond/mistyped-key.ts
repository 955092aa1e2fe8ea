import 'server-only';
import { messageKeys } from '@/lib/webhooks/message/schema';

/** Nobody types more keys by hand, and the notes stand in the history of each call. */
const [MOST_KEYS, MOST_NOTES] = [50, 10];
/** A handler's keys besides those of a message. */
const OWN_KEYS = ['userids', 'broadcast', 'channel', 'respond'];
/** Names that other chats and people use. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  message: 'text',
  content: 'text',
  msg: 'text',
  attachments: 'slides',
  blocks: 'slides',
  embeds: 'slides',
  user_ids: 'userids',
  users: 'userids',
  response: 'respond',
};

/**
 * Notes for a handler's author, one for each further key that looks mistyped. Such a key is no error: further keys go
 * back to the caller, and may have any name.
 */
export function notesOnKeys(extra: Record<string, unknown>): string[] {
  const keys = Object.keys(extra).slice(0, MOST_KEYS);
  const notes = keys.flatMap((key) => {
    const meant = meantBy(key);
    const shown = key.slice(0, 60);
    return meant ? [`'${shown}' is no key of a message; did you mean '${meant}'?`] : [];
  });
  return notes.slice(0, MOST_NOTES);
}

function meantBy(key: string): string | null {
  const given = key.trim().toLowerCase();
  if (Object.hasOwn(OTHER_NAMES, given)) return OTHER_NAMES[given]!;
  if (given.length > 30) return null;
  const slips = given.length < 6 ? 1 : 2;
  return [...messageKeys, ...OWN_KEYS].find((name) => distance(given, name) <= slips) ?? null;
}

/** The number of characters to insert, remove, change or swap with the next one. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
