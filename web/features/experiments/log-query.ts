import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { addressOf } from '../../shared/api.ts';

const FILTERS = ['kind', 'model', 'status', 'tag', 'metric', 'min'] as const;
type Filter = (typeof FILTERS)[number];

/** What is asked of the log; it lives in the address. */
export interface LogQuery {
  readonly values: Readonly<Record<Filter, string>>;
  /** As the API takes it: with a minus the largest first. */
  readonly sort: string;
  readonly isAny: boolean;
  /** A page of the runs asked for; `measured` leaves out those without the metric. */
  address(options: { n: number; offset?: number; format?: 'csv' }): string;
  readonly set: (changes: Partial<Record<Filter | 'sort', string>>) => void;
  readonly clear: () => void;
}

/** The filters and the order in the address. */
export function useLogQuery(): LogQuery {
  const [search, setSearch] = useSearchParams();
  return useMemo(() => {
    const values = Object.fromEntries(FILTERS.map((name) => [name, search.get(name) ?? ''])) as Record<Filter, string>;
    const sort = search.get('sort') ?? '-started';
    const change = (alter: (after: URLSearchParams) => void): void =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          alter(after);
          return after;
        },
        { replace: true },
      );
    const orNone = (value: string): string | null => (value === '' ? null : value);
    const isNumber = values.min !== '' && Number.isFinite(Number(values.min));
    return {
      values,
      sort,
      isAny: FILTERS.some((name) => values[name] !== ''),
      address: ({ n, offset = 0, format }) =>
        addressOf('/v1/experiments', {
          kind: orNone(values.kind),
          model: orNone(values.model),
          status: orNone(values.status),
          tag: orNone(values.tag),
          metric: values.metric === '' ? null : `${values.metric}>=${isNumber ? values.min : '-1e300'}`,
          sort,
          n,
          ...(offset === 0 ? {} : { offset }),
          ...(format === undefined ? {} : { format }),
        }),
      set: (changes) =>
        change((after) => {
          for (const [name, value] of Object.entries(changes)) {
            if (value === '' || (name === 'sort' && value === '-started')) after.delete(name);
            else after.set(name, value);
          }
        }),
      clear: () =>
        change((after) => {
          for (const name of FILTERS) after.delete(name);
        }),
    };
  }, [search, setSearch]);
}
