import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon, X } from 'lucide-react';
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useLanguage, useWords } from '../shared/language.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Loading } from '../shared/ui/loading.tsx';
import { ProblemBoundary } from '../shared/ui/problem.tsx';
import { Preferences } from './preferences.tsx';
import { SCREENS, screenAt } from './screens.ts';
import styles from './shell.module.css';
import { appWords } from './words.ts';

function Brand(): ReactNode {
  return (
    <Link href="/" className={styles.brand}>
      <img src="/icon.svg" alt="" width="28" height="28" />
      Butaca
    </Link>
  );
}

function Navigation({ path }: { readonly path: string }): ReactNode {
  const { language } = useLanguage();
  const words = useWords(appWords);
  const here = screenAt(path);
  return (
    <nav aria-label={words.navigation}>
      <ul className={styles.places}>
        {SCREENS.map((screen) => (
          <li key={screen.path}>
            <Link href={screen.path} className={styles.place} aria-current={screen === here ? 'page' : undefined}>
              <screen.icon size={18} aria-hidden="true" />
              {screen.name[language]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The drawer that takes the place of the side column on a phone. */
function Drawer({ path }: { readonly path: string }): ReactNode {
  const words = useWords(appWords);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => setIsOpen(false), [path]);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Trigger className={styles.icon} aria-label={words.menu}>
        <MenuIcon size={22} aria-hidden="true" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Popup className={styles.drawer}>
          <Dialog.Title className="visually-hidden">{words.navigation}</Dialog.Title>
          <Dialog.Close className={styles.icon} aria-label={words.close}>
            <X size={22} aria-hidden="true" />
          </Dialog.Close>
          <Navigation path={path} />
          <Preferences />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Missing(): ReactNode {
  const words = useWords(appWords);
  return <Empty title={words.missing} text={words.missingNote} action={<Link href="/">{words.home}</Link>} />;
}

/** The frame around the screens: navigation, preferences, and the screen of the address. */
export function Shell(): ReactNode {
  const words = useWords(appWords);
  const { language } = useLanguage();
  const [path] = useLocation();
  const screen = screenAt(path);
  const main = useRef<HTMLElement>(null);
  const before = useRef(screen);
  useEffect(() => {
    document.title = screen === undefined || screen.path === '/' ? 'Butaca' : `${screen.name[language]} · Butaca`;
    // A new screen is read from its beginning, by eyes and by screen readers.
    if (before.current !== screen) {
      before.current = screen;
      window.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
  }, [screen, language]);
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {words.skip}
      </a>
      <aside className={styles.side}>
        <Brand />
        <Navigation path={path} />
        <Preferences />
      </aside>
      <header className={styles.top}>
        <Brand />
        <Drawer path={path} />
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <ProblemBoundary key={screen?.path ?? 'missing'}>
          <Suspense fallback={<Loading />}>{screen === undefined ? <Missing /> : <screen.Page />}</Suspense>
        </ProblemBoundary>
      </main>
    </div>
  );
}
