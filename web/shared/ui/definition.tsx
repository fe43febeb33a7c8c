import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import styles from './definition.module.css';

interface DefinitionProps {
  /** The term as it stands in the line. */
  readonly children: ReactNode;
  /** What it means, its unit, what is good. */
  readonly text: ReactNode;
}

/** A term that explains itself when it is hovered, tapped or focused. */
export function Definition({ children, text }: DefinitionProps): ReactNode {
  return (
    <Popover.Root>
      <Popover.Trigger openOnHover delay={150} className={styles.term}>
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} collisionPadding={8} className={styles.place}>
          <Popover.Popup className={styles.text}>
            <Popover.Description>{text}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
