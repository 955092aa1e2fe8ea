export type CodePart = { kind: 'plain' | 'comment' | 'string' | 'keyword' | 'number'; text: string };

const PARTS =
  /(\/\/.*|\/\*[\s\S]*?(?:\*\/|$))|("(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*`?)|\b(async|await|break|case|catch|class|const|continue|default|delete|do|else|false|finally|for|function|if|in|instanceof|let|new|null|of|return|switch|this|throw|true|try|typeof|undefined|var|while|yield)\b|\b(\d[\w.]*)\b/g;
const KINDS = ['comment', 'string', 'keyword', 'number'] as const;

/** Splits JavaScript into parts to colour. A reading aid: regular expressions and nested templates stay plain. */
export function highlight(code: string): CodePart[] {
  const parts: CodePart[] = [];
  let end = 0;
  for (const match of code.matchAll(PARTS)) {
    if (match.index > end) parts.push({ kind: 'plain', text: code.slice(end, match.index) });
    const group = KINDS.findIndex((_, index) => match[index + 1] !== undefined);
    parts.push({ kind: KINDS[group] ?? 'plain', text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) parts.push({ kind: 'plain', text: code.slice(end) });
  return parts;
}
