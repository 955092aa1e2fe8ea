import type { Endpoint, EndpointName, TargetKind } from '@/lib/webhooks/endpoints/table';

const targetTexts: Record<TargetKind, string> = {
  channel_name: 'a channel',
  channel_id: 'a channel, by its id',
  bot: 'a bot',
  application: 'an extension',
  chat: 'a chat',
  user: 'a person',
};

const isChannel = (target: TargetKind) => target === 'channel_name' || target === 'channel_id';

/** The effect of a call, in a few words. Browser-safe. */
export function endpointTitle({ takes, target }: Endpoint): string {
  const where = targetTexts[target];
  switch (takes) {
    case 'message':
      return `Post a message to ${where}`;
    case 'incoming':
      return isChannel(target)
        ? `Post what any service sends to ${where}`
        : `Call the incoming handler of ${where}`;
    case 'files':
      return `Post files to ${where}`;
    case 'subscribers':
      return `List who subscribed to ${where}`;
  }
}

const receivers: Record<TargetKind, string> = {
  channel_name: 'The token’s owner must be a member of the channel; every member sees it.',
  channel_id: 'The token’s owner must be a member of the channel; every member sees it.',
  bot: 'It goes to the token’s owner; with `userids` to these people; with `broadcast`, for the bot’s creator and administrators, to every subscriber.',
  application: '',
  chat: 'The token’s owner must belong to the chat.',
  user: 'It appears in the direct chat of the token’s owner and the person.',
};

/** The receivers, and the rights that the token's owner needs. */
export function endpointDescription({ takes, target }: Endpoint): string {
  switch (takes) {
    case 'message':
      return `The body is the message. ${receivers[target]}`;
    case 'files':
      return `Each file becomes part of a message. ${receivers[target]}`;
    case 'incoming':
      if (isChannel(target)) {
        return `The body is whatever the service sends; Postern makes a readable message of it. ${receivers[target]} The answer names who got it; a service that asks to be answered first (Slack, Meta, Microsoft Graph, Asana and the like) gets what it asks for.`;
      }
      return target === 'application'
        ? 'The extension’s handler makes the message, and Postern where it has none: the sandbox’s for its developer alone, the published one for everybody who installed it. The answer names who got it.'
        : 'The bot’s handler makes the message, and Postern where it has none, for every subscriber unless the handler says otherwise. The answer names who got it.';
    case 'subscribers':
      return 'For the bot’s creator and administrators; page by page, in a stable order.';
  }
}

/** The element in the API reference that describes the endpoint. */
export function endpointAnchor(name: EndpointName): string {
  return `endpoint-${name}`;
}
