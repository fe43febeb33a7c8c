import type { Catalogue } from './catalogue.ts';
import type { Because, ModelName, Slate, TitleReference, Warning } from './contract.ts';
import type { Explanation } from './explain.ts';

/** One title of a list before it is written out. */
export interface RankedTitle {
  readonly item: number;
  readonly score: number | null;
  readonly explanation: Explanation;
}

/** A list before it is written out. */
export interface RankedList extends Pick<Slate, 'slateId' | 'userId' | 'language' | 'basedOn'> {
  readonly titles: readonly RankedTitle[];
  readonly warnings: readonly Warning[];
}

/** Returns the list as it is answered. */
export function composeSlate({ titles, ...list }: RankedList, model: ModelName, catalogue: Catalogue): Slate {
  return {
    slateId: list.slateId,
    userId: list.userId,
    model,
    snapshot: catalogue.snapshot.id,
    language: list.language,
    basedOn: list.basedOn,
    recommendations: titles.map(({ item, score, explanation }, at) => ({
      rank: at + 1,
      ...catalogue.brief[item],
      score,
      ...explanation,
    })),
    warnings: list.warnings,
  };
}

/**
 * Returns a writer of lists: the text of `JSON.stringify(composeSlate(…))`, several times faster, for what is always the same (titles,
 * model) is written once and kept, 200 bytes a title.
 */
export function createSlateWriter(model: ModelName, catalogue: Catalogue): (list: RankedList) => string {
  const middle = `,"model":${JSON.stringify(model)},"snapshot":${JSON.stringify(catalogue.snapshot.id)},"language":`;
  const briefs: (string | undefined)[] = [];
  const references = new Map<TitleReference, string>();
  /** Members of a brief title without the braces. */
  const writeBrief = (item: number): string => (briefs[item] ??= JSON.stringify(catalogue.brief[item]).slice(1, -1));
  const writeReference = (reference: TitleReference): string => {
    let written = references.get(reference);
    if (written === undefined) {
      written = JSON.stringify(reference);
      references.set(reference, written);
    }
    return written;
  };
  const writeBecause = ({ kind, title, term, amount }: Because): string => {
    const what =
      title === undefined
        ? term === undefined
          ? ''
          : `,"term":${JSON.stringify(term)}`
        : `,"title":${writeReference(title)}`;
    return `{"kind":"${kind}"${what},"amount":${amount}}`;
  };
  return ({ slateId, userId, language, basedOn, titles, warnings }) => {
    let text = `{"slateId":${JSON.stringify(slateId)},"userId":${JSON.stringify(userId)}${middle}"${language}","basedOn":${JSON.stringify(basedOn)},"recommendations":[`;
    for (let at = 0; at < titles.length; at++) {
      const { item, score, explanation } = titles[at];
      text += `${at === 0 ? '' : ','}{"rank":${at + 1},${writeBrief(item)},"score":${score},"reason":${JSON.stringify(explanation.reason)},"because":[`;
      const { because } = explanation;
      for (let part = 0; part < because.length; part++) text += (part === 0 ? '' : ',') + writeBecause(because[part]);
      text += ']}';
    }
    return `${text}],"warnings":${warnings.length === 0 ? '[]' : JSON.stringify(warnings)}}`;
  };
}
