import { botRights } from './cases/bots';
import { conformance } from './run/run-cases';

conformance({ 'who may reach whom by a bot': botRights });
