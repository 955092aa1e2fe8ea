import { toast } from '@/components/ui/toaster';
import { askForPermission, desktopPermission } from './permission';
import type { Told } from './tell';

const KEY = 'postern-notifications-offered';
const SHOWN_MS = 30_000;

let isWaiting = false;

/** After the first message to the person: offers, once in this browser, to show the next ones on the desktop. */
export function offerNotifications(feed: Pick<Told, 'name' | 'isDirect'>) {
  if (isWaiting || desktopPermission() !== 'default' || wasOffered()) return;
  if (!document.hidden) return offer(feed);
  isWaiting = true;
  const whenSeen = () => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', whenSeen);
    isWaiting = false;
    if (!wasOffered() && desktopPermission() === 'default') offer(feed);
  };
  document.addEventListener('visibilitychange', whenSeen);
}

function offer({ name, isDirect }: Pick<Told, 'name' | 'isDirect'>) {
  try {
    localStorage.setItem(KEY, 'yes');
  } catch {
    return;
  }
  toast(isDirect ? `${name} wrote to you.` : `You were mentioned in ${name}.`, {
    description: 'This browser can tell you of such messages on the desktop.',
    duration: SHOWN_MS,
    action: { label: 'Show them', onClick: () => void askForPermission() },
  });
}

function wasOffered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}
