import { toast } from '@/components/ui/overlays/toaster';

/** `insecure`: browsers show notifications only for https and this machine. `none`: this one has no notifications for pages. */
export type DesktopPermission = NotificationPermission | 'insecure' | 'none';

export function desktopPermission(): DesktopPermission {
  if (!window.isSecureContext) return 'insecure';
  return typeof Notification === 'undefined' ? 'none' : Notification.permission;
}

const UNDO =
  'To undo that, open the site settings at the left end of the address bar, set Notifications to Allow, and reload.';

/** The state of this browser in words, for the menu. */
export const permissionTexts: Record<DesktopPermission, string> = {
  granted: 'Shown on the desktop by this browser.',
  default: 'This browser asks you once before it shows any.',
  denied: `This browser blocks them. ${UNDO}`,
  insecure: 'Browsers show them only over https.',
  none: 'This browser does not show them.',
};

/** Asks for the permission unless it was decided before. Call it on a press, since browsers ask at no other time. */
export async function askForPermission(): Promise<void> {
  if (desktopPermission() !== 'default') return;
  const answer = await Notification.requestPermission();
  if (answer === 'granted') toast('Notifications appear on the desktop, in this browser.');
  if (answer === 'denied') toast.error(`Notifications stay off in this browser. ${UNDO}`);
}
