import { useDeferredValue } from 'react';

/**
 * False as something is first drawn, true in the render after it, which does not wait for anybody and which nobody has to wait for: what
 * a press asked for is painted before what is in it.
 */
export const useIsPainted = () => useDeferredValue(true, false);
