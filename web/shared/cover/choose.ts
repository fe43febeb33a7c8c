import { kindsOf } from './kind.ts';
import { type PosterName, posterName } from './names.ts';
import { type Kind, PALETTES } from './palettes.ts';
import type { Compose, Scene } from './scene.ts';
import { castle, forest, mesas, mountains, planet, skyline, sunburst, waves } from './scenes-land.tsx';
import { blinds, door, eye, spotlight, stairs, windowLight } from './scenes-rooms.tsx';
import { burst, filmStrip, grin, halves, heart, spiral, target, twoCircles, vinyl } from './scenes-signs.tsx';
import { diceOf, seedOf } from './seeded.ts';

const SCENES: Readonly<Record<Kind, readonly Compose[]>> = {
  noir: [blinds, stairs, door],
  western: [mesas, sunburst],
  war: [sunburst, target],
  musical: [vinyl, spotlight],
  horror: [eye, door, forest],
  documentary: [filmStrip],
  animation: [waves, grin, mountains],
  scifi: [planet, eye],
  fantasy: [castle, forest],
  mystery: [spiral, blinds, door],
  crime: [skyline, blinds, target],
  romance: [twoCircles, heart],
  comedy: [grin, burst],
  thriller: [spiral, stairs, target],
  adventure: [mountains, waves],
  action: [burst, skyline],
  history: [sunburst, castle],
  drama: [windowLight, halves, stairs],
};

/** What a cover says and shows. */
export interface CoverPlan extends Scene {
  readonly name: PosterName;
  readonly ground: string;
}

export interface CoverTitle {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly genres: readonly string[];
}

/** Plans the cover of a title: the same for the same title; the parts of a series share composition and colours. */
export function planCover({ id, title, genres }: CoverTitle): CoverPlan {
  const name = posterName(title);
  const kinds = kindsOf(genres);
  const common = diceOf(seedOf(`${name.series}|${kinds[0]}`));
  const kind = kinds.length > 1 && common.chance(0.3) ? kinds[1] : kinds[0];
  const palette = common.pick(PALETTES[kind]);
  const compose = common.pick(SCENES[kind]);
  return { ...compose(palette, diceOf(seedOf(id))), name, ground: palette.ground };
}
