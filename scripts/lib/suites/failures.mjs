import path from 'node:path';
import { root } from '../root.mjs';

const LINES_EACH = 12;

/** What failed by Playwright's JSON report; one text each. */
export function browserFailures({ suites = [], errors = [] } = {}) {
  const specs = suites.flatMap(function inside(suite) {
    return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(inside)];
  });
  const told = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status !== 'expected' && status !== 'skipped')
      .map(({ results }) => {
        const error = results.flatMap((result) => result.errors ?? [])[0];
        return `e2e/${spec.file}:${spec.line} › ${spec.title}\n${brief(error?.message)}`;
      }),
  );
  return [...told, ...errors.map(({ message, stack }) => `Outside of any test:\n${brief(stack ?? message)}`)];
}

/** The tests that failed in Vitest's JSON report, and the files that did not load; one text each. */
export function vitestFailures({ testResults = [] } = {}) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    if (status === 'failed' && assertionResults.length === 0)
      return [`${file} did not load\n${brief(message)}`];
    return assertionResults
      .filter((one) => one.status === 'failed')
      .map((one) => `${file} › ${one.fullName}\n${brief(one.failureMessages[0])}`);
  });
}

function brief(text = 'without a message') {
  const lines = text.split('\n').slice(0, LINES_EACH);
  return lines.map((line) => `  ${line}`).join('\n');
}
