/** A title without case, accents and punctuation, its words parted by one blank: `¡Átame!` → `atame`. A title of signs alone stays as it is. */
export function normalizeTitle(title: string): string {
  const letters = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return letters === '' ? title : letters;
}
