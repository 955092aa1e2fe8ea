import { channels } from './cases/channels';
import { conformance } from './run/run-cases';

conformance({ channels });
