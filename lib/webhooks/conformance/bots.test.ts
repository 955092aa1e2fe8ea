import { bots } from './cases/bots';
import { botsIncoming } from './cases/bots-incoming';
import { conformance } from './run/run-cases';

conformance({ bots, 'incoming of bots': botsIncoming });
