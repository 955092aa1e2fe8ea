/** A person as `{@…}` can name them. Browser-safe. */
export type Callable = { id: string; email: string };

/** Whether one of these mentions (`@10012`, `@ada@example.com`, sign included) means the person. */
export function namesPerson(mentions: readonly string[], { id, email }: Callable): boolean {
  return mentions.some(
    (mention) => mention === `@${id}` || mention.toLowerCase() === `@${email.toLowerCase()}`,
  );
}
