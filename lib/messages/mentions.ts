import type { MessageContent } from './content';
import type { Slide } from './slides/types';

const MENTION = /\{([@#][^{}\s]{1,100})\}/g;
/** Mentions of everybody, as they stand between the braces. */
export const EVERYBODY: ReadonlySet<string> = new Set(['@all', '@participants', '@here', '@everyone']);
const MAX_MENTIONS = 50;

/** The message's mentions of everybody, as they stand between the braces. */
export function everybodyIn(content: MessageContent): string[] {
  const text = textsOf(content).join('\n');
  return [...EVERYBODY].filter((mention) => text.includes(`{${mention}}`));
}

/**
 * The people and channels that a message mentions by id, name or e-mail (`@10012`, `#builds`), each once, without
 * mentions of everybody.
 */
export function mentionsIn(content: MessageContent): string[] {
  const found = new Set<string>();
  for (const match of textsOf(content).join('\n').matchAll(MENTION)) {
    const mention = match[1] as string;
    if (!EVERYBODY.has(mention) && found.size < MAX_MENTIONS) found.add(mention);
  }
  return [...found];
}

/** Every text of a message that is drawn with markup. */
function textsOf({ text, card, slides, files }: MessageContent): string[] {
  const fields = card?.sections.flatMap((section) => section.fields.map(({ value }) => value)) ?? [];
  return [
    text ?? '',
    ...fields,
    ...slides.flatMap(textsOfSlide),
    ...files.map(({ comment }) => comment ?? ''),
  ];
}

function textsOfSlide(slide: Slide): string[] {
  switch (slide.kind) {
    case 'text':
      return [slide.text];
    case 'list':
      return slide.items;
    case 'label':
      return slide.pairs.map(({ value }) => value);
    case 'table':
      return slide.rows.flat();
    default:
      return [];
  }
}
