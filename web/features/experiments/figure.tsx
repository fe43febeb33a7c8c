import type { ReactNode } from 'react';
import { useFormat } from '../../shared/format.ts';
import type { Measured } from './types.ts';

/** A figure with its interval, where it has one; a dash where there is no figure. */
export function Figure({ figure }: { readonly figure: Measured | undefined }): ReactNode {
  const format = useFormat();
  if (figure === undefined) return '–';
  const { value, low, high } = figure;
  return (
    <>
      {format.number(value, 4)}
      {low === undefined || high === undefined ? null : (
        <small>
          {' '}
          {format.number(low, 3)}–{format.number(high, 3)}
        </small>
      )}
    </>
  );
}
