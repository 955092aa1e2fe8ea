import { type ExecFileException, execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Account } from '@/lib/boot/database/embedded/account';

/** A cluster with all migrations, people, tokens and targets; every test works on a copy of it. */
export type Template = {
  folder: string;
  /** PostgreSQL's server program. */
  program: string;
  account: Account | undefined;
  /** The password of the superuser `postern` and of the ordinary role `app`, as which Postern connects. */
  password: string;
};

export const DATABASE = 'app';

/** Copies the template to a folder of its own below `parent`, owners and all. */
export async function copyCluster(
  template: Template,
  parent = path.dirname(template.folder),
): Promise<string> {
  const folder = mkdtempSync(path.join(parent, 'cluster-'));
  await promisify(execFile)('cp', ['-a', `${template.folder}/.`, folder]).catch(
    (error: ExecFileException) => {
      throw new Error(`The database could not be copied to ${folder}: ${error.stderr}`);
    },
  );
  return folder;
}
