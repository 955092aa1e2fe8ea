import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { repliesIn } from '@/test/support/alerts/alerts';
import { aChannel, aToken, aUser, messagesOf, nodeServer } from '@/test/support/webhooks/world';

/** A channel behind a server that really listens, for senders that only know a URL. */
export async function aReceiver() {
  const node = await nodeServer();
  const user = await aUser();
  const channel = await aChannel(user);
  const { token } = await aToken(user);
  const origin = `http://127.0.0.1:${node.port}`;
  const path = `/api/v2/channelsbyname/${channel.uniqueName}/incoming`;
  return {
    ...{ origin, path, token, user },
    url: `${origin}${path}?zapikey=${token}`,
    /** The messages of the channel, oldest first. */
    async messages(): Promise<WireMessage[]> {
      return (await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content));
    },
    /** The messages of its threads. */
    async replies(): Promise<WireMessage[]> {
      return (await repliesIn(channel.feedId)).map(({ content }) => JSON.parse(content));
    },
    close: node.close,
  };
}

/** What a reader sees of a message's text. */
export const shown = (text = '') => plainText(parseMarkup(text));
