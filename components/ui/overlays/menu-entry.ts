import type { ReactNode } from 'react';

export type MenuItem = {
  label: string;
  icon?: ReactNode;
  onSelect?: () => void;
  /** Makes it a link. */
  href?: string;
  danger?: boolean;
};
/** A group of which one is chosen. */
type MenuChoice = {
  choice: string;
  options: readonly { value: string; label: string; icon?: ReactNode }[];
  value: string;
  onChange: (value: string) => void;
};
/** Something that is on or off; the menu stays open. */
type MenuToggle = {
  toggle: string;
  checked: boolean;
  onToggle: (checked: boolean) => void;
  icon?: ReactNode;
};
export type MenuEntry = MenuItem | MenuChoice | MenuToggle | { heading: string } | 'separator';
