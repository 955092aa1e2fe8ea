'use client';

import { useEffect, useRef, useState } from 'react';
import { partCode } from '@/components/ui/loading/part-code';
import type { Caret } from './plain-editor';

export type Create = typeof import('./create-editor').createEditor;

const code = partCode(() => import('./create-editor').then(({ createEditor }) => createEditor));

/** `first`: on its way; `failed`: it did not arrive; `again`: it is asked for once more. */
type State = 'first' | 'failed' | 'again';

/**
 * The code of the editor once it is there, with the caret of that moment. A failed fetch is repeated when the connection is
 * back, or by `fetchAgain`, and interrupts nothing that the person is doing.
 */
export function useEditorCode(caretNow: () => Caret | null) {
  const [create, setCreate] = useState<{ create: Create; caret: Caret | null } | null>(null);
  const [state, setState] = useState<State>('first');
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(caretNow);
  useEffect(() => {
    latest.current = caretNow;
  });
  const fetchAgain = () => {
    setState('again');
    setAttempt((before) => before + 1);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt fetches.
  useEffect(() => {
    let isHere = true;
    code.get().then(
      (editor) => isHere && setCreate({ create: editor, caret: latest.current() }),
      () => isHere && setState('failed'),
    );
    return () => {
      isHere = false;
    };
  }, [attempt]);
  useEffect(() => {
    if (state !== 'failed') return;
    window.addEventListener('online', fetchAgain);
    return () => window.removeEventListener('online', fetchAgain);
  });
  return { create, state, fetchAgain };
}
