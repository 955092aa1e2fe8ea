'use client';

import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';

type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work is under way: the button keeps its size, its place and the focus, shows it, and takes no second press. */
  pending?: boolean;
  icon?: ReactNode;
  /** Makes the button unavailable but reachable, and says why to the eye (TooltipLayer) and to a screen reader. */
  disabledReason?: string;
};

export function Button({
  variant = 'secondary',
  size = 'md',
  pending = false,
  icon,
  disabledReason,
  className,
  children,
  onClick,
  type = 'button',
  ...props
}: ButtonProps) {
  const reasonId = useId();
  const blocked = pending || Boolean(disabledReason);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <>
      {/* The same element whether it is available or not, so that it keeps the focus. */}
      <button
        {...props}
        {...(disabledReason && { 'data-tip': disabledReason })}
        type={type}
        onClick={press}
        aria-disabled={blocked || undefined}
        aria-busy={pending || undefined}
        aria-describedby={disabledReason ? reasonId : props['aria-describedby']}
        className={buttonStyle(variant, size, className)}
      >
        {icon}
        {children}
      </button>
      {disabledReason && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  );
}
