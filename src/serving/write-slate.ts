import { createByteWriter } from './byte-writer.ts';
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
 * Returns a writer of lists: the bytes of `JSON.stringify(composeSlate(…))` in UTF-8, in a buffer of their own, several times faster.
 * What is always the same (titles, model) is written once and kept, about 300 bytes a title.
 */
export function createSlateWriter(
  model: ModelName,
  catalogue: Catalogue,
): (list: RankedList) => Uint8Array<ArrayBuffer> {
  const out = createByteWriter();
  const middle = Buffer.from(
    `,"model":${JSON.stringify(model)},"snapshot":${JSON.stringify(catalogue.snapshot.id)},"language":"`,
  );
  const briefs: (Buffer | undefined)[] = [];
  const references = new Map<TitleReference, Buffer>();
  /** Members of a brief title, and the name of the next member. */
  const briefOf = (item: number): Buffer =>
    (briefs[item] ??= Buffer.from(`,${JSON.stringify(catalogue.brief[item]).slice(1, -1)},"score":`));
  /** A reason up to its amount. */
  const historyOf = (title: TitleReference): Buffer => {
    let written = references.get(title);
    if (written === undefined) {
      written = Buffer.from(`{"kind":"history","title":${JSON.stringify(title)},"amount":`);
      references.set(title, written);
    }
    return written;
  };
  const writeBecause = ({ kind, title, term, amount }: Because): void => {
    if (kind === 'history' && title !== undefined && term === undefined) out.bytes(historyOf(title));
    else if (title === undefined && term === undefined) out.text(`{"kind":"${kind}","amount":`);
    else out.text(`${JSON.stringify({ kind, title, term }).slice(0, -1)},"amount":`);
    out.number(amount);
    out.text('}');
  };
  return ({ slateId, userId, language, basedOn, titles, warnings }) => {
    out.text(`{"slateId":${JSON.stringify(slateId)},"userId":${JSON.stringify(userId)}`);
    out.bytes(middle);
    out.text(`${language}","basedOn":${JSON.stringify(basedOn)},"recommendations":[`);
    for (let at = 0; at < titles.length; at++) {
      const { item, score, explanation } = titles[at];
      out.text(at === 0 ? '{"rank":1' : `,{"rank":${at + 1}`);
      out.bytes(briefOf(item));
      out.number(score);
      out.text(`,"reason":${JSON.stringify(explanation.reason)},"because":[`);
      const { because } = explanation;
      for (let part = 0; part < because.length; part++) {
        if (part > 0) out.text(',');
        writeBecause(because[part]);
      }
      out.text(']}');
    }
    out.text(`],"warnings":${JSON.stringify(warnings)}}`);
    return out.take();
  };
}
