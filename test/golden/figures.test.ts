import { describe, expect, it } from 'vitest';
import { fillFigures, staleDocuments } from '../../scripts/write-figures.ts';

describe('figures in the documents', () => {
  const text =
    'before\n<!-- figures:speed -->\nold\n<!-- /figures -->\nafter\n<!-- figures:none -->\nkept\n<!-- /figures -->\n';
  const source = (name: string): string | null => (name === 'speed' ? '| a |' : null);

  it('replaces what stands between the marks, and keeps what has no results', () => {
    expect(fillFigures(text, source)).toBe(
      'before\n<!-- figures:speed -->\n\n| a |\n\n<!-- /figures -->\nafter\n<!-- figures:none -->\nkept\n<!-- /figures -->\n',
    );
  });

  it('changes nothing the second time', () => {
    const once = fillFigures(text, source);
    expect(fillFigures(once, source)).toBe(once);
  });

  it('say what bench/results says (else run node scripts/write-figures.ts)', () => {
    expect(staleDocuments().map(({ path }) => path)).toEqual([]);
  });
});
