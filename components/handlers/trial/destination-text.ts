import type { Destination } from '@/lib/handlers/receivers/dto';

/** Where a message goes, in one sentence. */
export function destinationText(destination: Destination): string {
  switch (destination.kind) {
    case 'channel':
      return `Into the channel #${destination.name}.`;
    case 'people':
      return `To ${destination.names.join(', ')} alone.`;
    case 'developer':
      return 'To you alone: the sandbox reaches its developer.';
    case 'everybody':
      return destination.count === 1
        ? 'To the one person who is there to read it.'
        : `To everybody who is there to read it: ${destination.count} people.`;
  }
}
