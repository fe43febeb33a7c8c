import '@fontsource/barlow-condensed/latin-600.css';
import { memo, type ReactNode, useMemo } from 'react';
import { type CoverTitle, planCover } from './choose.ts';
import styles from './cover.module.css';
import { HEIGHT, WIDTH } from './scene.ts';
import { setSmall, setTitle, SMALL_SIZE, smallHeight } from './set-title.ts';

interface CoverProps {
  readonly title: CoverTitle;
  /** Whether the name stands nowhere else, so that the picture has to tell it; defaults to false: the picture is decoration. */
  readonly isAlone?: boolean;
  readonly className?: string;
}

/** A title that came with another answer is still the same title. */
const areAlike = (before: CoverProps, after: CoverProps): boolean =>
  before.title.id === after.title.id &&
  before.title.title === after.title.title &&
  before.isAlone === after.isAlone &&
  before.className === after.className;

/** The cover of a title: drawn from its id, name, year and genres, always the same. It fills the width it is given, 2 : 3. */
export const Cover = memo(function Cover({ title, isAlone = false, className }: CoverProps): ReactNode {
  const { art, box, face, ink, foot = ink, isBlock = false, ground, name } = useMemo(() => planCover(title), [title]);
  const small = setSmall(face === 'poster' ? name.rest.toUpperCase() : name.rest, face, box.width);
  const room = { ...box, height: box.height - smallHeight(small.length) };
  const lines = setTitle(face === 'poster' ? name.main.toUpperCase() : name.main, face, room, isBlock);
  const under = (lines.at(-1)?.y ?? box.y) + 3;
  const anchor = box.align;
  const x = anchor === 'start' ? box.x : anchor === 'end' ? box.x + box.width : box.x + box.width / 2;
  const isYearAbove = box.rests === 'bottom';
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={`${styles.cover} ${className ?? ''}`}
      {...(isAlone ? { role: 'img', 'aria-label': title.title } : { 'aria-hidden': true })}
    >
      <rect width={WIDTH} height={HEIGHT} fill={ground} />
      {art}
      <g fill={ink} textAnchor={anchor} className={styles[face]}>
        {lines.map(({ text, y, size, width }) => (
          <text key={y} x={x} y={y} fontSize={size} textLength={width} lengthAdjust="spacingAndGlyphs">
            {text}
          </text>
        ))}
        {small.map((text, at) => (
          <text key={text} x={x} y={under + (at + 1) * SMALL_SIZE * 1.12} fontSize={SMALL_SIZE}>
            {text}
          </text>
        ))}
      </g>
      {title.year === null ? null : (
        <text
          x={WIDTH - 12}
          y={isYearAbove ? 20 : HEIGHT - 10}
          textAnchor="end"
          fontSize="11"
          className={styles.year}
          fill={isYearAbove ? ink : foot}
        >
          {title.year}
        </text>
      )}
    </svg>
  );
}, areAlike);
