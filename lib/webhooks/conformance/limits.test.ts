import { standardProfile } from '../rate-profile';
import { FEW, limits } from './cases/limits';
import { conformance } from './run-cases';

conformance({ limits }, { profile: standardProfile(FEW.user, FEW.token) });
