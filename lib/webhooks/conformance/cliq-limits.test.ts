import { cliqProfile } from '../limits/profile';
import { cliqLimits } from './cases/cliq-limits';
import { conformance } from './run/run-cases';

conformance({ 'limits of Cliq': cliqLimits }, { profile: cliqProfile() });
