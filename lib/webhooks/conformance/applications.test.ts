import { applications } from './cases/applications';
import { conformance } from './run/run-cases';

conformance({ applications });
