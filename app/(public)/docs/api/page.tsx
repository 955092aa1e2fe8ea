import type { Metadata } from 'next';
import { ApiReference } from '@/components/api-reference/api-reference';
import { currentUser } from '@/lib/auth/current-user';
import { openApiDocument } from '@/lib/openapi/document';

export const metadata: Metadata = { title: 'API reference' };

export default async function ApiReferencePage() {
  return <ApiReference document={openApiDocument()} signedIn={(await currentUser()) !== null} />;
}
