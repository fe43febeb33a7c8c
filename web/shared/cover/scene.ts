import type { ReactNode } from 'react';
import type { Palette } from './palettes.ts';
import type { Dice } from './seeded.ts';
import type { Face, TitleBox } from './set-title.ts';

/** A cover's size in its own units. */
export const WIDTH = 200;
export const HEIGHT = 300;

/** A composition: the drawing and where the title stands in it. */
export interface Scene {
  readonly art: ReactNode;
  readonly box: TitleBox;
  readonly face: Face;
  /** Colour of the letters. */
  readonly ink: string;
  /** Colour of the year, where the foot of the cover is not the sheet; defaults to `ink`. */
  readonly foot?: string;
  /** Lines of different sizes that fill the width. */
  readonly isBlock?: boolean;
}

export type Compose = (palette: Palette, dice: Dice) => Scene;

/** A box over the whole width at the top or at the foot of a cover. */
export const boxAt = (
  rests: TitleBox['rests'],
  height: number,
  { align = 'start', inset = 14 }: { readonly align?: TitleBox['align']; readonly inset?: number } = {},
): TitleBox => ({
  x: inset,
  y: rests === 'top' ? 16 : HEIGHT - 16 - height,
  width: WIDTH - 2 * inset,
  height,
  rests,
  align,
});

/** A path through points. */
export const through = (points: readonly (readonly [x: number, y: number])[], isClosed = true): string =>
  `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${isClosed ? 'Z' : ''}`;

/** Numbers 0 … count − 1. */
export const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** A point on a circle; the angle in turns, from the top, clockwise. */
export const onCircle = (x: number, y: number, radius: number, turns: number): readonly [x: number, y: number] => [
  x + radius * Math.sin(2 * Math.PI * turns),
  y - radius * Math.cos(2 * Math.PI * turns),
];

/** The outline of somebody who stands: feet at (x, y), so tall. */
export const figurePath = (x: number, y: number, tall: number): string => {
  const u = tall / 10;
  return [
    `M${x} ${y - 10 * u}a${0.85 * u} ${0.95 * u} 0 1 1 -0.01 0Z`,
    `M${x - 0.5 * u} ${y - 8.2 * u}h${u}l${1.15 * u} ${0.7 * u}l${0.35 * u} ${3.6 * u}h${-0.7 * u}l${-0.3 * u} ${-2.2 * u}l${0.15 * u} ${6.1 * u}h${-1.1 * u}l${-0.55 * u} ${-4 * u}l${-0.55 * u} ${4 * u}h${-1.1 * u}l${0.15 * u} ${-6.1 * u}l${-0.3 * u} ${2.2 * u}h${-0.7 * u}l${0.35 * u} ${-3.6 * u}Z`,
  ].join('');
};
