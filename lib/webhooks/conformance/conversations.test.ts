import { chats } from './cases/chats';
import { files } from './cases/files';
import { threads } from './cases/threads';
import { conformance } from './run/run-cases';

conformance({ chats, threads, files });
