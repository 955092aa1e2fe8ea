import { acceptingStatement } from '../floor/accepting';
import { HOW_TO_INSTALL, hasPgbench } from '../floor/pgbench';
import { SMALL } from '../world/payloads';
import { createPlaces } from '../world/world';
import type { RateScenario } from './scenario';

const CLIENTS = 32;

export const statement: RateScenario = {
  name: 'statement',
  about: `the accepting statement itself, run by ${CLIENTS} clients of pgbench`,
  async subjects({ database, folder, skip }) {
    if (!hasPgbench()) {
      skip(HOW_TO_INSTALL);
      return [];
    }
    const paths = (await createPlaces(CLIENTS)).map(({ path }) => path);
    return [await acceptingStatement(database, { paths, body: SMALL, folder })];
  },
};
