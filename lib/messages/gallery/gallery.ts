import { cards } from './cards';
import { charts } from './charts';
import type { GalleryGroup } from './example';
import { hardCases } from './hard-cases';
import { senders } from './senders';
import { slides } from './slides';
import { texts } from './texts';

/** Every kind of message, in the order of the gallery. A new kind is a file beside this one, and a line here. */
export const gallery: GalleryGroup[] = [texts, senders, cards, slides, charts, hardCases];
