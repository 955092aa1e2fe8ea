import type { WireMessage } from '@/lib/webhooks/message/schema';

/** The effect of each key of a message; a key without a text does not compile. Browser-safe. */
export const messageKeyTexts: Record<keyof WireMessage, string> = {
  text: 'The message in Cliq’s markup: `*bold*`, `_italic_`, `__underline__`, `~strike~`, code in backticks, `!quote`, `#` headings, `[text](url)`, `---`. Mentions: `{@id}`, `{@email}`, `{@all}`, `{@participants}`, `{#channel}`.',
  bot: 'Name and picture shown instead of the sender’s. The message is still the token owner’s.',
  card: 'A frame around the message with a title, pictures, and sections, a poll or a prompt.',
  slides: 'Tables, lists, labels, images, texts and charts below the text. 10,000 characters in all.',
  buttons: 'Buttons below the message.',
  references:
    'Instant buttons inside the text: `[Approve]($1)` shows the button that `references` holds under `1`.',
  styles: 'The background of the message, and whether its text is markup.',
  reply_to: 'The id of the message that this one answers.',
  sync_message: 'Asks for the id of the message: the answer is 200 with it instead of 204.',
  mark_as_read: 'Accepted as Cliq’s clients send it.',
  userids:
    'Bots only: who gets the message, as user ids or e-mail addresses with commas between them; 100 at the most.',
  broadcast:
    'Bots only: to every subscriber. For the bot’s creator and administrators; elsewhere it is ignored.',
  notify_edit: 'Accepted as Cliq’s clients send it.',
  message_topic: 'A topic for the message.',
  thread_chat_id: 'The thread to post into.',
  thread_message_id: 'The message whose thread to post into; the first reply makes the thread.',
  post_in_parent: 'Shows a thread’s message in the channel, too.',
  thread_title: 'The title of a thread that this message makes.',
};
