import { order } from './cases/order';
import { tokens } from './cases/tokens';
import { conformance } from './run/run-cases';

conformance({ tokens, 'the order of checks': order });
