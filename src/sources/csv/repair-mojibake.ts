/** The windows-1252 byte of each character beyond Latin-1 that has one. */
const BYTES = new Map(
  Array.from(
    { length: 32 },
    (_, i) => [new TextDecoder('windows-1252').decode(Uint8Array.of(128 + i)), 128 + i] as const,
  ),
);
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
/** A lead byte of UTF-8 as windows-1252 shows it, with something beyond ASCII after it. */
const SUSPICIOUS = /[\u00c2-\u00f4]\P{ASCII}/u;
const TIMES = 2;

/**
 * Returns the text that was meant where UTF-8 was once read as windows-1252 (`PelÃ­cula` → `Película`), also where that happened
 * twice; any other text as it is. The whole text must fit, so that `SÃO PAULO` and `Ârbol…` stay.
 */
export function repairMojibake(text: string): string {
  let repaired = text;
  for (let time = 0; time < TIMES && SUSPICIOUS.test(repaired); time++) {
    const bytes = new Uint8Array(repaired.length);
    for (let i = 0; i < repaired.length; i++) {
      const code = repaired.charCodeAt(i);
      const byte = code < 256 ? code : BYTES.get(repaired[i]);
      if (byte === undefined) return repaired;
      bytes[i] = byte;
    }
    try {
      repaired = strictUtf8.decode(bytes);
    } catch {
      return repaired;
    }
  }
  return repaired;
}
