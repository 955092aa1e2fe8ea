import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toChannel } from '@/test/support/webhooks/targets';
import { anAcceptance, historyOf, messagesOf } from '@/test/support/webhooks/world';
import { aPlace, writerWith } from '@/test/support/webhooks/writer';
import { groupPosts } from '../../accept/statements/group-posts';

const alike = fc.record({
  token: fc.integer({ min: 1, max: 3 }),
  channelName: fc.constantFrom('builds', 'build', 'sbuilds', 'a 1 b', ''),
  shownTarget: fc.constantFrom('builds', 's', 'ssbuilds', ' 1 b'),
  successStatus: fc.constantFrom(200 as const, 204 as const),
});
type Alike = { token: number; channelName: string; shownTarget: string; successStatus: 200 | 204 };

const acceptanceOf = ({ token, channelName, ...of }: Alike) =>
  anAcceptance(null, { ...of, ...toChannel(channelName), tokenHash: Buffer.alloc(32, token) });

describe('posts in groups', () => {
  it('are numbered in order within each channel, and each bundle has the posts that are alike', () => {
    fc.assert(
      fc.property(fc.array(alike, { minLength: 1, maxLength: 40 }), (made) => {
        const calls = made.map(acceptanceOf);
        const { senders, bundles, posts } = groupPosts(calls);
        const seen = new Map<string, number>();
        for (const [index, { bundle, nth, call }] of posts.entries()) {
          expect(call).toBe(calls[index]);
          const { sender, channelName: posted, like } = bundles[bundle - 1]!;
          expect(senders[sender - 1]!.tokenHash).toEqual(call.tokenHash);
          expect([posted, like.shownTarget, like.successStatus]).toEqual([
            made[index]!.channelName,
            call.shownTarget,
            call.successStatus,
          ]);
          const { channelName } = made[index]!;
          const before = seen.get(channelName) ?? 0;
          expect(nth).toBe(before + 1);
          seen.set(channelName, nth);
        }
        const count = (rows: { posts: number }[]) => rows.reduce((sum, row) => sum + row.posts, 0);
        expect([count(senders), count(bundles)]).toEqual([calls.length, calls.length]);
        expect(senders).toHaveLength(new Set(made.map(({ token }) => token)).size);
        const different = made.map(({ token, channelName, shownTarget, successStatus }) =>
          JSON.stringify([token, channelName, shownTarget, successStatus]),
        );
        expect(bundles).toHaveLength(new Set(different).size);
      }),
    );
  });

  it('keep what each was called with, also where only a NUL byte tells two names apart', async () => {
    const { token, channel } = await aPlace();
    const name = channel.uniqueName;
    const ways = [
      { shownTarget: name, successStatus: 204 },
      { shownTarget: `${name}?`, successStatus: 204 },
      { shownTarget: name, successStatus: 200, ...toChannel(`${name}\0`) },
      { shownTarget: name, successStatus: 204 },
    ] as const;
    const verdicts = await writerWith()(
      ...ways.map((way) => anAcceptance(token, { ...toChannel(name), ...way })),
    );
    expect(verdicts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(await messagesOf(channel.feedId)).toHaveLength(4);
    const history = await historyOf(token.id);
    expect(
      history
        .map(({ message_seq, target, status }) => [message_seq, target, status])
        .sort((a, b) => Number(a[0]) - Number(b[0])),
    ).toEqual(
      ways.map(({ shownTarget, successStatus }, index) => [String(index + 1), shownTarget, successStatus]),
    );
  });
});
