import 'server-only';

/**
 * The accepting statement's reasons, in the words that the token's owner reads in the usage history. For
 * `access_denied` and `handler_failed` see `answers/refusals.ts`: the caller of the first reads them, too.
 */
export const reasonTexts: Readonly<Record<string, string>> = {
  call_limit: 'The limit of calls was used up, or its lock lasts.',
  token_disabled: 'The token was disabled.',
  owner_deactivated: "The token's owner was deactivated.",
  other_organization:
    'The organization id in the URL is not of this installation; copy the URL again from Get Webhook URL.',
  not_a_member: "The token's owner is not a member of this channel or chat; add them to it first.",
  channel_archived: 'This channel is archived; have it unarchived, or post to another.',
  bot_not_in_channel: 'The bot is not a participant of this channel: whoever made it has to be a member.',
  sender_bot: 'There is no bot with the name given as bot_unique_name; correct it or leave it out.',
  personal_bot: 'This bot is open only to the person who made it; use one of their tokens.',
  personal_bot_listed: 'This bot reaches only the person who made it; name nobody else in userids.',
  broadcast_not_allowed:
    "Only the bot's creator or an administrator may broadcast; name the receivers in userids instead.",
  not_subscribed:
    "Somebody named in userids does not subscribe to the bot; only the bot's creator or an administrator may write to them.",
  subscribers_not_allowed:
    "Only the bot's creator or an administrator may list its subscribers; use a token of one of them.",
  not_published: 'The extension has no published version.',
  channel_not_exists: 'The handler chose a channel that does not exist.',
  handler_channel_archived: 'The handler chose a channel that is archived.',
  personal_bot_chosen: 'The handler chose somebody else than the maker of a personal bot.',
  user_not_found: 'The handler chose a receiver who does not exist.',
};
