import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = import.meta.dirname;

/**
 * Begins with the files that take longest, so that no long one is left when the others are done. Where Vitest remembers
 * a run, it knows them; a fresh checkout tells by size.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    if (files.every((file) => this.#isRemembered(file))) return super.sort(files);
    const sizes = new Map(files.map((file) => [file, sizeOf(file.moduleId)]));
    return files.toSorted((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0));
  }

  #isRemembered({ project, moduleId }: TestSpecification): boolean {
    const key = `${project.name}:${path.relative(root, moduleId)}`;
    return this.ctx.cache.getFileTestResults(key) !== undefined;
  }
}

/** With the files that it imports from below: a file of the conformance suite only names its cases. */
function sizeOf(file: string): number {
  const text = readFileSync(file, 'utf8');
  const below = [...text.matchAll(/from '(\.\/[^']+\/[^']+)'/g)].map(([, name = '']) =>
    path.join(path.dirname(file), `${name}.ts`),
  );
  return below
    .filter((one) => existsSync(one))
    .reduce((sum, one) => sum + readFileSync(one).length, text.length);
}

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // The package throws outside of React's server bundle; tests are all server.
      'server-only': path.join(root, 'test', 'empty.ts'),
    },
  },
  test: {
    include: ['{app,bench,components,lib,prisma,scripts,test}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/set-up.ts'],
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // Loading what a file imports took longer than its tests; test/set-up.ts makes each begin like a new process.
    isolate: false,
    // Tests also wait: for limits of time and other programs. Each process has pools of its own.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
});
