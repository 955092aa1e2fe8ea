import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

/** Inline code that begins with a folder or file of the checkout, and targets of relative links. */
const CODE = /`([^`\s]+)`/g;
const LINK = /\]\((?!https?:|#|mailto:)([^)#\s]+)/g;
/** Paths that a program makes, or that belong to one machine. */
const NOT_COMMITTED = /^(?:data|data-demo|dist|node_modules|test-results|\.next|\.env)\b/;

/** The paths in the documents that lead nowhere, as sentences. */
export function wrongDocPaths() {
  const files = trackedFiles();
  const tops = new Set(files.map((file) => file.split('/')[0]));
  const problems = [];
  for (const doc of files.filter((file) => file.endsWith('.md'))) {
    const text = readFileSync(path.join(root, doc), 'utf8').replace(/```[\s\S]*?```/g, '');
    for (const [, target] of text.matchAll(LINK)) {
      if (!existsSync(path.join(root, path.dirname(doc), target)))
        problems.push(`${doc}: the link to ${target}`);
    }
    for (const [, code] of text.matchAll(CODE)) {
      if (!looksLikePath(code, tops)) continue;
      // `lib/*.ts` and `prisma/migrations/<name>` are checked up to the first placeholder.
      const fixed = code.replace(/\/?[^/]*[*<{…].*$/, '').replace(/:\d+$/, '');
      if (fixed && !existsSync(path.join(root, fixed))) problems.push(`${doc}: ${code}`);
    }
  }
  return problems;
}

function looksLikePath(code, tops) {
  if (NOT_COMMITTED.test(code) || code.startsWith('/')) return false;
  const [top] = code.split('/');
  if (code.includes('/')) return tops.has(top);
  return (
    /^[\w.-]+\.(?:md|json|mjs|ts|prisma|example)$/.test(code) && /^[A-Z]|config|^server|^proxy/.test(code)
  );
}
