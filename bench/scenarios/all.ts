import type { Subject } from '../figures/rounds';
import { bots } from './bots';
import { browsing } from './browsing';
import { ceiling } from './ceiling';
import { channel } from './channel';
import { disable } from './disable';
import { floor } from './floor';
import { held } from './held';
import { incoming } from './incoming';
import { userInterface } from './interface';
import { mix } from './mix';
import { nextRoutes } from './next-routes';
import { page } from './page';
import { peers } from './peers';
import { start } from './start';
import { statement } from './statement';
import { stored } from './stored';
import { streams } from './streams';
import { workers } from './workers';

/** The scenarios in the order of measuring. */
export const rateScenarios = [
  channel,
  incoming,
  floor,
  statement,
  nextRoutes,
  bots,
  mix,
  workers,
  held,
  ceiling,
  peers,
];

/** PostgreSQL is busy for minutes after the ten million rows, so they come last. */
export const otherScenarios = [browsing, disable, streams, start, page, userInterface, stored];

/** What a figure is compared with is measured right before it: the machine's speed changes within minutes. */
export function sideBySide(subjects: readonly Subject[]): Subject[] {
  const likeOf = ({ id }: Subject, name: string) =>
    subjects.filter((other) => other.id === id.replace('channel-', `${name}-`));
  const beside = subjects.flatMap((one) =>
    one.id.startsWith('channel-')
      ? [...likeOf(one, 'floor'), one, ...likeOf(one, 'incoming'), ...likeOf(one, 'incoming-plain')]
      : [one],
  );
  return [...new Set(beside)];
}

/** The subjects of a quick run. */
export const quickSubjects: ReadonlySet<string> = new Set([
  ...['channel-1', 'channel-64', 'channel-2kb-64', 'channel-256', 'floor-64', 'floor-1', 'next-64'],
  ...[
    'next-transaction-64',
    'incoming-64',
    'incoming-plain-64',
    'bot-plain-64',
    'bot-handler-64',
    'mix-64',
    'workers-2',
    'held-none',
    'held-row',
    'statement-32',
    'ceiling-64',
    'peer-webhook-64',
  ],
]);
