import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { codeBlock, cut } from './foreign-text';
import { linked } from './links';

/** Slack's mrkdwn: `<url|text>`, `<@user>`, `<!here>`, `*bold*`, `_italic_`, `~struck~`, code; and Markdown's links, which Mattermost sends. */
const TOKENS =
  /```([\s\S]*?)```|`([^`\n]+)`|<([^<>\n]+)>|\[([^\]\n]+)\]\((https?:\/\/[^\s()<>]+)\)|(?<![\w*_~])(\*\*|[*_~])(?=\S)((?:(?!\6)[^\n<>`])+?)(?<=\S)\6(?![\w*_~])/g;
const MAX_SOURCE = 3_000;

export function fromMrkdwn(source: string, limit = MAX_SOURCE): string {
  const text = cut(source.trim(), Math.min(limit, MAX_SOURCE));
  let out = '';
  let from = 0;
  for (const match of text.matchAll(TOKENS)) {
    out += plain(text.slice(from, match.index));
    out += tokenOf(match);
    from = match.index + match[0].length;
  }
  return quoted((out + plain(text.slice(from))).trim());
}

function tokenOf([whole, fenced, code, angled, label, address, mark, styled]: RegExpMatchArray): string {
  if (fenced !== undefined) return fenced.trim() === '' ? '' : `\n${codeBlock(unescaped(fenced), 2_000)}\n`;
  if (code !== undefined) return /[{}]/.test(code) ? plain(code) : `\`${unescaped(code)}\``;
  if (angled !== undefined) return angledOf(angled);
  if (address !== undefined) return linked(label, address);
  if (styled === undefined) return plain(whole);
  const one = mark === '**' ? '*' : mark;
  return `${one}${plain(styled)}${one}`;
}

/** A link, or a mention in Slack; shown without notifying anybody. */
function angledOf(angled: string): string {
  const at = angled.indexOf('|');
  const target = at < 0 ? angled : angled.slice(0, at);
  const label = at < 0 ? '' : angled.slice(at + 1);
  if (/^https?:|^mailto:/.test(target))
    return linked(unescaped(label || target.replace(/^mailto:/, '')), unescaped(target));
  if (target.startsWith('@')) return plain(`@${label || target.slice(1)}`);
  if (target.startsWith('#')) return plain(`#${label || target.slice(1)}`);
  if (target.startsWith('!date')) return plain(label || target);
  if (target.startsWith('!')) return plain(label || `@${target.slice(1).split('^').at(-1)}`);
  return plain(`<${angled}>`);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ENTITIES[name] ?? '');
}

const plain = (text: string) => literal(unescaped(text));

/** A quote begins with `>` there, with `!` here. */
function quoted(text: string): string {
  return text.replace(/^(?:>|&gt;)+[ \t]*(?=\S)/gm, '! ');
}
