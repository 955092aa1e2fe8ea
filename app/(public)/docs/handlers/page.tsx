import type { Metadata } from 'next';
import { HandlerGuide } from '@/components/handler-guide/handler-guide';
import { currentUser } from '@/lib/auth/current-user';
import { handlerRecipes } from '@/lib/handlers/guide/recipes';

export const metadata: Metadata = { title: 'Incoming handlers' };

export default async function HandlerGuidePage() {
  return <HandlerGuide recipes={handlerRecipes} signedIn={(await currentUser()) !== null} />;
}
