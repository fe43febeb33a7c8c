import { describe, expect, it } from 'vitest';
import { formatCsv } from '../base/format-csv.ts';
import { displayWidth, formatFacts, formatTable } from './table.ts';

describe('formatTable', () => {
  it('aligns text to the left and numbers to the right', () => {
    expect(
      formatTable(
        ['', 'title', 'year'],
        [
          ['1', 'Heat', '1995'],
          ['10', 'Alien³', ''],
        ],
      ),
    ).toBe(['    title   year', '--  ------  ----', ' 1  Heat    1995', '10  Alien³'].join('\n'));
  });

  it('counts what people see, not code units', () => {
    expect(displayWidth('Amélie')).toBe(6);
    expect(displayWidth('Ame\u0301lie')).toBe(6);
    expect(displayWidth('千と千尋')).toBe(8);
    expect(displayWidth('👩‍👩‍👧')).toBe(2);
  });

  it('shows only the headings of an empty table', () => {
    expect(formatTable(['id', 'kind'], [])).toBe('id  kind\n--  ----');
  });
});

describe('formatFacts', () => {
  it('puts the values under each other', () => {
    expect(
      formatFacts([
        ['a', '1'],
        ['long', '2'],
      ]),
    ).toBe('a     1\nlong  2');
    expect(formatFacts([])).toBe('');
  });
});

describe('formatCsv', () => {
  it('quotes cells with commas, quotes and line ends', () => {
    expect(
      formatCsv(
        ['a', 'b'],
        [
          ['x,y', 'say "hi"'],
          ['two\nlines', '-1.5'],
        ],
      ),
    ).toBe('a,b\n"x,y","say ""hi"""\n"two\nlines",-1.5');
  });

  it('keeps a spreadsheet from running a cell', () => {
    expect(formatCsv(['a'], [['=1+1'], ['@sum'], ['-cmd']])).toBe("a\n'=1+1\n'@sum\n'-cmd");
  });
});
