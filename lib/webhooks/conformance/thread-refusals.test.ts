import { threadRefusals } from './cases/thread-refusals';
import { conformance } from './run/run-cases';

conformance({ 'what threads refuse': threadRefusals });
