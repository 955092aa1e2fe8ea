import { chats } from './cases/chats';
import { conformance } from './run/run-cases';

conformance({ chats });
