/** Browser-safe. */
export type Part = { text: string } | { name: string };

const PLACEHOLDER = /\{\{([^{}\n]{1,200})\}\}/g;

/** The parts of a template; an incomplete placeholder is text. */
export function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    if (match.index > from) parts.push({ text: template.slice(from, match.index) });
    parts.push({ name: (match[1] ?? '').trim() });
    from = match.index + match[0].length;
  }
  if (from < template.length) parts.push({ text: template.slice(from) });
  return parts;
}
