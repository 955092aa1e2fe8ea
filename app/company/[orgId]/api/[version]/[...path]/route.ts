// The form that names the organisation first, as Cliq gives it to copy; see lib/webhooks/endpoints/match.ts.
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '@/app/api/v2/[...path]/route';
