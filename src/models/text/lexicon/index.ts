/** The sections of the lexicons, in order of precedence. */
import { ACTIONS } from './actions.ts';
import { ENGLISH_ASKING } from './english-asking.ts';
import { GENRES_AND_MOODS } from './genres-and-moods.ts';
import { PEOPLE } from './people.ts';
import { PLACES } from './places.ts';
import { PLOTS } from './plots.ts';
import { THINGS } from './things.ts';
import { TIMES } from './times.ts';

export const LEXICON_SECTIONS: readonly string[] = [GENRES_AND_MOODS, PLOTS, PEOPLE, TIMES, PLACES, THINGS, ACTIONS];

export const ENGLISH_SECTIONS: readonly string[] = [ENGLISH_ASKING];
