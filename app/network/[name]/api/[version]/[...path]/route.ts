// The form that names a network first; see lib/webhooks/endpoints/match.ts.
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '@/app/api/v2/[...path]/route';
