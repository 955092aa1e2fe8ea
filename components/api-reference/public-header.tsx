import { ButtonLink } from '@/components/ui/button-link';
import { Mark } from '@/components/ui/mark';
import { Link } from '@/components/ui/text/link';

/** The header of the documentation pages, which signed-out people read, too. */
export function PublicHeader({ signedIn }: { signedIn: boolean }) {
  return (
    <header className="sticky top-0 z-10 border-b bg-surface">
      <div className="mx-auto flex h-13 w-full max-w-292 items-center justify-between gap-4 px-4 sm:px-6">
        <Link href="/" className="flex items-center gap-2.5 rounded-sm font-semibold pointer-coarse:min-h-10">
          <Mark className="size-5" />
          Postern
        </Link>
        {signedIn ? (
          <ButtonLink href="/bots-and-tools/webhook-tokens">Webhook Tokens</ButtonLink>
        ) : (
          <ButtonLink href="/sign-in">Sign in</ButtonLink>
        )}
      </div>
    </header>
  );
}
