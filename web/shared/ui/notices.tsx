import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useWords } from '../language.tsx';
import styles from './notices.module.css';

const noticeWords = { es: { close: 'Cerrar', undo: 'Deshacer' }, en: { close: 'Close', undo: 'Undo' } };

interface Notice {
  readonly title: string;
  readonly text?: string;
  readonly kind?: 'good' | 'bad';
  /** Takes back what was done. */
  readonly undo?: () => void;
}

function NoticeList(): ReactNode {
  const words = useWords(noticeWords);
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.notice} data-kind={toast.type}>
      <Toast.Content className={styles.content}>
        <div>
          <Toast.Title className={styles.title} />
          <Toast.Description className={styles.text} />
          <Toast.Action className={styles.undo} />
        </div>
        <Toast.Close className={styles.close} aria-label={words.close}>
          <X size={16} aria-hidden="true" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Shows the notices of everything inside, in a corner. */
export function Notices({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Toast.Provider timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.corner}>
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** Tells something that happened, for a few seconds. */
export function useNotice(): (notice: Notice) => void {
  const { add } = Toast.useToastManager();
  const words = useWords(noticeWords);
  return useCallback(
    ({ title, text, kind = 'good', undo }) => {
      add({
        title,
        type: kind,
        ...(text === undefined ? {} : { description: text }),
        ...(undo === undefined ? {} : { actionProps: { children: words.undo, onClick: undo } }),
      });
    },
    [add, words],
  );
}
