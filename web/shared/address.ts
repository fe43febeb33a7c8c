import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

interface StateOptions {
  /** Whether the change is a step that “back” returns from; defaults to false. */
  readonly isStep?: boolean;
}

/**
 * One value that lives in the address, so that a copied address opens the same view: the value (or `byDefault`, which is left out of the
 * address) and a function that changes it.
 */
export function useAddress(
  name: string,
  byDefault = '',
  { isStep = false }: StateOptions = {},
): readonly [value: string, change: (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const change = useCallback(
    (value: string) => {
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === byDefault) after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: !isStep },
      );
    },
    [setSearch, name, byDefault, isStep],
  );
  return [search.get(name) ?? byDefault, change];
}

/** A list that lives in the address, one parameter a member. */
export function useAddressList(
  name: string,
): readonly [value: readonly string[], change: (value: readonly string[]) => void] {
  const [search, setSearch] = useSearchParams();
  const change = useCallback(
    (members: readonly string[]) => {
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.delete(name);
          for (const member of members) after.append(name, member);
          return after;
        },
        { replace: true },
      );
    },
    [setSearch, name],
  );
  return [search.getAll(name), change];
}
