import { inject } from 'vitest';

/** A call that is to be made; the client adds the text. */
export type Draft = {
  tokenId: string;
  /** Path and query, with the token. */
  url: string;
  /** Keys of the message beside its text. */
  more?: Record<string, unknown>;
  /** Messages that a success stores: one for each receiver. */
  copies: number;
};

/** A message to a channel. Numbers wrap around at the end. */
export function toChannel(tokenNumber: number, channelNumber: number): Draft {
  const { tokens, channels } = inject('population');
  const { id, token } = at(tokens, tokenNumber);
  const { uniqueName } = at(channels, channelNumber);
  return { tokenId: id, url: `/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token}`, copies: 1 };
}

/** A message of a bot to so many people. */
export function toBot(tokenNumber: number, botNumber: number, receivers: number): Draft {
  const { tokens, bots, users } = inject('population');
  const { id, token } = at(tokens, tokenNumber);
  const { uniqueName } = at(bots, botNumber);
  const userids = users.slice(0, receivers).map((user) => user.id);
  const url = `/api/v2/bots/${uniqueName}/message?zapikey=${token}`;
  return { tokenId: id, url, more: { userids: userids.join(',') }, copies: userids.length };
}

/** Any JSON for a bot's incoming URL: its text becomes one message for all subscribers. */
export function toIncoming(tokenNumber: number, botNumber: number): Draft {
  const { tokens, bots } = inject('population');
  const { id, token } = at(tokens, tokenNumber);
  const { uniqueName } = at(bots, botNumber);
  return { tokenId: id, url: `/api/v2/bots/${uniqueName}/incoming?zapikey=${token}`, copies: 1 };
}

/** A few tokens posting into a few channels, as most installations do. */
export function usualDraft(n: number): Draft {
  return toChannel(n % 4, Math.floor(n / 4) % 3);
}

function at<T>(list: T[], number: number): T {
  const item = list[number % list.length];
  if (item === undefined) throw new Error('The template has none of these.');
  return item;
}
