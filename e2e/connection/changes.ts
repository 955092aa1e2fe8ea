import type { Changes } from './changes/change';
import { feedChanges } from './changes/feeds';
import { personalChanges } from './changes/personal';
import { tokenChanges } from './changes/tokens';
import { workshopChanges } from './changes/workshops';

/** Every kind of change that somebody makes in the interface. */
export const changes: Changes = { ...tokenChanges, ...feedChanges, ...workshopChanges, ...personalChanges };
