import type { SuccessRule } from './success-rules';

/** Where the clients of one test post to. */
export type Place = {
  token: string;
  orgId: string;
  /** Unique name, id and chat id of a channel. */
  channel: string;
  channelId: string;
  chatId: string;
  /** E-mail address of somebody else. */
  colleague: string;
  /** Unique name of a bot without a handler. */
  bot: string;
  app: { appId: string; appKey: string };
};

/** A request as it leaves the client. */
export type Sent = {
  /** Method, target and version. */
  line: string;
  /** The headers in the client's order and spelling; `{host}` and `{length}` are filled in. */
  headers: readonly string[];
  /** Text is UTF-8. */
  body?: string;
  /** The body in chunks instead. */
  chunks?: readonly string[];
  /** Sends the body only after "100 Continue". */
  expectsContinue?: boolean;
};

/** What a known client sends, and what it makes of the answer. */
export type Replay = {
  /** Who, and on which occasion. */
  client: string;
  /** Whose feed gets it. */
  to: 'channel' | 'bot' | 'application' | 'direct';
  request(place: Place): Sent;
  success: SuccessRule;
  /** A piece of what a reader of the feed sees; null: the call is refused. */
  shows: string | null;
  /** Keeps what was not taken and sends it again later. */
  keepsTrying?: boolean;
  /** For calls that Cliq refuses too: the code, and the key it names. */
  refusal?: { code: string; field: string };
};
