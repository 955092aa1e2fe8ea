// The same URLs as Cliq's v3 spells them; see lib/webhooks/endpoints/table.ts.
export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } from '@/app/api/v2/[...path]/route';
