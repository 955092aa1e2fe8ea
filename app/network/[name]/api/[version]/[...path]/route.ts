// The form that names a network first; see lib/webhooks/match-endpoint.ts.
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '@/app/api/v2/[...path]/route';
