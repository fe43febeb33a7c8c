import { describe, expect, it } from 'vitest';
import { smallSnapshot } from '../../test/fixtures/small-catalogue.ts';
import { buildCatalogue } from './catalogue.ts';
import { composeSlate, createSlateWriter, type RankedList } from './write-slate.ts';

const catalogue = buildCatalogue(smallSnapshot());
const model = { version: '20260101-000000-ease-"a"', name: 'ease' };
const list: RankedList = {
  slateId: 'slate',
  userId: 'a "quoted" \\ user\n',
  language: 'es',
  basedOn: {
    history: 2,
    liked: [catalogue.references[0]],
    disliked: [],
    genres: ['Comedy'],
    tags: [],
    text: 'lluvia “fina”',
  },
  titles: [
    {
      item: 3,
      score: 1.25e-7,
      explanation: {
        reason: 'Porque viste «Toy Story»; comparte: "x" \\ y.',
        because: [
          { kind: 'history', title: catalogue.references[0], amount: 0.5 },
          { kind: 'word', term: 'a "b"', amount: null },
          { kind: 'popularity', amount: 1e21 },
        ],
      },
    },
    { item: 0, score: null, explanation: { reason: '', because: [] } },
  ],
  warnings: [{ code: 'FEW_MATCHES', parameter: 'n', value: '10', message: '2 < 10', suggestions: [] }],
};

describe('createSlateWriter', () => {
  const writer = createSlateWriter(model, catalogue);
  const write = (ranked: RankedList): string => Buffer.from(writer(ranked)).toString();

  it('writes the very text that JSON.stringify makes of the composed list', () => {
    expect(write(list)).toBe(JSON.stringify(composeSlate(list, model, catalogue)));
  });

  it('writes the same when it has written the titles before, and an empty list', () => {
    write(list);
    const empty = { ...list, userId: null, titles: [], warnings: [] };
    expect(write(list)).toBe(JSON.stringify(composeSlate(list, model, catalogue)));
    expect(write(empty)).toBe(JSON.stringify(composeSlate(empty, model, catalogue)));
  });
});
