/** Verdicts: will this viewer like this title? What is asked and what comes back. */
import type { ChosenThreshold, VerdictFigures, VerdictReport } from '../../evaluation/index.ts';
import type {
  Because,
  BriefTitle,
  GivenInteraction,
  Language,
  ModelName,
  TitleReference,
  Warning,
} from '../contract.ts';

/** What a verdict is asked with. Titles are ids or names. */
export interface VerdictRequest {
  /** The title in question; UNKNOWN_TITLE when it is not in the catalogue. */
  readonly title: string;
  /** A user whose history is taken along; one who is not known is answered as a stranger, with a warning. */
  readonly userId?: string | undefined;
  /** Interactions that come with the question, oldest first. */
  readonly history?: readonly GivenInteraction[] | undefined;
  /** Members may be written together, between commas or bars (see resolveList). */
  readonly watched?: readonly string[] | undefined;
  readonly liked?: readonly string[] | undefined;
  readonly disliked?: readonly string[] | undefined;
  /** The precision of a yes that is wanted, 0…1. */
  readonly precision: number;
  readonly language: Language;
}

/** What a title of the history did to the expected stars. */
export interface VerdictPart {
  readonly title: TitleReference;
  /** Stars as given; the ones that a like or dislike stands for; null where it was only watched. */
  readonly stars: number | null;
  /** Stars that it added, below 0 took away. */
  readonly amount: number;
}

export interface Verdict {
  /** The verdict as a sentence in Spanish, and in the language asked for. */
  readonly mensaje: string;
  readonly sentence: string;
  readonly userId: string | null;
  readonly title: BriefTitle;
  readonly recommended: boolean;
  /** That the viewer would give `likeFrom` stars or more, 0…1. */
  readonly probability: number;
  /** Stars expected, and the deviation of a rating around them. */
  readonly stars: number;
  readonly deviation: number;
  readonly likeFrom: number;
  /** The lowest and the highest rating that people gave. */
  readonly scale: { readonly low: number; readonly high: number };
  /** From which probability on the verdict is yes, and why. */
  readonly threshold: Omit<ChosenThreshold, 'test'> &
    Pick<ChosenThreshold['test'], 'precision' | 'recall' | 'share'> & { readonly why: string };
  readonly basedOn: {
    /** What is known of the viewer: ratings; only what was watched; nothing, so what people like on the whole is told. */
    readonly kind: 'ratings' | 'views' | 'nothing';
    readonly rated: number;
    readonly watched: number;
    /** Ratings of the title in question that were learnt from; 0: judged by genres and year. */
    readonly ratingsOfTitle: number;
  };
  /** What the viewer said of this very title before, which is left out; absent where nothing. */
  readonly said?: { readonly stars: number | null };
  readonly reason: string;
  /** Stars that the title itself and what is known of people on the whole bring; with all parts they add up to `stars`, before those are held to the scale. */
  readonly base: number;
  /** The largest parts, whatever the sign. */
  readonly because: readonly VerdictPart[];
  /** The parts that are not told, added up. */
  readonly others: { readonly titles: number; readonly amount: number };
  /** What the title shares by the catalogue with what speaks for it. */
  readonly shared: readonly Pick<Because, 'kind' | 'term'>[];
  readonly model: ModelName;
  readonly snapshot: string;
  readonly language: Language;
  readonly warnings: readonly Warning[];
}

/** How sure the verdicts in service are. */
export interface VerdictCertainty {
  readonly model: ModelName;
  readonly threshold: ChosenThreshold;
  readonly why: string;
  readonly likeFrom: number;
  readonly cut: VerdictReport['cut'];
  readonly test: VerdictReport['test'];
  readonly whenever: Omit<VerdictFigures, 'thresholds'> | null;
  /** For whom, each with what the threshold does there. */
  readonly segments: readonly (Omit<VerdictFigures, 'thresholds'> & {
    readonly name: string;
    readonly precision: number | null;
    readonly recall: number | null;
  })[];
}

/** The version that verdicts come from, as an engine takes it. */
export interface StarsSettings {
  readonly versionId: string;
  readonly artifactPath: string;
}
