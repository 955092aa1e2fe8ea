import { toast } from '@/components/ui/overlays/toaster';
import { askForPermission, desktopPermission } from './permission';

/** Where the message came: the name of the channel, the bot or the person. */
type Place = { name: string; isDirect: boolean; isBot: boolean };

const KEY = 'postern-notifications-offered';
const SHOWN_MS = 30_000;
const NOTED_MS = 2_000;

let isWaiting = false;

/** After the first message to the person: offers, once in this browser, to show the next ones on the desktop. */
export function offerNotifications(feed: Place) {
  if (isWaiting || !mayOffer()) return;
  if (!document.hidden) return offer(feed);
  isWaiting = true;
  const whenSeen = () => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', whenSeen);
    isWaiting = false;
    if (mayOffer()) offer(feed);
  };
  document.addEventListener('visibilitychange', whenSeen);
}

/** Whether it was not offered yet, and nobody has decided. */
export const mayOffer = () => desktopPermission() === 'default' && !wasOffered();

/** Offers it in one tab only. All tabs hear of the message, and a note in storage reaches the others late. */
function offer({ name, isDirect, isBot }: Place) {
  void navigator.locks.request(KEY, { ifAvailable: true }, async (lock) => {
    if (!lock || wasOffered()) return;
    localStorage.setItem(KEY, 'yes');
    toast(isDirect || isBot ? `${name} wrote to you.` : `You were mentioned in ${name}.`, {
      description: 'This browser can tell you of such messages on the desktop.',
      duration: SHOWN_MS,
      action: { label: 'Show them', onClick: () => void askForPermission() },
    });
    await new Promise((resolve) => setTimeout(resolve, NOTED_MS));
  });
}

function wasOffered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return true;
  }
}
