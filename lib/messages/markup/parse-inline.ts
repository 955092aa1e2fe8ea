import type { Inline, Line } from './ast';
import { scanLine, type Token } from './inline-tokens';

const STYLE_OF = {
  '*': 'bold',
  '**': 'bold',
  _: 'italic',
  __: 'underline',
  '~': 'strike',
  '~~': 'strike',
} as const;

/** Parses one line of markup in linear time: each mark enters and leaves the stack once. */
export function parseInline(line: string): Line {
  const tokens = scanLine(line);
  return build(tokens, pairMarks(tokens));
}

/** The closing token of each token that opens a style. Pairs nest and never overlap. */
function pairMarks(tokens: Token[]): Map<number, number> {
  const closes = new Map<number, number>();
  const stack: number[] = [];
  // The latest unclosed mark of each kind; an earlier one of the same kind stays text, which bounds the depth.
  const open = new Map<string, number>();
  tokens.forEach((token, index) => {
    if (token.kind !== 'mark') return;
    const start = token.canClose ? open.get(token.mark) : undefined;
    if (start !== undefined && start < index - 1) {
      for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
        const mark = (tokens[top] as Extract<Token, { kind: 'mark' }>).mark;
        if (open.get(mark) === top) open.delete(mark);
        if (top === start) break;
      }
      closes.set(start, index);
    } else if (token.canOpen) {
      open.set(token.mark, index);
      stack.push(index);
    }
  });
  return closes;
}

function build(tokens: Token[], closes: Map<number, number>): Inline[] {
  const root: Inline[] = [];
  const parents: { children: Inline[]; end: number }[] = [{ children: root, end: -1 }];
  tokens.forEach((token, index) => {
    const parent = parents[parents.length - 1] as { children: Inline[]; end: number };
    if (parent.end === index) {
      parents.pop();
      return;
    }
    if (token.kind !== 'mark') {
      append(parent.children, token.kind === 'link' ? linkNode(token) : token);
      return;
    }
    const end = closes.get(index);
    if (end === undefined) {
      append(parent.children, { kind: 'text', text: token.mark });
      return;
    }
    const children: Inline[] = [];
    parent.children.push({ kind: STYLE_OF[token.mark], children });
    parents.push({ children, end });
  });
  return root;
}

/** A link's text may be styled but hold no links (`links: false`), so the recursion has one level. */
function linkNode(token: Extract<Token, { kind: 'link' }>): Inline {
  const { href, label, isBare } = token;
  if (isBare) return { kind: 'link', href, children: [{ kind: 'text', text: label }] };
  const tokens = scanLine(label, { links: false });
  return { kind: 'link', href, children: build(tokens, pairMarks(tokens)) };
}

function append(nodes: Inline[], node: Inline) {
  const last = nodes[nodes.length - 1];
  if (last?.kind === 'text' && node.kind === 'text') last.text += node.text;
  else nodes.push(node.kind === 'text' ? { ...node } : node);
}
