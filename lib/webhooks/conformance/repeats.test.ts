import { groups } from './cases/groups';
import { repeats } from './cases/repeats';
import { conformance } from './run/run-cases';

conformance({ repeats, 'messages about one alert': groups });
