const ASCII = /^[ -~]*$/u;

/** A title without case, accents and punctuation, its words parted by one blank: `¡Átame!` → `atame`. A title of signs alone stays as it is. */
export function normalizeTitle(title: string): string {
  const plain = ASCII.test(title) ? title : title.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const letters = plain
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return letters === '' ? title : letters;
}
