import { groups } from './cases/groups';
import { conformance } from './run/run-cases';

conformance({ 'messages about one alert': groups });
