import { SlidersHorizontal, Search as SearchIcon, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useAddress } from '../../shared/address.ts';
import { addressOf } from '../../shared/api.ts';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { Modal } from '../../shared/ui/modal.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Problem } from '../../shared/ui/problem.tsx';
import { useAnswer } from '../../shared/use-answer.ts';
import { FacetGroups } from './facet-groups.tsx';
import { Results } from './results.tsx';
import styles from './search.module.css';
import { Suggestions } from './suggestions.tsx';
import { type CatalogueAnswer, type Facet, FACETS, parameterOf, useValueName } from './values.ts';
import { titlesWords } from './words.ts';

/** Titles asked for at a time. */
const PAGE = 60;
/** Between the last key and the question. */
const PAUSE_MS = 120;

/** What is chosen of every facet, in the address. */
function useChoices(): {
  readonly chosen: ReadonlyMap<Facet, readonly string[]>;
  readonly toggle: (facet: Facet, value: string) => void;
  readonly clear: () => void;
} {
  const [search, setSearch] = useSearchParams();
  const chosen = new Map(FACETS.map((facet) => [facet, search.getAll(parameterOf(facet))]));
  return {
    chosen,
    toggle(facet, value) {
      const before = chosen.get(facet) ?? [];
      const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
      setSearch(
        (old) => {
          const next = new URLSearchParams(old);
          next.delete(parameterOf(facet));
          for (const one of after) next.append(parameterOf(facet), one);
          return next;
        },
        { replace: true },
      );
    },
    clear() {
      setSearch(
        (old) => {
          const next = new URLSearchParams(old);
          for (const facet of FACETS) next.delete(parameterOf(facet));
          return next;
        },
        { replace: true },
      );
    },
  };
}

/** The words that are looked for: written at once, asked for and put into the address after a short pause. */
function SearchField(): ReactNode {
  const words = useWords(titlesWords);
  const [asked, ask] = useAddress('q');
  const [typed, setTyped] = useState(asked);
  useEffect(() => setTyped(asked), [asked]);
  useEffect(() => {
    if (typed === asked) return undefined;
    const timer = setTimeout(() => ask(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, asked, ask]);
  return (
    <div className={styles.search} role="search">
      <SearchIcon size={20} aria-hidden="true" />
      <input
        type="search"
        aria-label={words.search}
        placeholder={words.placeholder}
        value={typed}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('');
        }}
      />
      {typed === '' ? null : (
        <button type="button" className={styles.clear} aria-label={words.clearSearch} onClick={() => setTyped('')}>
          <X size={18} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

function SortChoice(): ReactNode {
  const words = useWords(titlesWords);
  const [sort, choose] = useAddress('sort', 'relevance');
  return (
    <label className={styles.sort}>
      <span>{words.sort}</span>
      <select value={sort} onChange={(event) => choose(event.target.value)}>
        {Object.entries(words.sorts).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Search over all catalogues with facets. */
export function TitleSearch(): ReactNode {
  const words = useWords(titlesWords);
  const format = useFormat();
  const nameOf = useValueName();
  const [text] = useAddress('q');
  const [sort] = useAddress('sort', 'relevance');
  const { chosen, toggle, clear } = useChoices();
  const [isOpen, setIsOpen] = useState(false);
  const question = {
    ...(text.trim() === '' ? {} : { search: text }),
    ...(sort === 'relevance' ? {} : { sort }),
    ...Object.fromEntries([...chosen].map(([facet, values]) => [parameterOf(facet), values])),
    n: PAGE,
  };
  const addressAt = (page: number): string =>
    addressOf('/v1/catalogue', { ...question, ...(page === 0 ? {} : { offset: page * PAGE }) });
  const answer = useAnswer<CatalogueAnswer>(addressAt(0));
  const { data, error, refetch, isPlaceholderData } = answer;
  const count = [...chosen.values()].reduce((sum, values) => sum + values.length, 0);
  const hasAsked = count > 0 || text.trim() !== '';
  const groups =
    data === undefined ? (
      <Loading height={560} />
    ) : (
      <FacetGroups facets={data.facets} chosen={chosen} onToggle={toggle} />
    );

  return (
    <Page title={words.title} lead={words.lead}>
      <div className={styles.bar}>
        <SearchField />
        <SortChoice />
        <Button className={styles.filterButton} onClick={() => setIsOpen(true)}>
          <SlidersHorizontal size={18} aria-hidden="true" />
          {words.filtersOf(count)}
        </Button>
      </div>
      <div className={styles.columns}>
        <aside className={styles.facets} aria-label={words.filters}>
          {groups}
        </aside>
        <section className={styles.found} aria-label={words.results}>
          <div className={styles.summary}>
            <p role="status">{data === undefined ? '' : words.total(format.number(data.total), data.total === 1)}</p>
            {[...chosen].flatMap(([facet, values]) =>
              values.map((value) => (
                <button
                  key={`${facet} ${value}`}
                  type="button"
                  className={styles.chip}
                  aria-label={words.without(nameOf(facet, value))}
                  onClick={() => toggle(facet, value)}
                >
                  {nameOf(facet, value)}
                  <X size={14} aria-hidden="true" />
                </button>
              )),
            )}
            {count > 1 ? (
              <Button look="quiet" isSmall onClick={clear}>
                {words.clearFilters}
              </Button>
            ) : null}
          </div>
          {error !== null ? (
            <Problem error={error} onAgain={() => void refetch()} />
          ) : data === undefined ? (
            <Loading height={640} />
          ) : data.total === 0 ? (
            <Empty
              title={hasAsked ? words.none : words.nothing}
              text={hasAsked ? words.noneNote : words.nothingNote}
              action={
                data.suggestions.length > 0 ? (
                  <Suggestions titles={data.suggestions} />
                ) : count > 0 ? (
                  <Button onClick={clear}>{words.clearFilters}</Button>
                ) : undefined
              }
            />
          ) : (
            <Results
              key={addressAt(0)}
              total={data.total}
              first={data.titles}
              pageSize={PAGE}
              addressAt={addressAt}
              isOld={isPlaceholderData}
            />
          )}
        </section>
      </div>
      <Modal title={words.filters} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        {groups}
        <Button look="main" onClick={() => setIsOpen(false)}>
          {words.show}
        </Button>
      </Modal>
    </Page>
  );
}
