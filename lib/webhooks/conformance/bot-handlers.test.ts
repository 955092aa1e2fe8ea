import { botHandlers } from './cases/bots-incoming';
import { conformance } from './run/run-cases';

conformance({ 'handlers of bots': botHandlers });
