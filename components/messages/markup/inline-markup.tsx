import type { ReactNode } from 'react';
import { type Inline, inlineText, type Line } from '@/lib/messages/markup/ast';
import { namesAnotherPlace } from '@/lib/messages/markup/link-text-policy';
import { parseInline } from '@/lib/messages/markup/parse-inline';
import { linkDestination } from '@/lib/messages/markup/safe-url';
import { ReferenceButton } from '../buttons/reference-button';
import { Mention } from './mention';

/** One line of a short text (a table cell, a list item) in markup. */
export function InlineText({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never change places.
    <span key={index}>
      {index > 0 && '\n'}
      <InlineMarkup line={parseInline(line)} />
    </span>
  ));
}

export function InlineMarkup({ line }: { line: Line }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never change places.
  return line.map((node, index) => <Node key={index} node={node} />);
}

function Node({ node }: { node: Inline }): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return (
        <strong className="font-semibold">
          <InlineMarkup line={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <InlineMarkup line={node.children} />
        </em>
      );
    case 'underline':
      return (
        <u className="underline-offset-2">
          <InlineMarkup line={node.children} />
        </u>
      );
    case 'strike':
      return (
        <s>
          <InlineMarkup line={node.children} />
        </s>
      );
    case 'code':
      return (
        <code className="wrap-anywhere rounded-sm border bg-surface-sunken px-1 py-px text-[0.9em]">
          {node.text}
        </code>
      );
    case 'link':
      return (
        <>
          <MessageLink href={node.href}>
            <InlineMarkup line={node.children} />
          </MessageLink>
          <RealDestination href={node.href} text={inlineText(node.children)} />
        </>
      );
    case 'reference':
      return <ReferenceButton reference={node.reference} label={node.label} />;
    case 'mention':
      return <Mention mention={node.mention} />;
  }
}

/** Where a link really goes, beside a text that names another place. */
function RealDestination({ href, text }: { href: string; text: string }) {
  if (!namesAnotherPlace(text, href)) return null;
  return <bdi className="text-text-muted"> ({linkDestination(href)})</bdi>;
}

/** A link out of a message: it opens beside the feed, tells nobody where it was, and shows where it goes on hover. */
export function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      title={linkDestination(href)}
      className="rounded-sm text-accent-text underline decoration-from-font underline-offset-2 hover:decoration-2"
    >
      {children}
    </a>
  );
}
