import { cn } from '@/components/ui/cn';
import type { MessageContent } from '@/lib/messages/content';
import { estimatedLines } from '@/lib/messages/length';
import { MessageButtonRow } from './buttons/message-button-row';
import { accentTints } from './cards/accents';
import { CardView } from './cards/card-view';
import { Expandable } from './expandable';
import { CodePanel } from './markup/code-panel';
import { Markup, PlainText } from './markup/markup';
import { MessageParts } from './message-context';
import { MessageFiles } from './message-files';
import { SlideView } from './slides/slide-view';

/** Longer messages are folded. */
const LONG_LINES = 26;

type MessageBodyProps = {
  content: MessageContent;
  mentions: Record<string, string>;
  privateMentions?: readonly string[];
  /** Shows the message unfolded, however long it is. */
  whole?: boolean;
};

/** What a message says: text, card, slides, files and buttons. */
export function MessageBody({ content, mentions, privateMentions = [], whole = false }: MessageBodyProps) {
  const parts = <Parts content={content} />;
  const body = content.card ? (
    <CardView card={content.card} accent={content.accent}>
      {parts}
    </CardView>
  ) : (
    <div
      className={cn(
        'flex min-w-0 flex-col gap-2.5',
        content.accent &&
          `w-fit max-w-180 rounded border border-s-3 px-3.5 py-2.5 ${accentTints[content.accent]}`,
      )}
    >
      {parts}
    </div>
  );
  return (
    <MessageParts value={{ mentions, privateMentions, references: content.references }}>
      {estimatedLines(content) > LONG_LINES && !whole ? <Expandable>{body}</Expandable> : body}
    </MessageParts>
  );
}

function Parts({ content }: { content: MessageContent }) {
  if (!content.readable) {
    return (
      <>
        <p className="text-sm text-text-muted">This message is stored in a form that cannot be drawn:</p>
        <CodePanel code={content.text ?? ''} />
      </>
    );
  }
  return (
    <>
      {content.text && (content.markup ? <Markup text={content.text} /> : <PlainText text={content.text} />)}
      {content.slides.map((slide, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the slides of a message never change places.
        <SlideView key={index} slide={slide} />
      ))}
      <MessageFiles files={content.files} text={content.text} />
      <MessageButtonRow buttons={content.buttons} prompt={content.card?.theme === 'prompt'} />
    </>
  );
}
