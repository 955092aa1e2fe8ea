import { HOW_TO_INSTALL, hasPgbench, singleRowInserts } from '../floor/pgbench';
import type { RateScenario } from './scenario';

export const floor: RateScenario = {
  name: 'floor',
  about: 'pgbench on the same PostgreSQL: one row per commit, from 64 clients and from one',
  async subjects({ database, folder, skip }) {
    if (hasPgbench()) return [64, 1].map((clients) => singleRowInserts(database, clients, folder));
    skip(HOW_TO_INSTALL);
    return [];
  },
};
