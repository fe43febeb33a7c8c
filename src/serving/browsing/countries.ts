import { foldName } from '../names.ts';

const REGION_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Names that the sources write otherwise than the standard, or that the standard has no more. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'united states of america': 'US',
  'czech republic': 'CZ',
  turkey: 'TR',
  'hong kong': 'HK',
  macao: 'MO',
  macedonia: 'MK',
  'bosnia and herzegovina': 'BA',
  'palestinian territory': 'PS',
  'syrian arab republic': 'SY',
  'libyan arab jamahiriya': 'LY',
  'lao peoples democratic republic': 'LA',
  'brunei darussalam': 'BN',
  'kyrgyz republic': 'KG',
  'cote divoire': 'CI',
  congo: 'CG',
  myanmar: 'MM',
};

let codes: Map<string, string> | null = null;

/** Two-letter codes by folded English name, made once: the 676 pairs of letters, asked for their names. */
function codesByName(): Map<string, string> {
  if (codes !== null) return codes;
  codes = new Map(Object.entries(OTHER_NAMES));
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  for (const first of REGION_LETTERS) {
    for (const second of REGION_LETTERS) {
      const name = names.of(first + second);
      if (name === undefined || codes.has(foldName(name))) continue;
      // Withdrawn codes have the name of what followed them: DD is Germany too.
      const code = new Intl.Locale(`und-${first}${second}`).region ?? first + second;
      codes.set(foldName(name), code);
    }
  }
  return codes;
}

/** The ISO 3166 code of a country by its English name; the name itself, in lower case, where there is none ("soviet union"). */
export const countryCode = (name: string): string => codesByName().get(foldName(name)) ?? name.toLowerCase();
