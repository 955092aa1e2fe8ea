import { standardProfile } from '../limits/profile';
import { FEW, limitsFirst } from './cases/limits';
import { conformance } from './run/run-cases';

conformance({ 'limits before all else': limitsFirst }, { profile: standardProfile(FEW.user, FEW.token) });
