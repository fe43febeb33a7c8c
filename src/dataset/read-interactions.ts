import { ButacaError } from '../base/errors.ts';
import type { Interactions } from './contract.ts';
import type { Database } from './database.ts';

/** Reads core_interaction into CSR arrays, streaming, and the users' ids in order of num. */
export async function readInteractions(
  database: Database,
  items: number,
): Promise<{ interactions: Interactions; userIds: string[] }> {
  const [size] = await database.rows<{ users: number; interactions: number }>(
    'SELECT (SELECT count(*) FROM core_user) AS users, (SELECT count(*) FROM core_interaction) AS interactions',
  );
  const users = size.users;
  const count = size.interactions;
  if (count > 0x7fffffff) {
    throw new ButacaError('OUT_OF_MEMORY', `unsupported size: ${count} interactions; expected at most 2147483647.`);
  }
  const indptr = new Int32Array(users + 1);
  const indices = new Int32Array(count);
  const ratings = new Float32Array(count);
  const fractions = new Float32Array(count);
  const times = new Float64Array(count);
  let at = 0;
  await database.chunks(
    `SELECT user_num, item_num, coalesce(rating, 'nan'::FLOAT), coalesce(fraction, 'nan'::FLOAT), coalesce(time, 'nan'::DOUBLE)
     FROM core_interaction ORDER BY user_num, time NULLS FIRST, item_num`,
    (columns, rows) => {
      const [userNums, itemNums, stars, parts, seconds] = columns as [
        Int32Array,
        Int32Array,
        Float32Array,
        Float32Array,
        Float64Array,
      ];
      for (let i = 0; i < rows; i++) indptr[userNums[i] + 1]++;
      indices.set(itemNums.subarray(0, rows), at);
      ratings.set(stars.subarray(0, rows), at);
      fractions.set(parts.subarray(0, rows), at);
      times.set(seconds.subarray(0, rows), at);
      at += rows;
    },
  );
  for (let user = 0; user < users; user++) indptr[user + 1] += indptr[user];
  const userIds: string[] = [];
  await database.chunks('SELECT id FROM core_user ORDER BY num', ([ids], rows) => {
    for (let i = 0; i < rows; i++) userIds.push(ids[i] as string);
  });
  return { interactions: { users, items, indptr, indices, ratings, fractions, times }, userIds };
}
