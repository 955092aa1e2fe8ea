import { groups } from './cases/groups';
import { threads } from './cases/threads';
import { conformance } from './run/run-cases';

conformance({ threads, 'messages about one alert': groups });
