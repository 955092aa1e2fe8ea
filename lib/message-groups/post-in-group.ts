import 'server-only';
import { createHash } from 'node:crypto';
import type { Group } from '@/lib/providers/provider';
import { singleton } from '@/lib/singleton';
import { openThread } from '@/lib/threads/open-thread';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { askAhead } from '@/lib/webhooks/accept/ask-ahead';
import type { Verdict } from '@/lib/webhooks/accept/verdict';
import { type FoundGroup, findGroup } from './find-group';

/** A message of a group on its way; `title` of its card. `unlessEnds` is what is stored instead where it does not end its group. */
type GroupedPost = {
  acceptance: Acceptance;
  group: Group;
  title: string | null;
  unlessEnds: Acceptance | null;
};
type Begun = 'stored' | 'nothing';
type Post = (acceptance: Acceptance) => Promise<Verdict>;

/** As often may another process be faster with a first message. */
const MAX_TRIES = 5;

/**
 * Posts a message of a group into its channel when it is the first, else into the first one's thread. Of several first ones at
 * once one is: calls of this process wait for the one that is under way, and against other processes the table's key decides.
 * @param post stores it; the message and what it is to its group are one.
 */
export async function postInGroup(grouped: GroupedPost, post: Post): Promise<Verdict> {
  const { acceptance, group, unlessEnds } = grouped;
  const { tokenHash, channelName, channelId } = acceptance;
  const keyHash = createHash('sha256').update(group.key).digest();
  const beginning = singleton('groups-beginning', () => new Map<string, Promise<Begun>>());
  const name = JSON.stringify([tokenHash.toString('hex'), channelName, channelId, keyHash.toString('hex')]);
  let waits = true;
  for (let tries = 1; ; ) {
    // Whoever waited for one that came to nothing waits for no other, or many would go one by one.
    if (waits && (await beginning.get(name)) === 'nothing') waits = false;
    const found = await findGroup({ tokenHash, channelName, channelId, keyHash });
    if (unlessEnds && !(found && !beginsAnew(found, group) && endsIt(found, group))) return post(unlessEnds);
    if (found === null) return post(acceptance);
    if (!beginsAnew(found, group)) return post(await inThread(grouped, found, keyHash));
    if (group.state === 'resolved' || group.state === null) return post(acceptance);
    if (waits && beginning.has(name)) continue;
    const step = { keyHash, round: found.round + 1, ends: false, atMs: instantOf(group.began), title: null };
    const first = post({ ...acceptance, group: step });
    if (!beginning.has(name))
      beginning.set(
        name,
        outcomeOf(first, () => beginning.delete(name)),
      );
    try {
      return await first;
    } catch (error) {
      if (!isBegunElsewhere(error) || ++tries > MAX_TRIES) throw error;
    }
  }
}

async function outcomeOf(first: Promise<unknown>, over: () => void): Promise<Begun> {
  try {
    await first;
    return 'stored';
  } catch {
    return 'nothing';
  } finally {
    over();
  }
}

function beginsAnew({ rootSeq, isOver }: FoundGroup, { state }: Group): boolean {
  return rootSeq === null || (isOver && state === 'firing');
}

const endsIt = ({ isOver }: FoundGroup, { state }: Group) => state === 'resolved' && !isOver;

async function inThread(
  { acceptance, group, title }: GroupedPost,
  found: FoundGroup,
  keyHash: Buffer,
): Promise<Acceptance> {
  const { feedId, rootSeq, threadFeedId, round } = found;
  const chatFeedId = threadFeedId ?? (await askAhead(threadBelow(feedId, rootSeq!)));
  const ends = endsIt(found, group);
  const step = ends ? { keyHash, round, ends, atMs: instantOf(group.ended), title } : null;
  return { ...acceptance, chatFeedId, chatMissing: 'chat_not_found', group: step };
}

/** Replies that come together open their thread once: each time is a transaction of its own, and connections are few. */
function threadBelow(feedId: number, seq: number): Promise<number> {
  const opening = singleton('threads-opening', () => new Map<string, Promise<number>>());
  const name = `${feedId} ${seq}`;
  const known = opening.get(name);
  if (known) return known;
  const thread = openThread({ feedId, seq }, null).finally(() => opening.delete(name));
  opening.set(name, thread);
  return thread;
}

/** Somebody else's first message has the same number. */
function isBegunElsewhere(error: unknown): boolean {
  return error instanceof Error && 'table' in error && error.table === 'message_group';
}

const LONGEST_MS = 366 * 86_400_000;
const AHEAD_MS = 60_000;

/** An instant as a service writes it, which may be nonsense; null then. */
function instantOf(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const ago = Date.now() - ms;
  return ago > -AHEAD_MS && ago < LONGEST_MS ? ms : null;
}
