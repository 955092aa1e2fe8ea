import type { MessageContent } from './message-content';

const MENTION = /\{([@#][^{}\s]{1,100})\}/g;
const EVERYBODY = new Set(['@all', '@participants', '@here', '@everyone']);
const MAX_MENTIONS = 50;

/** What a message mentions by id or e-mail (`@10012`, `#builds`), each once; `@all` and its like need no name. */
export function mentionsIn(content: MessageContent): string[] {
  const texts = [
    content.text ?? '',
    ...content.slides.flatMap((slide) => (slide.kind === 'text' ? slide.text : [])),
    ...content.files.map(({ comment }) => comment ?? ''),
  ];
  const found = new Set<string>();
  for (const match of texts.join('\n').matchAll(MENTION)) {
    const mention = match[1] as string;
    if (!EVERYBODY.has(mention) && found.size < MAX_MENTIONS) found.add(mention);
  }
  return [...found];
}
