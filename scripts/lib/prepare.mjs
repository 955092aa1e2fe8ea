import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { bundle } from './bundle.mjs';
import { step } from './progress.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';

const INSTALLED = 'node_modules/.postern-installed';
const GENERATED = 'node_modules/.postern-generated';
const BUNDLED = 'dist/.postern-bundled';
const BUILT = '.next/.postern-built';

const BUNDLE_SOURCES = [
  'server.ts',
  'bench',
  'lib',
  'prisma',
  'tsconfig.json',
  'scripts/lib/bundle.mjs',
  'package-lock.json',
];
const BUILD_SOURCES = [
  'app',
  'components',
  'lib',
  'prisma',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tailwind.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** Installs what is locked and generates the database client, where that is not done yet. */
export async function prepareSources() {
  const locked = `${hashOf(['package-lock.json', '.npmrc'])} ${process.platform} ${process.arch} ${process.versions.modules}`;
  if (!isStamped(INSTALLED, locked)) {
    step('Installing packages');
    await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      what: 'Installing the packages (npm ci)',
      // The settings of an outer npm are inherited; with NODE_ENV=production the build tools would not be installed.
      env: { NODE_ENV: 'development' },
    });
    stamp(INSTALLED, locked);
  }
  const schema = hashOf(['prisma/schema.prisma', 'package-lock.json']);
  if (!isStamped(GENERATED, schema) || !existsSync(path.join(root, 'lib/db/generated/client.ts'))) {
    step('Generating the database client');
    await run(process.execPath, [path.join('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
      what: 'Generating the database client (prisma generate)',
      // The client needs no engine. Naming any existing file as the engine keeps the command from downloading one.
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    });
    stamp(GENERATED, schema);
  }
}

/** Bundles the server, when its sources changed since the last time. */
export async function prepareServer() {
  const sources = hashOf(BUNDLE_SOURCES);
  if (isStamped(BUNDLED, sources)) return;
  step('Bundling the server');
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  await bundle();
  stamp(BUNDLED, sources);
}

/** Builds the pages, when their sources changed since the last time. */
export async function preparePages() {
  const sources = hashOf(BUILD_SOURCES);
  if (isStamped(BUILT, sources)) return;
  step('Building the pages, about a minute the first time');
  await run(process.execPath, [path.join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
    what: 'Building the pages (next build)',
    env: { NODE_ENV: 'production' },
  });
  stamp(BUILT, sources);
}
