import type { FeedSender } from '@/lib/feeds/dto';

/** The sender's name as it is read out: with the token's owner, where another name is shown. It may be another person's. */
export function sentBy({ name, ownerName }: FeedSender): string {
  return ownerName === null ? name : `${name}, sent by ${ownerName}`;
}
