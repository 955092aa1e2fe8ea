import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Database } from '@/lib/boot/database/database';
import { startEmbedded } from '@/lib/boot/database/embedded/start-embedded';

/** Copies with owners, modes and links. */
function copy(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

/** These clusters are about files, not about what survives the machine. */
export const UNFLUSHED = { fsync: 'off' };

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
    copy(`${this.#backup}/.`, this.dataDir);
  }

  /** Starts it without these parts, calls `look`, and puts them back. */
  async startWithout(names: string[], look = () => {}): Promise<Database> {
    const aside = this.aFolder('aside');
    const places = names.map(
      (name, n) => [path.join(this.dataDir, name), path.join(aside, String(n))] as const,
    );
    for (const [place, away] of places) renameSync(place, away);
    try {
      return await this.start();
    } finally {
      look();
      for (const [place, away] of places) renameSync(away, place);
    }
  }

  async start(folder = this.dataDir): Promise<Database> {
    this.#opened = await startEmbedded({
      dataDir: folder,
      root: process.cwd(),
      onStep: () => {},
      settings: UNFLUSHED,
    });
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
