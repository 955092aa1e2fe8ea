type Task = () => Promise<unknown>;

const tasks = new Set<Task>();
let cleaning: Promise<void> | undefined;
let interrupted = false;

/** Does this when the benchmark ends, whether done, failed or interrupted. Returns what takes it off the list. */
export function onCleanUp(task: Task): () => void {
  tasks.add(task);
  return () => tasks.delete(task);
}

/** Undoes what was done, the last first; once, whoever asks. */
export function cleanUp(): Promise<void> {
  cleaning ??= undoAll();
  return cleaning;
}

async function undoAll(): Promise<void> {
  for (const task of [...tasks].reverse()) {
    await task().catch((error: unknown) => {
      if (!interrupted) console.error(error);
    });
  }
}

/** Ctrl-C stops every program that was started before it ends this one. */
export function cleanUpOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
      void cleanUp().then(() => process.exit(130));
    });
  }
}

/** Whether a failure is only that programs were stopped by Ctrl-C. */
export function wasInterrupted(): boolean {
  return interrupted;
}
