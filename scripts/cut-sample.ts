/**
 * Cuts data/sample/ from the full public data (BUTACA_DATA, or ../shared/data beside the repository): the same files in the same
 * formats, columns and order, the films tables reduced to the films that the platform's links reach. Repeatable byte for byte.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { RecordScanner } from '../src/sources/csv/scan-records.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = process.env['BUTACA_DATA'] ?? join(root, '../shared/data');
const target = join(root, 'data/sample');

/** Node writes no time and no name into the header; the byte for the operating system is fixed here. */
function gzip(bytes: Uint8Array): Buffer {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}

const readSource = (name: string): Buffer => {
  const bytes = readFileSync(join(source, name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
};

function write(name: string, bytes: Uint8Array): number {
  const path = join(target, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return bytes.length;
}

const needsQuotes = /[",\r\n]/;
const quote = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Returns the header and the records of a table whose `column` is among `kept`, as CSV. */
function cutTable(
  bytes: Uint8Array,
  column: string,
  kept: ReadonlySet<string>,
  onKept?: (row: string[]) => void,
): Buffer {
  const lines: string[] = [];
  let position = -1;
  const scanner = new RecordScanner({
    delimiter: 44,
    onRecord(record) {
      const row = Array.from({ length: record.count }, (_, i) => record.text(i));
      if (position < 0) {
        position = row.indexOf(column);
        if (position < 0) throw new Error(`missing column: ${column}; found ${row.join(', ')}`);
      } else if (!kept.has(row[position])) return;
      else onKept?.(row);
      lines.push(row.map(quote).join(','));
    },
    onFault(fault, line) {
      throw new Error(`${fault} in line ${line}`);
    },
  });
  scanner.push(bytes);
  scanner.finish();
  return Buffer.from(`${lines.join('\n')}\n`);
}

if (!existsSync(source)) {
  console.error(
    `missing folder: ${source}; set BUTACA_DATA to the folder with platform/, tmdb/, streaming/ and movielens/.`,
  );
  process.exit(1);
}

const movies = readSource('platform/movies.csv');
const platformIds = new Set<string>();
const collector = new RecordScanner({
  delimiter: 44,
  onRecord: (record) => void platformIds.add(record.text(0)),
  onFault() {},
});
collector.push(movies);
collector.finish();

const filmIds = new Set<string>();
const links = cutTable(readSource('movielens/ml-latest-small/links.csv'), 'movieId', platformIds, (row) => {
  if (row[2] !== '') filmIds.add(row[2]);
});

for (const folder of ['platform', 'tmdb', 'streaming']) rmSync(join(target, folder), { recursive: true, force: true });
const written: [string, number][] = [];
const put = (name: string, bytes: Uint8Array): void => void written.push([name, write(name, gzip(bytes))]);

put('platform/movies.csv.gz', movies);
put('platform/interactions.csv.gz', readSource('platform/interactions.csv'));
put('platform/links.csv.gz', links);
for (const name of ['movies_dataset', 'credits', 'keywords']) {
  put(`tmdb/${name}.csv.gz`, cutTable(readSource(`tmdb/${name}.csv.gz`), 'id', filmIds));
}
for (const name of ['amazon_prime', 'disney_plus', 'hulu', 'netflix'].map((platform) => `${platform}_titles`)) {
  put(`streaming/${name}.csv.gz`, readSource(`streaming/${name}.csv`));
}
put('streaming/mean_rating_per_title.csv.gz', readSource('streaming/mean_rating_per_title.csv'));
const terms = join(source, 'movielens/ml-latest-small/README.txt');
written.push(['LICENSE-MovieLens.txt', write('LICENSE-MovieLens.txt', readFileSync(terms))]);

let total = 0;
for (const [name, bytes] of written) {
  total += bytes;
  console.log(`${String(bytes).padStart(9)}  ${name}`);
}
console.log(
  `${String(total).padStart(9)}  in ${written.length} files of ${basename(dirname(target))}/${basename(target)}`,
);
if (total > 12e6) {
  console.error(`the sample has ${statSync(target).size} bytes; expected at most 12 MB`);
  process.exit(1);
}
