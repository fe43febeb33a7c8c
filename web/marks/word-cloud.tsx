import cloud from 'd3-cloud';
import { type ReactNode, useEffect, useState } from 'react';
import { useFormat } from '../shared/format.ts';
import { type Caption, Chart } from './chart.tsx';
import { useRoving } from './roving.ts';
import { TipText, useTip } from './tip.tsx';
import styles from './word-cloud.module.css';

/** A word and how often it occurs. */
export interface CloudWord {
  readonly word: string;
  readonly count: number;
  /** How much more often than elsewhere: colours the word, 0…1. */
  readonly strength?: number;
}

interface WordCloudProps extends Caption {
  readonly words: readonly CloudWord[];
  readonly counted: string;
  readonly chosen?: string | null;
  readonly onChoose?: (word: string) => void;
  readonly height?: number;
}

/** Words as large as they are frequent; the same words give the same picture. */
export function WordCloud({
  words,
  counted,
  chosen = null,
  onChoose,
  height = 340,
  ...caption
}: WordCloudProps): ReactNode {
  return (
    <Chart
      {...caption}
      height={height}
      table={{ columns: [caption.title, counted], rows: words.map(({ word, count }) => [word, count]) }}
    >
      {(width) => (
        <CloudPlot {...{ words, counted, chosen, height, width }} {...(onChoose === undefined ? {} : { onChoose })} />
      )}
    </Chart>
  );
}

interface Placed {
  readonly word: string;
  readonly count: number;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly strength: number;
}

/** Numbers that look random and are always the same. */
function sequence(): () => number {
  let state = 20;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const FONT = 'Fraunces Variable';

function CloudPlot({
  words,
  counted,
  chosen,
  height,
  width,
  onChoose,
}: {
  readonly words: readonly CloudWord[];
  readonly counted: string;
  readonly chosen: string | null;
  readonly height: number;
  readonly width: number;
  readonly onChoose?: (word: string) => void;
}): ReactNode {
  const format = useFormat();
  const showTip = useTip();
  const [placed, setPlaced] = useState<readonly Placed[]>([]);
  useEffect(() => {
    const most = Math.max(1, ...words.map(({ count }) => count));
    const least = Math.min(most, ...words.map(({ count }) => count));
    const largest = Math.min(64, Math.max(34, width / 12));
    const sizeOf = (count: number): number =>
      most === least ? 22 : 12 + (largest - 12) * Math.sqrt((count - least) / (most - least));
    const layout = cloud<Placed>()
      .size([width, height])
      .words(words.map(({ word, count, strength = 0 }) => ({ word, count, strength, size: sizeOf(count), x: 0, y: 0 })))
      .text((one) => one.word)
      .padding(3)
      .rotate(0)
      .font(FONT)
      .fontWeight(560)
      .fontSize((one) => one.size)
      .random(sequence())
      .on('end', (done) => setPlaced(done));
    layout.start();
    return () => {
      layout.stop();
    };
  }, [words, width, height]);
  // By keyboard the words are met from the most frequent to the least.
  const ordered = [...placed].sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
  const { propsOf } = useRoving(ordered.length, 1, (event, position) => {
    if (onChoose === undefined || (event.key !== 'Enter' && event.key !== ' ')) return false;
    onChoose(ordered[position].word);
    return true;
  });
  return (
    <g transform={`translate(${width / 2} ${height / 2})`}>
      {ordered.map(({ word, count, size, x, y, strength }, at) => {
        const moving = propsOf(at);
        const tell = (): void =>
          showTip({
            x: x + width / 2,
            y: y + height / 2 + 6,
            text: <TipText name={word} values={[[counted, format.number(count)]]} />,
          });
        return (
          <text
            key={word}
            {...moving}
            x={x}
            y={y}
            textAnchor="middle"
            role={onChoose === undefined ? 'img' : 'button'}
            aria-label={`${word}: ${format.number(count)} ${counted}`}
            {...(onChoose === undefined ? {} : { 'aria-pressed': chosen === word })}
            className={styles.word}
            data-choice={onChoose !== undefined}
            data-faint={chosen !== null && chosen !== word}
            style={{
              fontSize: `${size}px`,
              fill: strength > 0.66 ? 'var(--mark-2)' : strength > 0.33 ? 'var(--mark-1)' : 'var(--ink-soft)',
            }}
            onFocus={() => {
              moving.onFocus();
              tell();
            }}
            onBlur={() => showTip(null)}
            onPointerEnter={tell}
            onPointerLeave={() => showTip(null)}
            onClick={() => onChoose?.(word)}
          >
            {word}
          </text>
        );
      })}
    </g>
  );
}
