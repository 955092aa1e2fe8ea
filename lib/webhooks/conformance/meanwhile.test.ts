import { meanwhile } from './cases/meanwhile';
import { conformance } from './run-cases';
import { waitingSituations } from './situations';

conformance({ 'what changes meanwhile': meanwhile }, { among: waitingSituations });
