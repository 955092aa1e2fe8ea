import { channelsIncoming } from './cases/channels-incoming';
import { groups } from './cases/groups';
import { conformance } from './run/run-cases';

conformance({ 'incoming of channels': channelsIncoming, 'messages about one alert': groups });
