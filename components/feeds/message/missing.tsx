/** Says that the message of the address is not there. A message that is gone, never was, or is for somebody else looks the same. */
export function MessageMissing() {
  return (
    <p
      role="status"
      className="shrink-0 border-b bg-warning-soft px-4 py-2 text-sm text-warning-text sm:px-6"
    >
      The message of this link cannot be shown: it was removed, or it is not for you. These are the newest
      messages instead.
    </p>
  );
}
