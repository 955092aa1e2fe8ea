import { TriangleAlert } from 'lucide-react';

/** For administrators: a proxy stands in front that Postern was not told of. */
export function ProxyNotice() {
  return (
    <p className="mb-6 flex gap-2 rounded bg-warning-soft px-3 py-2 text-sm text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        Postern is reached through a proxy, and TRUSTED_PROXY_HOPS is 0: all callers have one address, and
        guesses are counted for everybody together. Set it to the number of proxies in front and start again.
      </span>
    </p>
  );
}
