import { ButacaError } from '../../base/errors.ts';
import {
  chooseThreshold,
  type ChosenThreshold,
  type VerdictFigures,
  type VerdictReport,
} from '../../evaluation/index.ts';
import { LEAST_RATINGS, type Likes, openLikes, readArtifact } from '../../models/index.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Because, Language } from '../contract.ts';
import { rounded, termLabel } from '../explain.ts';
import type { Histories } from '../histories.ts';
import { subjectTitle } from '../understand.ts';
import type { StarsSettings, Verdict, VerdictCertainty, VerdictPart, VerdictRequest } from './contract.ts';
import { type Statement, statementsOf } from './statements.ts';
import { verdictWordings } from './wording/index.ts';

/** Parts told, named in the sentence on each side, and the least that is worth a name, in stars. */
const TOLD = 6;
const NAMED = 2;
const LEAST_NAMED = 0.02;
const SHARED = 3;

/** Stars that are known of nobody, in the numbers of one catalogue. */
interface Served {
  readonly versionId: string;
  readonly likes: Likes;
  readonly report: VerdictReport;
  /** Row of each title of the catalogue, −1 for one that came after the stars were learnt. */
  readonly rows: Int32Array;
}

const notReady = (message: string): ButacaError =>
  new ButacaError('NOT_READY', message, { details: { waitsFor: 'stars' } });

/** Rows of the catalogue's titles among the items that were learnt from. */
function findRows(catalogue: Catalogue, likes: Likes): Int32Array {
  const rowOf = new Map<string, number>();
  let row = 0;
  for (const id of likes.itemIds) rowOf.set(id, row++);
  return Int32Array.from(catalogue.titles, ({ id }) => rowOf.get(id) ?? -1);
}

/**
 * Says who will like what, from one catalogue, its histories and whichever stars are in service. Stars of an older snapshot are brought
 * into the catalogue's numbers by the titles' ids, so that verdicts go on while those of a new snapshot are learnt.
 */
export class VerdictDesk {
  readonly #catalogue: Catalogue;
  readonly #histories: Histories;
  #served: Served | null = null;

  constructor(catalogue: Catalogue, histories: Histories) {
    this.#catalogue = catalogue;
    this.#histories = histories;
  }

  /** Takes stars into service; what served before goes on when they cannot be read (UNSUPPORTED_ARTIFACT, MISSING_FILE). */
  takeStars({ versionId, artifactPath }: StarsSettings): void {
    if (this.#served?.versionId === versionId) return;
    const { tensors, metadata } = readArtifact(artifactPath);
    // Copies: views would hold the whole file in memory beside what is used of it.
    const own = new Map([...tensors].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]));
    const likes = openLikes({ tensors: own, metadata });
    if (likes.measured === null) {
      throw new ButacaError(
        'UNSUPPORTED_ARTIFACT',
        'unsupported artifact: not measured; expected figures. Train again.',
      );
    }
    const report = JSON.parse(likes.measured) as VerdictReport;
    this.#served = { versionId, likes, report, rows: findRows(this.#catalogue, likes) };
  }

  #serving(): Served {
    if (this.#served !== null) return this.#served;
    const { id, ratings, counts } = this.#catalogue.snapshot.manifest;
    const known = ratings ?? counts.interactions;
    if (known >= LEAST_RATINGS) {
      throw notReady(
        'missing stars: they have not been learnt yet; wait until they are, or learn them: butaca train stars.',
      );
    }
    throw new ButacaError(
      'MISSING_RATINGS',
      `too few ratings: snapshot ${id} has ${known}; expected at least ${LEAST_RATINGS}. Import ratings with stars, or collect them.`,
      { details: { ratings: known, least: LEAST_RATINGS } },
    );
  }

  /** How sure verdicts are, at a precision that is wanted. NOT_READY or MISSING_RATINGS while there are none. */
  certainty(precision: number, language: Language): VerdictCertainty {
    const { report, versionId } = this.#serving();
    const threshold = chooseThreshold(report, precision);
    const whenever = report.whenever === null ? null : withoutThresholds(report.whenever);
    return {
      model: { version: versionId, name: 'stars' },
      threshold,
      why: whyOf(threshold, language),
      likeFrom: report.likeFrom,
      cut: report.cut,
      test: report.test,
      whenever,
      segments: report.segments.map((figures) => {
        const row = figures.thresholds.find((candidate) => candidate.threshold === threshold.threshold);
        return {
          ...withoutThresholds(figures),
          name: figures.name,
          precision: row?.precision ?? null,
          recall: row?.recall ?? null,
        };
      }),
    };
  }

  /** The verdict on one title. UNKNOWN_TITLE; NOT_READY or MISSING_RATINGS while there are no stars. */
  answer(request: VerdictRequest): Verdict {
    const { likes, report, rows, versionId } = this.#serving();
    const catalogue = this.#catalogue;
    const { language, precision } = request;
    const item = subjectTitle(catalogue, request.title);
    const row = rows[item];
    if (row < 0) {
      throw notReady(
        `missing stars: ${catalogue.titles[item].name} came after they were learnt; wait until they are learnt again.`,
      );
    }
    const { statements, warnings } = statementsOf(request, catalogue, this.#histories);
    const own = statements.find((statement) => statement.item === item);
    const history = statements.filter((statement) => statement.item !== item && rows[statement.item] >= 0);
    const growing = likes.begin();
    for (const statement of history) growing.add(rows[statement.item], starsOf(statement, likes) ?? Number.NaN);
    const posterior = growing.fold();
    const [belief, reasons] = [posterior.believe(row), posterior.explain(row)];
    if (belief === null || reasons === null) throw notReady('missing stars: nothing could be said; learn them again.');

    const byRow = new Map(history.map((statement) => [rows[statement.item], statement]));
    const parts = reasons.parts.map(({ item: partRow, amount }): VerdictPart & { item: number } => {
      const statement = byRow.get(partRow)!;
      return {
        item: statement.item,
        title: catalogue.references[statement.item],
        stars: starsOf(statement, likes),
        amount,
      };
    });
    const [told, others] = [parts.slice(0, TOLD), parts.slice(TOLD)];
    const rated = history.filter((statement) => statement.stars !== null).length;
    const kind = rated > 0 ? 'ratings' : history.length > 0 ? 'views' : 'nothing';
    const worthNaming = parts.filter(({ amount }) => Math.abs(amount) >= LEAST_NAMED);
    const pro = worthNaming.filter(({ amount }) => amount > 0).slice(0, NAMED);
    const con = worthNaming.filter(({ amount }) => amount < 0).slice(0, NAMED);
    const shared = catalogue.facts.shared(
      item,
      pro.map((part) => part.item),
      SHARED,
    );
    const threshold = chooseThreshold(report, precision);
    const recommended = belief.probability >= threshold.threshold;
    const name = catalogue.shortNames[item];
    const named = (some: readonly { item: number; stars: number | null }[]): { name: string; stars: number | null }[] =>
      some.map((part) => ({ name: catalogue.shortNames[part.item], stars: part.stars }));
    const { precision: found, recall, share } = threshold.test;
    const facts = { name, recommended, ...belief, threshold: threshold.threshold };
    return {
      mensaje: verdictWordings.es.verdict(facts),
      sentence: verdictWordings[language].verdict(facts),
      userId: request.userId ?? null,
      title: catalogue.brief[item],
      recommended,
      probability: rounded(belief.probability),
      stars: rounded(belief.stars),
      deviation: rounded(belief.deviation),
      likeFrom: likes.likeFrom,
      scale: likes.scale,
      threshold: {
        threshold: threshold.threshold,
        wanted: threshold.wanted,
        reached: threshold.reached,
        precision: found,
        recall,
        share,
        why: whyOf(threshold, language),
      },
      basedOn: { kind, rated, watched: history.length - rated, ratingsOfTitle: likes.counts[row] },
      ...(own !== undefined && { said: { stars: starsOf(own, likes) } }),
      reason: verdictWordings[language].reason({
        kind,
        name,
        isNewTitle: likes.counts[row] === 0,
        pro: named(pro),
        con: named(con),
        shared: shared.map((fact) => termLabel(fact, language)),
      }),
      base: rounded(reasons.base),
      because: told.map(({ title, stars, amount }) => ({ title, stars, amount: rounded(amount) })),
      others: { titles: others.length, amount: rounded(others.reduce((sum, { amount }) => sum + amount, 0)) },
      shared: shared.map(({ kind: what, term }): Pick<Because, 'kind' | 'term'> => ({ kind: what, term })),
      model: { version: versionId, name: 'stars' },
      snapshot: catalogue.snapshot.id,
      language,
      warnings,
    };
  }
}

/** The stars of a statement; those that a like or dislike stands for, null where a title was only watched. */
function starsOf({ stars }: Statement, { meant }: Likes): number | null {
  if (stars === 'like' || stars === 'dislike') return rounded(meant[stars]);
  return stars;
}

const withoutThresholds = ({
  count,
  liked,
  brier,
  brierOfShare,
  ece,
  auc,
  bins,
}: VerdictFigures): Omit<VerdictFigures, 'thresholds'> => ({ count, liked, brier, brierOfShare, ece, auc, bins });

function whyOf({ threshold, wanted, reached, test }: ChosenThreshold, language: Language): string {
  const { precision, recall } = test;
  return verdictWordings[language].why({ threshold, wanted, reached, precision, recall });
}
