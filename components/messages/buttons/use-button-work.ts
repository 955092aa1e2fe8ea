'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { channelKeys } from '@/components/channels/channel-queries';
import { shellKeys } from '@/components/shell/shell-queries';
import { toast } from '@/components/ui/overlays/toaster';
import { useIsHere } from '@/components/ui/requests/use-is-here';
import { copyText } from '@/components/ui/text/copy-text';
import { beforeLeaving } from '@/components/unsaved/unsaved';
import type { PressOutcome } from '@/lib/message-actions/dto';
import type { MessageButton } from '@/lib/messages/parts/buttons';
import { useMessagePlace } from '../message-place';
import { postPress } from './message-action-queries';
import { hrefFor, openAtOnce } from './platform-link';

/** How long a button shows the outcome of a press. */
const SHOWN_MS = 2_500;

type State = 'idle' | 'pending' | 'done' | 'failed';

/** Does the work of a button, after all questions, and tells how it went. */
export function useButtonWork({ action, path }: MessageButton): { state: State; work: () => Promise<void> } {
  const place = useMessagePlace();
  const router = useRouter();
  const client = useQueryClient();
  const isHere = useIsHere();
  const [state, setState] = useState<State>('idle');
  useEffect(() => {
    if (state !== 'done' && state !== 'failed') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const goTo = (href: string) => beforeLeaving(() => router.push(href));
  const offer = (text: string, href: string) =>
    toast.success(text, { action: { label: 'Open', onClick: () => goTo(href) } });

  function tell(outcome: PressOutcome): State {
    switch (outcome.kind) {
      case 'banner':
        toast[outcome.failed ? 'error' : 'success'](outcome.text);
        return outcome.failed ? 'failed' : 'done';
      case 'go':
        void client.invalidateQueries({ queryKey: shellKeys.feeds });
        void client.invalidateQueries({ queryKey: channelKeys.all });
        // Whoever has gone on is not called away.
        if (isHere()) goTo(outcome.place.href);
        else offer('The channel is ready.', outcome.place.href);
        return 'done';
      case 'posted': {
        const { elsewhere } = outcome;
        if (elsewhere) offer(`Answered in ${elsewhere.name}.`, elsewhere.href);
        return 'done';
      }
      case 'done':
        return 'done';
    }
  }

  async function work() {
    if (action.kind === 'open') return openAtOnce(hrefFor(action));
    setState('pending');
    try {
      if (action.kind === 'copy') {
        setState((await copyText(action.text)) ? 'done' : 'idle');
      } else if (place) {
        setState(tell(await postPress(place.feedId, place.seq, path)));
      }
    } catch (error) {
      setState('failed');
      toast.error(error instanceof Error ? error.message : 'The button could not be pressed. Try again.');
    }
  }
  return { state, work };
}
