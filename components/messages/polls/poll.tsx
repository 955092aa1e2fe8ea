'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { toast } from '@/components/ui/overlays/toaster';
import { Counted } from '@/components/ui/text/counted';
import { moveVote } from '@/lib/polls/move-vote';
import { putVote } from '../buttons/message-action-queries';
import { useMessagePlace } from '../message-place';
import { PollOption } from './poll-option';

type PollProps = { question: string | null; options: string[] };

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * The choices of a poll with how the vote stands. A group of radio buttons in which the arrow keys only move the
 * focus. Otherwise each step would be a vote, and everybody sees votes at once.
 */
export function Poll({ question, options }: PollProps) {
  const place = useMessagePlace();
  const isOpen = place !== null && place.readOnly === null;
  const group = useRef<HTMLDivElement>(null);
  /** A vote on its way. The page shows it already. */
  const [sending, setSending] = useState<{ own: number | null } | null>(null);
  const isSending = useRef(false);
  const wish = useRef<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const stored = place?.votes ?? { counts: [], own: null };
  const votes = sending ? moveVote(stored, sending.own) : stored;
  const total = votes.counts.reduce((sum, count) => sum + count, 0);

  /** Sends a vote. Of the wishes made while a vote is on its way, the last one follows it. */
  const cast = async (own: number | null) => {
    if (!place || (!isSending.current && own === stored.own)) return;
    wish.current = own;
    setSending({ own });
    if (isSending.current) return;
    isSending.current = true;
    try {
      let sent: number | null;
      do {
        sent = wish.current;
        await putVote(place.feedId, place.seq, sent);
        place.onVoted(place.seq, sent);
      } while (sent !== wish.current);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : 'Your vote was not stored. Try again.');
    }
    isSending.current = false;
    setSending(null);
  };
  const radiosNow = () => [...(group.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
  const takeBack = () => {
    // The button goes with the vote.
    if (votes.own !== null) radiosNow()[votes.own]?.focus({ preventScroll: true });
    void cast(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const radios = radiosNow();
    const at = radios.indexOf(event.target as HTMLElement);
    const step = STEPS[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    radios[(at + step + radios.length) % radios.length]?.focus();
  };
  const inTabOrder = focused ?? votes.own ?? 0;
  return (
    <div className="flex flex-col gap-2">
      <div
        ref={group}
        role="radiogroup"
        aria-label={question ?? 'Poll'}
        aria-disabled={!isOpen || undefined}
        aria-busy={sending !== null || undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        className="flex flex-col gap-1.5"
      >
        {options.map((option, index) => (
          <PollOption
            // biome-ignore lint/suspicious/noArrayIndexKey: the options never change places.
            key={index}
            label={option}
            votes={votes.counts[index] ?? 0}
            total={total}
            checked={votes.own === index}
            pending={sending?.own === index}
            inTabOrder={inTabOrder === index}
            onFocus={() => setFocused(index)}
            onChoose={isOpen ? () => cast(index) : null}
          />
        ))}
      </div>
      <p className="flex min-h-6 flex-wrap items-center gap-x-2 text-text-muted text-xs tabular-nums">
        <span>{total === 0 ? 'No votes yet' : <Counted count={total} one="vote" />}</span>
        {place?.readOnly && <span>{place.readOnly}</span>}
        {isOpen && votes.own !== null && (
          <>
            <span aria-hidden>·</span>
            <button
              type="button"
              onClick={takeBack}
              className="rounded-sm font-medium text-accent-text hover:underline pointer-coarse:min-h-10"
            >
              Take back my vote
            </button>
          </>
        )}
      </p>
      <p role="status" className="sr-only">
        {votes.own === null ? '' : `You voted for ${options[votes.own] ?? ''}`}
      </p>
    </div>
  );
}
