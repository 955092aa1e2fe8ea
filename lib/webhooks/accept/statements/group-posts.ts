import 'server-only';
import { type ElementType, encodeArray } from '@/lib/db/encode-array';
import { type Acceptance, columns } from '../acceptance';
import type { TextRow } from '../query';
import { type Verdict, verdictOf } from '../verdict';

/** A token of a batch. */
type Sender = { tokenHash: Acceptance['tokenHash']; posts: number; lastReceivedAtMs: number };
/** The posts of one token into one channel that look alike from outside; `sender` counts from 1. */
type Bundle = { sender: number; channelName: unknown; like: Acceptance; posts: number };
/** `bundle` counts from 1, `nth` from 1 within the channel. */
type Post = { bundle: number; nth: number; call: Acceptance };

/** Who posts where, found out here, so that the statement looks each token and channel up once, whatever the number of posts. */
export type GroupedPosts = { senders: Sender[]; bundles: Bundle[]; posts: Post[] };

export function groupPosts(calls: readonly Acceptance[]): GroupedPosts {
  const grouped: GroupedPosts = { senders: [], bundles: [], posts: [] };
  const senders = new Map<string, number>();
  const bundles = new Map<string, number>();
  const channels = new Map<unknown, number>();
  for (const call of calls) {
    const hash = call.tokenHash.toString('latin1');
    const sender = numberOf(senders, hash, () =>
      grouped.senders.push({ tokenHash: call.tokenHash, posts: 0, lastReceivedAtMs: 0 }),
    );
    const channelName = columns.channel_name.value(call);
    const nth = (channels.get(channelName) ?? 0) + 1;
    channels.set(channelName, nth);
    // No endpoint has a blank, and the length tells where the name ends.
    const alike = `${sender} ${call.successStatus} ${call.endpoint} ${String(channelName).length} ${channelName}${call.shownTarget}`;
    const bundle = numberOf(bundles, alike, () =>
      grouped.bundles.push({ sender, channelName, like: call, posts: 0 }),
    );
    const ofSender = grouped.senders[sender - 1]!;
    ofSender.posts++;
    ofSender.lastReceivedAtMs = Math.max(ofSender.lastReceivedAtMs, call.receivedAt.getTime());
    grouped.bundles[bundle - 1]!.posts++;
    grouped.posts.push({ bundle, nth, call });
  }
  return grouped;
}

/** Returns the number of `key`; calls `add` the first time. */
function numberOf(known: Map<string, number>, key: string, add: () => number): number {
  const number = known.get(key) ?? add();
  known.set(key, number);
  return number;
}

type Fields<Row> = Readonly<Record<string, { type: ElementType; value(row: Row, nowMs: number): unknown }>>;

const senderFields: Fields<Sender> = {
  token_hash: { type: 'bytea', value: (sender) => sender.tokenHash },
  admitted: { type: 'int', value: (sender) => sender.posts },
  last_accepted_at: { type: 'timestamptz', value: (sender) => sender.lastReceivedAtMs },
};

const bundleFields: Fields<Bundle> = {
  sender: { type: 'bigint', value: (bundle) => bundle.sender },
  channel_name: { type: 'text', value: (bundle) => bundle.channelName },
  posts: { type: 'int', value: (bundle) => bundle.posts },
  ...ofCall(['endpoint', 'target', 'success_status'], (bundle: Bundle) => bundle.like),
};

const postFields: Fields<Post> = {
  bundle: { type: 'bigint', value: (post) => post.bundle },
  nth: { type: 'int', value: (post) => post.nth },
  ...ofCall(
    // The largest last: node-postgres copies what it has written when it needs more room.
    ['invocation_id', 'received_at', 'elapsed_us', 'request', 'body_size', 'content', 'body'],
    (post: Post) => post.call,
  ),
};

function ofCall<Row>(names: (keyof typeof columns)[], call: (row: Row) => Acceptance): Fields<Row> {
  return Object.fromEntries(
    names.map((name) => {
      const { type, value } = columns[name];
      return [name, { type, value: (row: Row, nowMs: number) => value(call(row), nowMs) }];
    }),
  );
}

/** Idempotency keys; sent only where one of the posts has one. */
const keyFields: Fields<Post> = ofCall(['key_hash', 'fingerprint'], (post: Post) => post.call);

const rowSets = { senders: senderFields, bundles: bundleFields, posts: postFields, keys: keyFields };

/** Array parameters by their names, `$1::bytea[]`. */
const parameters = new Map(
  Object.values(rowSets)
    .flatMap((fields) => Object.entries(fields))
    .map(([name, { type }], index) => [name, `$${index + 1}::${type}[]`] as const),
);

/** One parameter of the statement, as SQL. */
export const parameterOf = (name: string): string => parameters.get(name)!;

/** Some parameters side by side, as rows of a table `alias`, in order; each one costs a statement that reads it. */
export const rowsOf = (alias: string, names: readonly string[]): string =>
  `unnest(${names.map(parameterOf).join(', ')}) WITH ORDINALITY AS ${alias}(${names.join(', ')}, n)`;

export const fieldsOf = (set: keyof typeof rowSets): string[] => Object.keys(rowSets[set]);

/** The parameters' values. */
export function encodeGrouped(grouped: GroupedPosts): Buffer[] {
  const nowMs = performance.now();
  const encode = <Row>(fields: Fields<Row>, rows: readonly Row[]) =>
    Object.values(fields).map(({ type, value }) =>
      encodeArray(
        type,
        rows.map((row) => value(row, nowMs)),
      ),
    );
  return [
    ...encode(senderFields, grouped.senders),
    ...encode(bundleFields, grouped.bundles),
    ...encode(postFields, grouped.posts),
    ...(grouped.posts.some(({ call }) => call.keyHash !== null) ? encode(keyFields, grouped.posts) : []),
  ];
}

/** One verdict per post, from one row per bundle, whose `seq` is the last of its channel before this batch. No rows: none. */
export function verdictsOfBundles(rows: readonly TextRow[], { posts }: GroupedPosts): Verdict[] {
  if (rows.length === 0) return [];
  const ofBundle = new Map(rows.map(verdictOf));
  return posts.map(({ bundle, nth }) => {
    const verdict = ofBundle.get(bundle)!;
    return { ...verdict, seq: verdict.seq! + nth };
  });
}
