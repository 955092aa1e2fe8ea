import { serveDocument } from '@/lib/openapi/serve-document';

export { serveDocument as GET };
