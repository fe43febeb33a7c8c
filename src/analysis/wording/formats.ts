import type { Unit } from '../contract.ts';

export type AnalysisLanguage = 'es' | 'en';

/** Numbers as people of a language write them. */
export interface Formats {
  /** A whole number: `45,346`. */
  readonly count: (value: number) => string;
  /** At most `digits` decimals (2 where nothing is said). */
  readonly decimal: (value: number, digits?: number) => string;
  /** A share 0…1: `12.3 %`. */
  readonly percent: (share: number) => string;
  /** Short, for axes: `1.2M`. */
  readonly compact: (value: number) => string;
  /** With its unit where the unit is a sign; years without grouping. */
  readonly value: (value: number, unit: Unit) => string;
  /** `≤ 0.001` or the number. */
  readonly chance: (p: number) => string;
}

function makeFormats(language: AnalysisLanguage): Formats {
  const locale = language === 'es' ? 'es-ES' : 'en-US';
  // Spanish parts the thousands from five digits on.
  const grouping = { useGrouping: language === 'es' ? 'min2' : 'always' } as const;
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, ...grouping });
  const decimals = [0, 1, 2, 3, 4].map(
    (digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits, ...grouping }),
  );
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const decimal = (given: number, digits = 2): string => {
    // −0 is 0 to people.
    const value = given + 0;
    return value !== 0 && Math.abs(value) < 10 ** -digits / 2 ? small.format(value) : decimals[digits].format(value);
  };
  const signs: Partial<Record<Unit, (value: number) => string>> = {
    year: (value) => (Number.isInteger(value) ? String(value) : decimal(value, 1).replaceAll(/[.,\s](?=\d{3})/g, '')),
    dollars: (value) => `${short.format(value)} US$`,
    minutes: (value) => `${decimal(value, 1)} min`,
    ratio: (value) => decimal(value),
  };
  return {
    count: (value) => whole.format(value),
    decimal,
    percent: (share) => percents.format(share),
    compact: (value) => (Math.abs(value) < 1 && value !== 0 ? small.format(value) : short.format(value)),
    value: (value, unit) => signs[unit]?.(value) ?? decimal(value),
    chance: (p) => (p < 0.001 ? `< ${decimals[3].format(0.001)}` : decimals[3].format(p)),
  };
}

/** A name out of a column as a reader knows it: codes of languages by the name of the language, others as they are. */
export function nameIn(language: AnalysisLanguage, column: string, name: string): string {
  if (!/language/i.test(column) || !/^[a-z]{2}$/.test(name)) return name;
  // The source's own code for Cantonese is none of ISO 639.
  const code = name === 'cn' ? 'yue' : name;
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(code) ?? name;
}

/** How each language writes numbers. */
export const formats: Readonly<Record<AnalysisLanguage, Formats>> = { es: makeFormats('es'), en: makeFormats('en') };
