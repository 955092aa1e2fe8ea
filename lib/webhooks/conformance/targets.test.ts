import { applications } from './cases/applications';
import { channels } from './cases/channels';
import { channelsIncoming } from './cases/channels-incoming';
import { conformance } from './run/run-cases';

conformance({ channels, 'incoming of channels': channelsIncoming, applications });
