/** Cliq markup as a tree. `Inline` never contains the same style twice below itself, so its depth is bounded. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'underline' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; children: Inline[] }
  /** An instant button: `[Approve]($1)`; `reference` is the key into the message's `references`. */
  | { kind: 'reference'; reference: string; label: string }
  /** `mention` is the text between the braces, sign included: `@all`, `@10012`, `#builds`. */
  | { kind: 'mention'; mention: string };

/** One line of text. */
export type Line = Inline[];

export type Block =
  | { kind: 'paragraph'; lines: Line[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Line }
  | { kind: 'quote'; lines: Line[] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' };

/** Names of mentioned people and channels, by the text between the braces, sign included. */
type Names = Readonly<Record<string, string>>;

/**
 * The characters that a reader sees: links as their text, mentions by `names`. For search, previews and
 * announcements.
 */
export function plainText(blocks: Block[], names: Names = {}): string {
  return blocks.map((block) => blockText(block, names)).join('\n');
}

function blockText(block: Block, names: Names): string {
  if (block.kind === 'rule') return '---';
  if (block.kind === 'code') return block.text;
  if (block.kind === 'heading') return inlineText(block.children, names);
  return block.lines.map((line) => inlineText(line, names)).join('\n');
}

export function inlineText(line: Line, names: Names = {}): string {
  return line
    .map((node) => {
      if (node.kind === 'text' || node.kind === 'code') return node.text;
      if (node.kind === 'reference') return node.label;
      if (node.kind === 'mention') return mentionText(node.mention, names);
      return inlineText(node.children, names);
    })
    .join('');
}

function mentionText(mention: string, names: Names): string {
  const name = Object.hasOwn(names, mention) ? names[mention] : undefined;
  return name === undefined ? mention : mention.slice(0, 1) + name;
}
