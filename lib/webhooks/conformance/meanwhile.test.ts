import { meanwhile } from './cases/meanwhile';
import { conformance } from './run/run-cases';
import { waitingSituations } from './run/situations';

conformance({ 'what changes meanwhile': meanwhile }, { among: waitingSituations });
