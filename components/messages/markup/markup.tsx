import { Fragment, type ReactNode } from 'react';
import type { Block, Line } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { CodePanel } from './code-panel';
import { InlineMarkup } from './inline-markup';

type MarkupProps = { text: string };

/** A text in Cliq markup. Built from the parsed tree only: no part of the text ever becomes HTML. */
export function Markup({ text }: MarkupProps) {
  const blocks = parseMarkup(text);
  return (
    <div className="flex flex-col gap-2">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text never change places.
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

/** A text that is shown as it was written. */
export function PlainText({ text }: MarkupProps) {
  return (
    <p dir="auto" className="wrap-anywhere max-w-[72ch] whitespace-pre-wrap">
      {text}
    </p>
  );
}

const headingStyles = { 1: 'text-md font-semibold', 2: 'text-md font-semibold', 3: 'font-semibold' };

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'rule':
      return <hr className="my-1 max-w-[72ch] border-t" />;
    case 'code':
      return <CodePanel code={block.text} />;
    case 'heading':
      // h1 to h3 are the page's: a message must not change its outline.
      return (
        <p dir="auto" className={`wrap-anywhere max-w-[72ch] ${headingStyles[block.level]}`}>
          <InlineMarkup line={block.children} />
        </p>
      );
    case 'quote':
      return (
        <blockquote
          dir="auto"
          className="wrap-anywhere max-w-[72ch] whitespace-pre-wrap border-border-strong border-s-2 ps-3 text-text-muted"
        >
          <Lines lines={block.lines} />
        </blockquote>
      );
    default:
      return (
        <p dir="auto" className="wrap-anywhere max-w-[72ch] whitespace-pre-wrap">
          <Lines lines={block.lines} />
        </p>
      );
  }
}

function Lines({ lines }: { lines: Line[] }) {
  return lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never change places.
    <Fragment key={index}>
      {index > 0 && '\n'}
      <InlineMarkup line={line} />
    </Fragment>
  ));
}
