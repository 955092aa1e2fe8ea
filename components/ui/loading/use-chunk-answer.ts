'use client';

import { useEffect, useState } from 'react';
import { answerChunkFailure, type ChunkAnswer, isChunkFailure } from './chunk-failure';

/** What is being done about the error: `pending` and `reloading` have nothing to say, `other` is no failure of loading. */
export function useChunkAnswer(error: unknown): ChunkAnswer | 'pending' | 'other' {
  const [answer, setAnswer] = useState<ChunkAnswer | 'pending'>('pending');
  const isOurs = isChunkFailure(error);
  useEffect(() => {
    if (isOurs) void answerChunkFailure().then(setAnswer);
  }, [isOurs]);
  return isOurs ? answer : 'other';
}

/** What to tell the person. */
export const chunkTexts = {
  newer: {
    title: 'A newer version of Postern is here',
    text: 'This page is from before the update, and a part of it is no longer there. Reload to go on with the new version.',
  },
  unreachable: {
    title: 'A part of this page could not be loaded',
    text: 'Postern cannot be reached. Check your connection and try again.',
  },
};
