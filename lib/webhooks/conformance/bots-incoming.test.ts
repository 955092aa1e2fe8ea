import { botsIncoming } from './cases/bots-incoming';
import { conformance } from './run/run-cases';

conformance({ 'incoming of bots': botsIncoming });
