import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  json,
  type Send,
  select,
  type TestToken,
} from '@/test/support/webhooks/world';
import type { Arranged, Kept } from './arranged';

export type Person = Awaited<ReturnType<typeof aUser>>;
export type Channel = Awaited<ReturnType<typeof aChannel>>;
type TokenState = { enabled?: boolean; ownerActive?: boolean };

/** A person with a token, a channel with a reader, and another channel. */
export type Base = {
  owner: Person;
  reader: Person;
  token: TestToken;
  channel: Channel;
  elsewhere: Channel;
};

export async function makeBase(): Promise<Base> {
  const [owner, reader] = await Promise.all([aUser(), aUser()]);
  const [token, channel, elsewhere] = [
    await aToken(owner),
    await aChannel(owner, [reader]),
    await aChannel(owner),
  ];
  return { owner, reader, token, channel, elsewhere };
}

/** The means of a case. Remembers everything made, to give it the same name in every run. */
export class World {
  readonly send: Send;
  readonly owner: Person;
  readonly reader: Person;
  readonly token: TestToken;
  readonly channel: Channel;
  readonly elsewhere: Channel;
  readonly feeds = new Map<number, string>();
  readonly names = new Map<string, string>();
  readonly people: Person[] = [];
  readonly ownerOf = new Map<string, Person>();

  constructor(send: Send, base: Base) {
    this.send = send;
    this.owner = this.#know(base.owner, 'owner');
    this.reader = this.#know(base.reader, 'reader');
    this.token = this.#knowToken(base.token, base.owner);
    this.channel = this.#knowChannel(base.channel);
    this.elsewhere = this.#knowChannel(base.elsewhere);
  }

  async person(label: string, role?: 'MEMBER' | 'ADMINISTRATOR'): Promise<Person> {
    return this.#know(await aUser(role), label);
  }

  async tokenOf(owner: Person, state: TokenState = {}): Promise<TestToken> {
    return this.#knowToken(await aToken(owner, state), owner);
  }

  async channelOf(creator: Person, members: Person[] = []): Promise<Channel> {
    return this.#knowChannel(await aChannel(creator, members));
  }

  #know(person: Person, label: string): Person {
    this.people.push(person);
    this.call(person.id, label).call(person.email, `${label}@example`);
    this.call(person.email.toUpperCase(), `${label}@EXAMPLE`);
    return person;
  }

  #knowToken(token: TestToken, owner: Person): TestToken {
    this.ownerOf.set(token.id, owner);
    const label = `token${this.ownerOf.size}`;
    this.call(token.id, label).call(token.token, `${label}.secret`).call(token.publicId, `${label}.public`);
    return token;
  }

  #knowChannel(channel: Channel): Channel {
    const label = this.feed(channel.feedId, 'channel');
    this.call(channel.id, `${label}.id`).call(channel.uniqueName, `${label}.name`);
    return channel;
  }

  async botOf(creator: Person, input: Parameters<typeof aBot>[1] = {}, subscribers: Person[] = []) {
    const bot = await aBot(creator, input, subscribers);
    const label = this.feed(bot.feedId, 'bot');
    this.call(`CT_${bot.feedId}-B${bot.id}`, `${label}.chat`);
    this.call(bot.id, `${label}.id`).call(bot.uniqueName, `${label}.name`);
    return bot;
  }

  async extensionOf(owner: Person, code: string) {
    const extension = await anExtension(owner, code);
    const label = this.feed(extension.feedId, 'extension');
    for (const kind of ['sandbox', 'marketplace'] as const) {
      const { appId, appKey } = extension[kind];
      this.call(appId, `${label}.${kind}`).call(appKey, `${label}.${kind}.key`);
    }
    return extension;
  }

  /** Registers a feed that is read back afterwards; returns its name for every run. */
  feed(feedId: number, kind: string): string {
    const label = `${kind}${this.feeds.size}`;
    this.feeds.set(feedId, label);
    return label;
  }

  call(name: string, label: string): this {
    this.names.set(name, `<${label}>`);
    return this;
  }

  /** A message into the channel by its name. */
  message(body: unknown = { text: 'hello' }, more: Partial<Arranged> & { query?: string } = {}) {
    const { query = '', key = this.token.token, ...rest } = more;
    const path = `/api/v2/channelsbyname/${this.channel.uniqueName}/message?zapikey=${key}${query}`;
    return { path, init: json(body), by: this.token, key, shared: this.channel, ...rest };
  }

  at(path: string, token = this.token): string {
    return `/api/v2/${path}${path.includes('?') ? '&' : '?'}zapikey=${token.token}`;
  }

  /** Posts with the owner's token, before the call of the case; returns the answered id. */
  async post(body: object, path?: string): Promise<string> {
    const url = path ?? this.message().path;
    const answer = await this.send(url, json({ ...body, sync_message: true }));
    if (answer.status !== 200) throw new Error(`not posted: ${await answer.text()}`);
    return ((await answer.json()) as { message_id: string }).message_id;
  }

  /** The thread below the first message of a feed. */
  async threadIn(parentFeedId: number): Promise<number> {
    const [thread] = await select<{ feed_id: number }>(
      'SELECT feed_id FROM thread WHERE parent_feed_id = $1 ORDER BY parent_seq LIMIT 1',
      parentFeedId,
    );
    return thread?.feed_id ?? 0;
  }

  async directChat(one: Person, other: Person): Promise<number> {
    const [chat] = await select<{ feed_id: number }>(
      'SELECT feed_id FROM direct_chat WHERE low_id = $1 AND high_id = $2',
      ...[one.id, other.id].sort(),
    );
    return chat?.feed_id ?? 0;
  }
}

/** A message to everybody in a channel: 204 and nothing else. */
export const accepted = (feedId: number, content: unknown = { text: 'hello' }) => ({
  answer: { status: 204 },
  kept: { messages: [{ in: feedId, content }] },
});

/** A call that leaves only its refusal. */
export const refused = (status: number, code: string, reason: unknown = null, json: object = {}) => ({
  answer: { status, code, json },
  kept: { reason } satisfies Kept,
});
