import type { ComponentPropsWithRef, ReactNode } from 'react';
import styles from './button.module.css';

type Look = 'main' | 'plain' | 'quiet' | 'danger';

/** The class of a button, for links that look like one. */
export const buttonClass = (look: Look = 'plain', isSmall = false): string =>
  [styles.button, styles[look], isSmall ? styles.small : ''].join(' ');

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** `main` once on a screen; `quiet` without a border. */
  readonly look?: Look;
  readonly isSmall?: boolean;
}

/** A button. */
export function Button({
  look = 'plain',
  isSmall = false,
  className,
  type = 'button',
  ...rest
}: ButtonProps): ReactNode {
  return <button {...rest} type={type} className={`${buttonClass(look, isSmall)} ${className ?? ''}`} />;
}
