import 'server-only';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import { migrationAdapter } from './adapter';

/** Every table and enum of the database is ours. */
export const FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Lends Prisma's own schema engine, as WebAssembly: the CLI's native one would have to be downloaded from elsewhere
 * than the npm registry. It fills `_prisma_migrations`, so `prisma migrate` stays usable beside it.
 * @param root the folder that holds `prisma/`.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  root: string,
  { migrationDirectories }: MigrationList,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const schema = await schemaFile(root);
  const scripts = migrationDirectories.flatMap(({ path, migrationFile: { content } }) =>
    content.tag === 'ok' ? [[content.value, path] as const] : [],
  );
  const { factory, close, failure } = migrationAdapter(databaseUrl, new Map(scripts));
  const datamodels: [string, string][] = [[schema.path, schema.content]];
  const engine = await bindings().SchemaEngine.new({ datamodels }, () => {}, factory);
  try {
    return await work(engine);
  } catch (error) {
    throw failure() ?? error;
  } finally {
    engine.free();
    await close();
  }
}

type Bindings = {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let loaded: Bindings | undefined;

function bindings(): Bindings {
  if (loaded) return loaded;
  const module = engineModule as unknown as Bindings;
  const { resolve } = createRequire(path.join(process.cwd(), 'package.json'));
  const folder = path.dirname(resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const wasm = new WebAssembly.Module(readFileSync(path.join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(wasm, {
    './schema_engine_bg.js': module as unknown as WebAssembly.ModuleImports,
  });
  module.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  loaded = module;
  return module;
}

async function schemaFile(root: string) {
  const file = path.join(root, 'prisma', 'schema.prisma');
  return { path: file, content: await readFile(file, 'utf8') };
}

/** The target that `prisma/schema.prisma` below `root` describes. */
export async function schemaTarget(root: string): Promise<DiffTarget> {
  return { tag: 'schemaDatamodel', files: [await schemaFile(root)] };
}

/** The folders of `prisma/migrations` below `root`, oldest first. */
export async function readMigrations(root: string): Promise<MigrationList> {
  const baseDir = path.join(root, 'prisma', 'migrations');
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const value = await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8');
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
    }),
  );
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}
