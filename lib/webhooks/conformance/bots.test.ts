import { bots } from './cases/bots';
import { conformance } from './run/run-cases';

conformance({ bots });
