import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { MessageGallery } from '@/components/styleguide/message-gallery';
import { env } from '@/lib/env';
import { galleryMessages } from '@/lib/messages/gallery/gallery-messages';
import { serviceGallery } from '@/lib/providers/service-gallery';

export const metadata: Metadata = { title: 'Services', robots: { index: false } };

/** What becomes of every service's calls. Only there in development, and where STYLEGUIDE asks for it. */
export default async function ServiceGalleryPage() {
  await connection();
  const { NODE_ENV, STYLEGUIDE } = env();
  if (NODE_ENV === 'production' && STYLEGUIDE === 'off') notFound();
  return (
    <main className="min-h-dvh pb-16">
      <h1 className="px-4 py-6 font-semibold text-lg sm:px-6">Services</h1>
      <MessageGallery groups={galleryMessages(serviceGallery())} />
    </main>
  );
}
