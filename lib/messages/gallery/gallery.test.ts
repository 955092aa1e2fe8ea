import { describe, expect, it } from 'vitest';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { readMessageContent } from '../content';
import { gallery } from './gallery';

const examples = gallery.flatMap(({ title, examples }) =>
  examples.map((example) => ({ ...example, name: `${title}: ${example.name}` })),
);
const contents = examples.map(({ message }) => readMessageContent(JSON.stringify(message)));

describe('the examples of the gallery', () => {
  it.each(examples)('$name is a message that the wire accepts', ({ message }) => {
    expect(messageSchema.safeParse(message).error?.issues ?? []).toEqual([]);
  });

  it('have names of their own', () => {
    const names = examples.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('show all seven kinds of slides, all themes and all colours', () => {
    const kinds = contents.flatMap(({ slides }) => slides.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(
      new Set(['table', 'list', 'label', 'images', 'text', 'percentage', 'graph']),
    );
    expect(new Set(contents.flatMap(({ card }) => card?.theme ?? []))).toEqual(
      new Set(['modern-inline', 'poll', 'prompt', 'basic']),
    );
    expect(new Set(contents.flatMap(({ accent }) => accent ?? []))).toEqual(
      new Set(['red', 'yellow', 'green', 'blue', 'grey']),
    );
  });
});
