import type { ButtonHTMLAttributes, ReactNode } from 'react';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** `primary` acts, `stop` and `abort` end something, `quiet` has no frame. */
  look?: 'plain' | 'primary' | 'stop' | 'abort' | 'quiet';
  /** `tall` for the verbs of the rail, `icon` for a square with one icon (give it an `aria-label`). */
  size?: 'normal' | 'small' | 'tall' | 'icon';
  /** Why it cannot be pressed now. It stays focusable, looks disabled, and tells the reason instead of acting. */
  reason?: string | undefined;
  children: ReactNode;
}

/** A button. Instead of being disabled it says why it cannot act. */
export function Button({ look = 'plain', size = 'normal', reason, onClick, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      title={reason}
      {...rest}
      className={`btn btn-${look} btn-${size}${className ? ` ${className}` : ''}`}
      aria-disabled={reason === undefined ? undefined : true}
      onClick={reason === undefined ? onClick : (event) => event.preventDefault()}
    />
  );
}
