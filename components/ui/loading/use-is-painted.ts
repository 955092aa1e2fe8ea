import { useDeferredValue } from 'react';

/** False in the first render, true in the next one. The frame of a dialog is painted before its content. */
export const useIsPainted = () => useDeferredValue(true, false);
