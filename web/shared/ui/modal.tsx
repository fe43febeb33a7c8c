import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../language.tsx';
import styles from './modal.module.css';

interface ModalProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Width in rem; defaults to 34. */
  readonly width?: number;
}

const closeWords = { es: 'Cerrar', en: 'Close' };

/** A window over the screen; Escape, the scrim and the cross close it. */
export function Modal({ title, isOpen, onClose, children, width = 34 }: ModalProps): ReactNode {
  const close = useWords(closeWords);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Popup className={styles.window} style={{ maxWidth: `${width}rem` }}>
          <header className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close className={styles.close} aria-label={close}>
              <X size={20} aria-hidden="true" />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
