import type { SignedInUser } from '@/lib/auth/principals';
import { openStream } from '@/lib/streams/open-stream';
import type { UnreadNews } from '@/lib/unread/dto';

/** A browser that takes its stream's news about unread messages. */
export async function listen(user: SignedInUser) {
  const gone = new AbortController();
  const stream = await openStream(user, [{ topic: { kind: 'unread' }, after: 0 }], {
    signal: gone.signal,
    heartbeatMs: 600_000,
  });
  const reader = (stream as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  const heard: UnreadNews[] = [];
  let text = '';
  const take = async () => {
    const { value, done } = await reader.read();
    text += value ?? '';
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      if (event.includes('event: unread')) heard.push(JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? ''));
    }
    return !done;
  };
  let met = 0;
  return {
    heard,
    leave: () => gone.abort(),
    /** The next news that fits; earlier ones are skipped. */
    async until(wanted: (news: UnreadNews) => boolean): Promise<UnreadNews> {
      for (;;) {
        while (met < heard.length) {
          const one = heard[met++] as UnreadNews;
          if (wanted(one)) return one;
        }
        if (!(await take())) throw new Error(`ended: ${JSON.stringify(heard)}`);
      }
    },
    /** Everything until the stream ended by itself. */
    async rest() {
      while (await take());
      return { heard, text };
    },
  };
}

export const isAll = ({ all }: UnreadNews) => all;
export const of = (feedId: number, part: object) => (news: UnreadNews) =>
  news.feeds.some(
    (one) =>
      one.feedId === feedId && Object.entries(part).every(([key, value]) => one[key as 'unread'] === value),
  );
export const one = (news: UnreadNews, feedId: number) => news.feeds.find((feed) => feed.feedId === feedId);
/**
 * The newest message notifies the reader. A change of any bot, as in another test, makes everybody be told everything
 * once more; the reader then looks up which messages notify.
 */
export const called = (feedId: number, seq: number) => (news: UnreadNews) =>
  of(feedId, news.all ? { lastSeq: seq } : { calledAt: seq })(news);
