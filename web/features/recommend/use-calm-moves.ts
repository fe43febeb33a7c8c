import { type RefObject, useLayoutEffect, useRef } from 'react';

const MOVE_MS = 300;
const EASE = 'cubic-bezier(0.2, 0.7, 0.2, 1)';

/**
 * Lets the children of a list glide from where they were to where they are, and new ones fade in; each child is known by its
 * `data-key`. Nothing moves for those who asked for less motion.
 */
export function useCalmMoves(list: RefObject<HTMLElement | null>, order: string): void {
  const places = useRef(new Map<string, DOMRect>());
  useLayoutEffect(() => {
    const { current } = list;
    if (current === null) return;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const before = places.current;
    const frame = current.getBoundingClientRect();
    const after = new Map<string, DOMRect>();
    for (const child of current.children) {
      const key = (child as HTMLElement).dataset.key;
      if (key === undefined) continue;
      const { left, top, width, height } = child.getBoundingClientRect();
      const place = new DOMRect(left - frame.left, top - frame.top, width, height);
      after.set(key, place);
      if (isStill || before.size === 0) continue;
      const was = before.get(key);
      if (was === undefined) {
        child.animate([{ opacity: 0, transform: 'translateY(8px)' }, { opacity: 1 }], {
          duration: MOVE_MS,
          easing: EASE,
        });
      } else if (was.x !== place.x || was.y !== place.y) {
        child.animate([{ transform: `translate(${was.x - place.x}px, ${was.y - place.y}px)` }, { transform: 'none' }], {
          duration: MOVE_MS,
          easing: EASE,
        });
      }
    }
    places.current = after;
  }, [list, order]);
}
