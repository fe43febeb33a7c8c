import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ask, askAgainAfter } from './api.ts';
import { useLanguage } from './language.tsx';

interface AnswerOptions {
  /** Whether to ask at all; defaults to true. */
  readonly enabled?: boolean;
  /** Shows the last answer until the next one is here, so that nothing jumps; defaults to true. */
  readonly keep?: boolean;
  /** Asks again after so many milliseconds. */
  readonly everyMs?: number;
}

/** The answer to a GET address of the API, asked once and remembered, in the language in force. */
export function useAnswer<T>(
  address: string,
  { enabled = true, keep = true, everyMs }: AnswerOptions = {},
): UseQueryResult<T> {
  const { language } = useLanguage();
  return useQuery<T>({
    queryKey: [address, language],
    queryFn: async ({ signal }) => ask<T>(address, { language, signal }),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(everyMs === undefined ? {} : { refetchInterval: ({ state }) => askAgainAfter(state.error) || everyMs }),
  });
}
