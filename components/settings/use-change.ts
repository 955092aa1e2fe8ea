'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';

/**
 * Runs a change of this page and has the page drawn again. `problem` is why the last one failed; `run` says whether
 * it worked.
 */
export function useChange() {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const run = async (deed: () => Promise<unknown>, words = (error: unknown) => (error as Error).message) => {
    setPending(true);
    setProblem('');
    try {
      await deed();
      router.refresh();
      return true;
    } catch (error) {
      setProblem(words(error));
      return false;
    } finally {
      setPending(false);
    }
  };
  return { pending, problem, run, forget: () => setProblem('') };
}
