import { Clapperboard, Code, Database, FlaskConical, Home, type LucideIcon, Search, Sparkles } from 'lucide-react';
import { type ComponentType, lazy } from 'react';
import type { Words } from '../shared/language.tsx';

/** A place of the navigation. */
export interface Screen {
  /** Where it stands; addresses below it belong to it too. */
  readonly path: string;
  readonly name: Words<string>;
  readonly icon: LucideIcon;
  readonly Page: ComponentType;
}

const screen = (
  path: string,
  es: string,
  en: string,
  icon: LucideIcon,
  load: () => Promise<{ readonly default: ComponentType }>,
): Screen => ({ path, name: { es, en }, icon, Page: lazy(load) });

/** Every screen, in the order of the navigation. */
export const SCREENS: readonly Screen[] = [
  screen('/', 'Inicio', 'Home', Home, async () => import('../features/home/home.tsx')),
  screen('/recommend', 'Recomendar', 'Recommend', Sparkles, async () => import('../features/recommend/recommend.tsx')),
  screen('/titles', 'Títulos', 'Titles', Clapperboard, async () => import('../features/titles/titles.tsx')),
  screen(
    '/experiments',
    'Experimentos',
    'Experiments',
    FlaskConical,
    async () => import('../features/experiments/experiments.tsx'),
  ),
  screen('/explore', 'Explorar', 'Explore', Search, async () => import('../features/explore/explore.tsx')),
  screen('/data', 'Datos', 'Data', Database, async () => import('../features/data/data.tsx')),
  screen('/api', 'API', 'API', Code, async () => import('../features/api/api.tsx')),
];

/** The screen to which an address belongs, if any. */
export const screenAt = (path: string): Screen | undefined =>
  SCREENS.find((screen) =>
    screen.path === '/' ? path === '/' : path === screen.path || path.startsWith(`${screen.path}/`),
  );
