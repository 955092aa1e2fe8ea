import { threadRefusals } from './cases/threads';
import { conformance } from './run/run-cases';

conformance({ 'what threads refuse': threadRefusals });
