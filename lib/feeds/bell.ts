import 'server-only';

export type Bell = ReturnType<typeof makeBell>;

/** Rings are remembered until cleared, so none is lost between a read and the wait after it. */
export function makeBell() {
  let rung = false;
  let stopped = false;
  let wake: (() => void) | undefined;
  const ring = () => {
    rung = true;
    wake?.();
  };
  return {
    ring,
    stop: () => {
      stopped = true;
      ring();
    },
    clear: () => {
      rung = false;
    },
    stopped: () => stopped,
    rungWithin: (timeoutMs: number) =>
      new Promise<void>((resolve) => {
        if (rung || stopped) return resolve();
        const timer = setTimeout(() => wake?.(), timeoutMs);
        wake = () => {
          clearTimeout(timer);
          wake = undefined;
          resolve();
        };
      }),
  };
}
