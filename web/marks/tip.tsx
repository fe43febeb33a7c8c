import { createContext, type ReactNode, useContext } from 'react';

/** What is told of the mark under the pointer or the focus; `x` and `y` are pixels of the drawing. */
export interface Tip {
  readonly x: number;
  readonly y: number;
  readonly text: ReactNode;
}

/** Shows a tip; null hides it. */
export type ShowTip = (tip: Tip | null) => void;

/** Given by the chart to its marks. */
export const TipContext = createContext<ShowTip>(() => undefined);

/** Shows what is told of a mark. */
export const useTip = (): ShowTip => useContext(TipContext);

/** The lines of a tip: a name, then values beside what they are. */
export function TipText({
  name,
  values = [],
}: {
  readonly name: ReactNode;
  readonly values?: readonly (readonly [name: string, value: ReactNode])[];
}): ReactNode {
  return (
    <>
      <strong>{name}</strong>
      {values.map(([what, value]) => (
        <span key={what}>
          {what} <b>{value}</b>
        </span>
      ))}
    </>
  );
}
