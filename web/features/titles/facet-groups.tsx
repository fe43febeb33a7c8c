import { Checkbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../shared/format.ts';
import { useWords } from '../../shared/language.tsx';
import { Button } from '../../shared/ui/button.tsx';
import styles from './facet-groups.module.css';
import { type CatalogueAnswer, type Facet, FACETS, useValueName } from './values.ts';
import { titlesWords } from './words.ts';

/** Values shown of a facet before the others are asked for. */
const FIRST = 7;

interface GroupProps {
  readonly facet: Facet;
  readonly values: CatalogueAnswer['facets'][Facet];
  readonly chosen: readonly string[];
  readonly onToggle: (facet: Facet, value: string) => void;
}

function FacetGroup({ facet, values, chosen, onToggle }: GroupProps): ReactNode {
  const words = useWords(titlesWords);
  const format = useFormat();
  const nameOf = useValueName();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? values : values.filter(({ value }, at) => at < FIRST || chosen.includes(value));
  const rest = values.length - shown.length;
  return (
    <fieldset className={styles.group}>
      <legend>{words.facets[facet]}</legend>
      {shown.map(({ value, count }) => (
        <label key={value} className={styles.value}>
          <Checkbox.Root
            className={styles.box}
            checked={chosen.includes(value)}
            onCheckedChange={() => onToggle(facet, value)}
          >
            <Checkbox.Indicator className={styles.mark}>
              <Check size={14} strokeWidth={3} aria-hidden="true" />
            </Checkbox.Indicator>
          </Checkbox.Root>
          <span className={styles.name}>{nameOf(facet, value)}</span>
          <span className={styles.count}>{format.number(count)}</span>
        </label>
      ))}
      {rest > 0 || isWhole ? (
        <Button
          look="quiet"
          isSmall
          className={styles.more}
          onClick={() => setIsWhole(!isWhole)}
          aria-expanded={isWhole}
        >
          {isWhole ? words.fewer : words.more(rest)}
        </Button>
      ) : null}
    </fieldset>
  );
}

interface GroupsProps {
  readonly facets: CatalogueAnswer['facets'];
  readonly chosen: ReadonlyMap<Facet, readonly string[]>;
  readonly onToggle: (facet: Facet, value: string) => void;
}

/** The facets, each with its values and how many titles they would leave; a facet of which there is one value alone tells nothing and is left out. */
export function FacetGroups({ facets, chosen, onToggle }: GroupsProps): ReactNode {
  return (
    <div className={styles.groups}>
      {FACETS.map((facet) => {
        const mine = chosen.get(facet) ?? [];
        return facets[facet].length < 2 && mine.length === 0 ? null : (
          <FacetGroup key={facet} facet={facet} values={facets[facet]} chosen={mine} onToggle={onToggle} />
        );
      })}
    </div>
  );
}
