import { files } from './cases/files';
import { conformance } from './run/run-cases';

conformance({ files });
