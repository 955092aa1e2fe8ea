import 'server-only';
import type { FeedRow } from '@/lib/feeds/rows/feed-row';
import { visibleChannels } from '@/lib/feeds/rows/visible-channels';
import type { MessageContent } from '@/lib/messages/content';
import type { MessageButton } from '@/lib/messages/parts/buttons';
import { findAnswerers, whyUnanswered } from './find-answerer';

/** Why a button can do nothing for the viewer, by the button's path. */
type DeadButtons = Record<string, string>;

const NO_CHANNEL = 'There is no such channel, or it is not open to you.';

/**
 * Finds the buttons in messages of one feed that nobody answers, so that a page need not offer them. Takes two or
 * three queries for all messages and viewers, none without such buttons. A press decides again.
 */
export async function findDeadButtons(
  viewerIds: readonly string[],
  rows: readonly FeedRow[],
  contents: readonly MessageContent[],
): Promise<(viewerId: string, index: number) => DeadButtons> {
  const buttons = contents.map(buttonsOf);
  const asking = rows.filter((_, index) => buttons[index]?.some(({ action }) => action.kind === 'answered'));
  const channels = buttons.flat().flatMap(({ action }) => (action.kind === 'channel' ? action.channel : []));
  const [answererOf, channelFor] = await Promise.all([
    findAnswerers(asking),
    visibleChannels(viewerIds, channels),
  ]);
  return (viewerId, index) => {
    const row = rows[index];
    const why = row && asking.includes(row) ? whyUnanswered(row, answererOf(row)) : null;
    const dead = (buttons[index] ?? []).flatMap(({ path, action }): [string, string][] => {
      if (action.kind === 'answered' && why) return [[path, `Nobody answers this button: ${why}.`]];
      const isNowhere = action.kind === 'channel' && channelFor(viewerId, action.channel) === undefined;
      return isNowhere ? [[path, NO_CHANNEL]] : [];
    });
    return Object.fromEntries(dead);
  };
}

function buttonsOf({ buttons, slides, references }: MessageContent): MessageButton[] {
  return [...buttons, ...slides.flatMap((slide) => slide.buttons), ...Object.values(references)];
}
