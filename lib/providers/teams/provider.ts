import 'server-only';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { Fact, Link } from '../draw';
import { fromMarkdown } from '../markup/markdown';
import { at, firstLine, lineAt, recordsAt, textAt } from '../markup/payload';
import { toneOfColour } from '../markup/tones';
import type { Provider } from '../provider';
import { type Section, sectionsMessage } from '../sections';
import { adaptiveSection } from './adaptive-card';

/** Messages to Microsoft Teams: MessageCard (connectors) and Adaptive Card (workflows). */
export const teams: Provider = {
  name: 'teams',
  title: null,
  detect: ({ payload }) => payload['@type'] === 'MessageCard' || adaptiveCards(payload).length > 0,
  event: () => null,
  render: ({ payload }) => {
    const cards = adaptiveCards(payload);
    if (cards.length === 0) return messageCard(payload);
    return sectionsMessage([textOfMessage(payload)], cards.map(adaptiveSection), null);
  },
};

function adaptiveCards(payload: UncheckedObject): UncheckedObject[] {
  if (payload.type === 'AdaptiveCard') return [payload];
  return recordsAt(payload, 'attachments').flatMap((attachment): UncheckedObject[] => {
    const card = at(attachment, 'content');
    return at(card, 'type') === 'AdaptiveCard' ? [card as UncheckedObject] : [];
  });
}

function textOfMessage(payload: UncheckedObject): string | null {
  const text = payload.type === 'AdaptiveCard' ? null : textAt(payload, 'text', 3_000);
  return text && fromMarkdown(text);
}

function messageCard(card: UncheckedObject) {
  const sections = recordsAt(card, 'sections').slice(0, 10);
  const [first] = sections;
  const title =
    lineAt(card, 'title') ?? (first && firstLine(first, 'activityTitle', 'title')) ?? lineAt(card, 'summary');
  const text = textAt(card, 'text', 3_000);
  const whole: Section = {
    tone: toneOfColour(card.themeColor),
    title: title && withoutMarks(title),
    lines: [text && html(text), ...sections.flatMap((section) => linesOf(section, title))],
    facts: sections.flatMap(factsOf),
    links: [card, ...sections].flatMap(({ potentialAction }) => actionsOf(potentialAction)),
  };
  return sectionsMessage([], [whole], null);
}

function linesOf(section: UncheckedObject, title: string | null): (string | null)[] {
  const named = [
    lineAt(section, 'title'),
    lineAt(section, 'activityTitle'),
    lineAt(section, 'activitySubtitle'),
  ];
  const text = textAt(section, 'text', 3_000) ?? textAt(section, 'activityText', 3_000);
  return [...named.map((line) => (line && line !== title ? html(line) : null)), text && html(text)];
}

function factsOf(section: UncheckedObject): Fact[] {
  return recordsAt(section, 'facts').flatMap((fact): Fact[] => {
    const value = textAt(fact, 'value', 500);
    return value === null ? [] : [[(lineAt(fact, 'name') ?? '').replace(/:\s*$/, '') || ' ', html(value)]];
  });
}

function actionsOf(actions: unknown): Link[] {
  return recordsAt({ actions }, 'actions').flatMap((action): Link[] => {
    const label = lineAt(action, 'name') ?? 'Open';
    const [target] = recordsAt(action, 'targets');
    return [[label, at(target, 'uri') ?? action.url ?? at(action, 'target.0')]];
  });
}

/** Senders mix Markdown with HTML's line breaks. */
function html(text: string): string {
  return fromMarkdown(
    text
      .replace(/<br ?\/?>|<\/p>|\n\n/gi, '\n')
      .replace(/<\/?(?:p|b|strong|i|em|u|span|div)(?: [^<>]*)?>/gi, ''),
  );
}

function withoutMarks(title: string): string {
  return title.replace(/\[([^\]]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__|<[^<>]{1,100}>/g, '');
}
