import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, stateMessage } from '../draw';
import { afterText } from '../markup/durations';
import { codeBlock } from '../markup/foreign-text';
import { idOf } from '../markup/ids';
import { asCode, linked } from '../markup/links';
import { at, firstLine, lineAt, listAt, lookUp, numberAt, textAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Provider } from '../provider';

const OUTCOMES: Readonly<Record<string, [word: string, tone: Tone]>> = {
  SUCCESS: ['succeeded', 'green'],
  FAILURE: ['failed', 'red'],
  UNSTABLE: ['is unstable', 'yellow'],
  ABORTED: ['was aborted', 'grey'],
  NOT_BUILT: ['was not built', 'grey'],
};
const PHASES: Readonly<Record<string, string>> = { QUEUED: 'is queued', STARTED: 'started' };

/** Jenkins' Notification plugin: a build in one of its phases. */
export const jenkins: Provider = {
  name: 'jenkins',
  title: 'Jenkins',
  detect: ({ payload }) => typeof payload.name === 'string' && typeof at(payload, 'build.phase') === 'string',
  event: ({ payload }) => lineAt(payload, 'build.phase'),
  render: ({ payload }) => build(payload),
  // Until its end a build stands alone: its failure must not appear only in the thread of its beginning.
  group: ({ payload }) => {
    const [, tone] = lookUp(OUTCOMES, lineAt(payload, 'build.status')) ?? [];
    const key = idOf(payload, 'build.full_url') ?? idOf(payload, 'name', 'build.number');
    if (key === null || tone === undefined || tone === 'grey') return null;
    return { key, state: tone === 'green' ? 'resolved' : 'firing' };
  },
};

function build(payload: UncheckedObject) {
  const number = lineAt(payload, 'build.number');
  const name = firstLine(payload, 'display_name', 'name') ?? 'Build';
  const what = number === null ? name : `${name} #${number}`;
  const address = at(payload, 'build.full_url');
  const branch = lineAt(payload, 'build.scm.branch');
  const after = afterText(numberAt(payload, 'build.duration'));
  const [word, tone] = lookUp(OUTCOMES, lineAt(payload, 'build.status')) ?? [
    lookUp(PHASES, lineAt(payload, 'build.phase')) ?? 'changed',
    'grey',
  ];
  if (tone !== 'red' && tone !== 'yellow') {
    return eventMessage([
      `${linked(what, address)} ${literal(word)}${branch ? ` on ${asCode(branch)}` : ''}${after}`,
    ]);
  }
  const culprits = listAt(payload, 'build.scm.culprits').flatMap((one) =>
    typeof one === 'string' ? [one] : [],
  );
  const log = textAt(payload, 'build.log', 1_500);
  return stateMessage({
    tone,
    title: `${what} ${word}${after}`,
    lines: [log && codeBlock(log, 1_500)],
    facts: [
      ['branch', asCode(branch)],
      ['commit', asCode(lineAt(payload, 'build.scm.commit')?.slice(0, 10))],
      ['changed by', literal(culprits.slice(0, 5).join(', '))],
      ['notes', literal(textAt(payload, 'build.notes', 500) ?? '')],
    ],
    links: [['Open build', address]],
  });
}
