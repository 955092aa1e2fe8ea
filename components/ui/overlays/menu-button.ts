let button: Element | null = null;

/** Notes whose menu is open; null once the focus has been given back. */
export function noteMenuButton(of: Element | null): void {
  button = of;
}

/** The button of the menu that is open or has just gone: between the two, nothing has the focus. */
export const menuButton = () => button;
