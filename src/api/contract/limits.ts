/** How much a request may ask for or carry; every door holds to these numbers, and the OpenAPI document tells them. */
export const LIMITS = {
  /** Titles in one list. */
  n: { least: 1, most: 100, byDefault: 10 },
  /** Characters of an id. */
  idLength: 256,
  /** Characters of a title's name, a genre, a tag. */
  nameLength: 300,
  /** Characters of a viewer's own words. */
  textLength: 2_000,
  /** Members of a list parameter. */
  listLength: 200,
  /** Interactions of a history given in the body. */
  historyLength: 2_000,
  /** Events of one batch. */
  batchLength: 1_000,
  /** Bytes of a body. */
  bodyBytes: 1_048_576,
  /** Bytes of a request line's address and of all headers together. */
  urlBytes: 16_384,
  headerBytes: 32_768,
  /** Objects and arrays inside one another. */
  jsonDepth: 32,
  year: { least: 1870, most: 2100 },
  /** Milliseconds in which a request must have arrived whole. */
  requestTimeoutMs: 30_000,
  /** The earliest time of an event, and how far ahead of the clock one may be. */
  earliestEventMs: Date.UTC(1990, 0, 1),
  aheadOfClockMs: 86_400_000,
} as const;
