/** Whether position a stands behind position b in a best-first list: a lower score, or the same and a larger position. */
function standsBehind(scores: usize, a: i32, b: i32): bool {
  const x = load<f32>(scores + ((<usize>a) << 2));
  const y = load<f32>(scores + ((<usize>b) << 2));
  return x < y || (x == y && a > b);
}

/** Lets the item at `slot` sink in a heap of `count` items whose top is the last of the list. */
function sink(heap: usize, scores: usize, slot: i32, count: i32): void {
  const item = load<i32>(heap + ((<usize>slot) << 2));
  for (;;) {
    let child = 2 * slot + 1;
    if (child >= count) break;
    let next = load<i32>(heap + ((<usize>child) << 2));
    if (child + 1 < count) {
      const other = load<i32>(heap + ((<usize>(child + 1)) << 2));
      if (standsBehind(scores, other, next)) {
        next = other;
        child++;
      }
    }
    if (!standsBehind(scores, next, item)) break;
    store<i32>(heap + ((<usize>slot) << 2), next);
    slot = child;
  }
  store<i32>(heap + ((<usize>slot) << 2), item);
}

/**
 * The n largest of scores[0 … length) whose mask byte is 0 (mask 0: all), best first, into `items`; returns how many there were.
 * A heap keeps the best so far, and four scores at a time are passed over when none beats its worst. A later position never
 * displaces an equal score, and NaN beats nothing.
 */
export function topN(items: usize, scores: usize, mask: usize, length: i32, n: i32): i32 {
  let count = 0;
  let i = 0;
  for (; i < length && count < n; i++) {
    if (mask != 0 && load<u8>(mask + <usize>i) != 0) continue;
    const score = load<f32>(scores + ((<usize>i) << 2));
    if (score != score) continue;
    store<i32>(items + ((<usize>count) << 2), i);
    count++;
  }
  for (let slot = (count >> 1) - 1; slot >= 0; slot--) sink(items, scores, slot, count);
  if (count > 0) {
    let worst = load<f32>(scores + ((<usize>load<i32>(items)) << 2));
    while (i < length) {
      if (i + 4 <= length) {
        const four = v128.load(scores + ((<usize>i) << 2));
        if (!v128.any_true(f32x4.gt(four, f32x4.splat(worst)))) {
          i += 4;
          continue;
        }
      }
      const end = min(length, i + 4);
      for (; i < end; i++) {
        if (!(load<f32>(scores + ((<usize>i) << 2)) > worst)) continue;
        if (mask != 0 && load<u8>(mask + <usize>i) != 0) continue;
        store<i32>(items, i);
        sink(items, scores, 0, count);
        worst = load<f32>(scores + ((<usize>load<i32>(items)) << 2));
      }
    }
  }
  for (let last = count - 1; last > 0; last--) {
    const worst = load<i32>(items);
    store<i32>(items, load<i32>(items + ((<usize>last) << 2)));
    sink(items, scores, 0, last);
    store<i32>(items + ((<usize>last) << 2), worst);
  }
  return count;
}
