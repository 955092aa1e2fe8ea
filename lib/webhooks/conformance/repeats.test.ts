import { repeats } from './cases/repeats';
import { conformance } from './run/run-cases';

conformance({ repeats });
