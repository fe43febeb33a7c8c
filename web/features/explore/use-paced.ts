import { useEffect, useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useAnswer } from '../../shared/use-answer.ts';

/** A question that takes longer than this gives way to a newer one. */
const PATIENCE_MS = 250;

interface Paced<T> {
  readonly answer: UseQueryResult<T>;
  /** Whether the answer is still that to an earlier question. */
  readonly isBehind: boolean;
}

/**
 * The answer to an address that changes faster than it can be answered, as while a range is dragged: one question at a time, the
 * newest when the last is answered; one that is slow is given up. So questions never pile up at the server.
 */
export function usePaced<T>(address: string): Paced<T> {
  const [asked, setAsked] = useState(address);
  const answer = useAnswer<T>(asked);
  const { isFetching } = answer;
  useEffect(() => {
    if (asked === address) return undefined;
    if (!isFetching) {
      setAsked(address);
      return undefined;
    }
    const timer = setTimeout(() => setAsked(address), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [asked, address, isFetching]);
  return { answer, isBehind: asked !== address || answer.isPlaceholderData };
}
