import { channelsIncoming } from './cases/channels-incoming';
import { conformance } from './run/run-cases';

conformance({ 'incoming of channels': channelsIncoming });
