import { chmodSync, cpSync, lchownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Database } from '@/lib/boot/database/database';
import { startEmbedded } from '@/lib/boot/database/embedded/start-embedded';

/** Copies like `cp -a`. */
export function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const owners = (one: string, other: string) => {
    const { uid, gid, mode } = statSync(one);
    if (process.getuid?.() === 0) lchownSync(other, uid, gid);
    chmodSync(other, mode & 0o777);
    if (!statSync(one).isDirectory()) return;
    for (const name of readdirSync(one)) owners(path.join(one, name), path.join(other, name));
  };
  owners(from, to);
}

/** Data directories with embedded databases that are started one after the other, and a backup of one with a table in it. */
export class Restored {
  readonly parent = mkdtempSync(path.join(os.tmpdir(), 'postern-restore-'));
  dataDir = '';
  #backup = '';
  #opened: Database | undefined;

  get cluster(): string {
    return path.join(this.dataDir, 'postgres');
  }

  async makeBackup(): Promise<void> {
    chmodSync(this.parent, 0o711);
    this.#backup = this.aFolder('backup');
    const client = new pg.Client({ connectionString: (await this.start(this.#backup)).url });
    await client.connect();
    await client.query('create table kept (id int)');
    await client.end();
    await this.stop();
  }

  aFolder(name: string): string {
    const folder = mkdtempSync(path.join(this.parent, `${name}-`));
    chmodSync(folder, 0o711);
    return folder;
  }

  /** The whole backup in a new data directory, for the test to damage. */
  restore(): void {
    this.dataDir = this.aFolder('restored');
    copy(this.#backup, this.dataDir);
  }

  async start(folder = this.dataDir): Promise<Database> {
    this.#opened = await startEmbedded({ dataDir: folder, root: process.cwd(), onStep: () => {} });
    return this.#opened;
  }

  async stop(): Promise<void> {
    await this.#opened?.close();
    this.#opened = undefined;
  }

  /** Starts it, and says whether the backup's table is in it. */
  async isKept(): Promise<boolean> {
    const client = new pg.Client({ connectionString: (await this.start()).url });
    await client.connect();
    const { rows } = await client.query("select to_regclass('kept') is not null as kept");
    await client.end();
    await this.stop();
    return rows[0].kept;
  }

  async forget(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  end(): void {
    rmSync(this.parent, { recursive: true, force: true });
  }
}
