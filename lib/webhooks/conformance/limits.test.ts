import { standardProfile } from '../limits/profile';
import { FEW, limits } from './cases/limits';
import { conformance } from './run/run-cases';

conformance({ limits }, { profile: standardProfile(FEW.user, FEW.token) });
