/** What failed in several runs of the same tests, most often first, as lines: some of the runs is a race, all is a fault. */
export function unsteady(runs) {
  const counts = new Map();
  for (const { wrong } of runs) {
    for (const title of new Set(wrong.map((text) => text.split('\n')[0])))
      counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  if (counts.size === 0) return [`\n${runs.length} runs, and nothing failed in any of them.`];
  const lines = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([title, count]) =>
        `  ${count === runs.length ? 'always' : `${count} of ${runs.length} runs`}: ${title}`,
    );
  return [`\nWhat failed in ${runs.length} runs:`, ...lines];
}
