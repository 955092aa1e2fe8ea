import 'server-only';
import { createHash } from 'node:crypto';
import type { Group } from '@/lib/providers/provider';
import { singleton } from '@/lib/singleton';
import { openThread } from '@/lib/threads/open-thread';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { askAhead } from '@/lib/webhooks/accept/ask-ahead';
import { channelIdOf, channelNameOf, inThreadOf } from '@/lib/webhooks/accept/target';
import type { Verdict } from '@/lib/webhooks/accept/verdict';
import { type FoundGroup, findGroup } from './find-group';

/**
 * A message of a group before it is stored; `title` is that of its card. `unlessEnds` is stored instead when the
 * message does not end its group.
 */
type GroupedPost = {
  acceptance: Acceptance;
  group: Group;
  title: string | null;
  unlessEnds: Acceptance | null;
};
type Begun = 'stored' | 'nothing';
type Post = (acceptance: Acceptance) => Promise<Verdict>;

/** How often another process may be faster with a first message. */
const MAX_TRIES = 5;

/**
 * Posts a message of a group: the first into its channel, later ones into the first one's thread. Simultaneous first
 * messages of this process wait for the one under way; against other processes the table's key decides.
 * @param post stores the message together with its role in the group.
 */
export async function postInGroup(grouped: GroupedPost, post: Post): Promise<Verdict> {
  const { acceptance, group, unlessEnds } = grouped;
  const { tokenHash, target, orgId, intakeVersion } = acceptance;
  const keyHash = createHash('sha256').update(group.key).digest();
  const beginning = singleton('groups-beginning', () => new Map<string, Promise<Begun>>());
  const name = JSON.stringify([
    tokenHash.toString('hex'),
    channelNameOf(target),
    channelIdOf(target),
    keyHash.toString('hex'),
  ]);
  let waits = true;
  for (let tries = 1; ; ) {
    // A call that waited in vain does not wait again; otherwise many calls would go one by one.
    if (waits && (await beginning.get(name)) === 'nothing') waits = false;
    const found = await findGroup({ tokenHash, target, orgId, intakeVersion, keyHash });
    if (unlessEnds && !(found && !beginsGroup(found, group) && endsGroup(found, group)))
      return post(unlessEnds);
    if (found === null) return post(acceptance);
    if (!beginsGroup(found, group)) return post(await inThread(grouped, found, keyHash));
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

function beginsGroup({ rootSeq, isOver }: FoundGroup, { state }: Group): boolean {
  return rootSeq === null || (isOver && state === 'firing');
}

const endsGroup = ({ isOver }: FoundGroup, { state }: Group) => state === 'resolved' && !isOver;

async function inThread(
  { acceptance, group, title }: GroupedPost,
  found: FoundGroup,
  keyHash: Buffer,
): Promise<Acceptance> {
  const { feedId, rootSeq, threadFeedId, round } = found;
  const threadId = threadFeedId ?? (await askAhead(threadBelow(feedId, rootSeq!)));
  const ends = endsGroup(found, group);
  const step = ends ? { keyHash, round, ends, atMs: instantOf(group.ended), title } : null;
  return { ...acceptance, target: inThreadOf(acceptance.target, threadId), group: step };
}

/** Simultaneous replies open their thread once: each opening is a transaction, and connections are few. */
function threadBelow(feedId: number, seq: number): Promise<number> {
  const opening = singleton('threads-opening', () => new Map<string, Promise<number>>());
  const name = `${feedId} ${seq}`;
  const known = opening.get(name);
  if (known) return known;
  const thread = openThread({ feedId, seq }, null).finally(() => opening.delete(name));
  opening.set(name, thread);
  return thread;
}

/** Another process stored a first message with the same round. */
function isBegunElsewhere(error: unknown): boolean {
  return error instanceof Error && 'table' in error && error.table === 'message_group';
}

const LONGEST_MS = 366 * 86_400_000;
const AHEAD_MS = 60_000;

/** An instant in a service's notation; null when it makes no sense. */
function instantOf(value: unknown): number | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  const ago = Date.now() - ms;
  return ago > -AHEAD_MS && ago < LONGEST_MS ? ms : null;
}
