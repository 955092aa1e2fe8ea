import { threads } from './cases/threads';
import { conformance } from './run/run-cases';

conformance({ threads });
