import { channelMessages } from './cases/channels';
import { conformance } from './run/run-cases';

conformance({ 'messages of channels': channelMessages });
