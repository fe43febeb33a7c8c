import { kindsOf } from './kind.ts';
import { hintOf } from './hints.ts';
import { type PosterName, posterName } from './names.ts';
import { type Kind, PALETTES } from './palettes.ts';
import type { Compose, Scene } from './scene.ts';
import { castle, forest, mesas, mountains, planet, skyline, sunburst, waves } from './scenes-land.tsx';
import {
  birds,
  chevrons,
  claws,
  globe,
  helmet,
  house,
  lightning,
  piano,
  planes,
  skull,
  sound,
  speed,
  swords,
  tree,
} from './scenes-night.tsx';
import { balloon, beam, creature, deep, dunes, gridSun, orbits, road, rocket } from './scenes-roads.tsx';
import { blinds, chairs, door, eye, profile, spotlight, stairs, windowLight } from './scenes-rooms.tsx';
import { burst, filmStrip, grin, halves, heart, spiral, target, twoCircles, vinyl } from './scenes-signs.tsx';
import {
  bulletHoles,
  clock,
  columns,
  compass,
  crown,
  fingerprint,
  keyhole,
  lips,
  moustache,
  playingCard,
  rose,
  tuxedo,
  umbrella,
} from './scenes-things.tsx';
import { type Dice, diceOf, seedOf } from './seeded.ts';

const SCENES: Readonly<Record<Kind, readonly Compose[]>> = {
  noir: [blinds, stairs, door, keyhole, umbrella],
  western: [mesas, sunburst, road, dunes],
  war: [planes, helmet, sunburst, birds],
  musical: [vinyl, spotlight, piano, sound],
  horror: [eye, door, forest, house, claws, skull],
  documentary: [filmStrip, globe, sound, profile],
  animation: [creature, balloon, deep, grin, mountains, tree],
  scifi: [planet, orbits, gridSun, beam, rocket, eye],
  fantasy: [castle, forest, swords, tree, crown],
  mystery: [keyhole, spiral, fingerprint, blinds, door, house],
  crime: [skyline, fingerprint, bulletHoles, playingCard, blinds, target],
  romance: [twoCircles, heart, umbrella, rose, lips],
  comedy: [grin, tuxedo, moustache, speed, lips, balloon],
  thriller: [spiral, stairs, target, profile, clock, road, birds],
  adventure: [mountains, waves, compass, dunes, forest],
  action: [burst, lightning, chevrons, speed, bulletHoles, skyline],
  history: [columns, crown, sunburst, swords],
  drama: [windowLight, halves, stairs, tree, chairs, profile, birds, road],
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

/** How often the first, second and third kind of a title gives the cover its face. */
const SECOND_FROM = 0.58;
const THIRD_FROM = 0.86;

function kindOf(kinds: readonly Kind[], dice: Dice): Kind {
  const throwing = dice.next();
  const at = throwing < SECOND_FROM ? 0 : throwing < THIRD_FROM ? 1 : 2;
  return kinds[Math.min(at, kinds.length - 1)];
}

/**
 * Plans the cover of a title: the same for the same title. What the name speaks of is shown where there is a scene for it, else a
 * scene of its genres; the parts of a series share composition and colours.
 */
export function planCover({ id, title, genres }: CoverTitle): CoverPlan {
  const name = posterName(title);
  const kinds = kindsOf(genres);
  const common = diceOf(seedOf(`${name.series}|${kinds[0]}`));
  const kind = kindOf(kinds, common);
  const palette = common.pick(PALETTES[kind]);
  const byGenre = common.pick(SCENES[kind]);
  const compose = hintOf(title) ?? byGenre;
  return { ...compose(palette, diceOf(seedOf(id))), name, ground: palette.ground };
}
