import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { MessageGallery } from '@/components/styleguide/message-gallery';
import { env } from '@/lib/env';
import { gallery } from '@/lib/messages/gallery/gallery';
import { galleryMessages } from '@/lib/messages/gallery/gallery-messages';

export const metadata: Metadata = { title: 'Messages', robots: { index: false } };

/** Every kind of message. Only there in development, and where STYLEGUIDE asks for it. */
export default async function MessageGalleryPage() {
  // Decided for each request, since the server that runs has other settings than the build had.
  await connection();
  const { NODE_ENV, STYLEGUIDE } = env();
  if (NODE_ENV === 'production' && STYLEGUIDE === 'off') notFound();
  return (
    <main className="min-h-dvh pb-16">
      <h1 className="px-4 py-6 font-semibold text-lg sm:px-6">Messages</h1>
      <MessageGallery groups={galleryMessages(gallery)} />
    </main>
  );
}
