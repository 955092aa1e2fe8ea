import 'server-only';

/** A text that begins with one of these tags, and closes one, is HTML. */
const HTML = /^\s*<(?:!doctype html|html|body|p|div|span|table|h[1-6]|ul|ol|b|strong|em|i|a)\b[^<>]*>/i;
const CLOSES = /<\/[a-z][a-z0-9]*\s*>/i;
const UNSEEN = /<(style|script|head|title)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/gi;
const LINK = /<a\b[^<>]*?\bhref\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')[^<>]*>([\s\S]*?)<\/a\s*>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

export function isHtml(text: string): boolean {
  return HTML.test(text) && CLOSES.test(text);
}

/** What a reader sees of a text in HTML, with its links and bold words as Markdown. */
export function markdownOfHtml(html: string): string {
  return html
    .replace(UNSEEN, '')
    .replace(/\s+/g, ' ')
    .replace(LINK, (_, double, single, label) => `[${withoutTags(label)}](${decoded(double ?? single)})`)
    .replace(/<li\b[^<>]*>/gi, '\n- ')
    .replace(/<br\b[^<>]*>|<\/(?:p|div|tr|ul|ol|table|h[1-6])\s*>/gi, '\n')
    .replace(/<(?:b|strong)\b[^<>]*>\s*([^<>]*?)\s*<\/(?:b|strong)\s*>/gi, '**$1**')
    .split('\n')
    .map((line) => decoded(withoutTags(line)).trim())
    .filter((line, at, lines) => line !== '' || lines[at - 1] !== '')
    .join('\n')
    .trim();
}

/** Cells of a row keep their distance. */
function withoutTags(text: string): string {
  return text.replace(/<\/t[dh]\s*>/gi, ' ').replace(/<[^<>]*>/g, '');
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{2,6})|([a-z]{2,4}));/gi, (whole, number, name) => {
    if (number === undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = Number.parseInt(number, 10);
    return code <= 0xffff && code > 31 ? String.fromCharCode(code) : whole;
  });
}
