import 'server-only';
import type { Database } from '../open-database';
export async function startEmbedded(_options: {
  dataDir: string;
  root: string;
  onStep(text: string): void;
}): Promise<Database> {
  throw new Error('not yet');
}
