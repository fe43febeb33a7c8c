import type { ReactNode } from 'react';
import { boxAt, type Compose, figurePath, HEIGHT, onCircle, range, through, WIDTH } from './scene.ts';
import type { Dice } from './seeded.ts';

/** A ridge from edge to edge with sharp peaks, closed at the foot. */
function ridge(dice: Dice, base: number, tall: number, step: number): string {
  const points: [number, number][] = [[-2, HEIGHT]];
  let x = -step * dice.next();
  let isPeak = dice.chance(0.5);
  while (x < WIDTH + step) {
    points.push([x, base - (isPeak ? tall * dice.between(0.55, 1) : tall * dice.between(0, 0.25))]);
    x += step * dice.between(0.7, 1.3);
    isPeak = !isPeak;
  }
  points.push([x, base], [x, HEIGHT]);
  return through(points);
}

/** A soft line of hills or waves, closed at the foot. */
function swell(y: number, tall: number, length: number, shift: number): string {
  let path = `M${-length + shift} ${HEIGHT}V${y}`;
  for (let x = -length + shift; x < WIDTH + length; x += length) {
    path += `q${length / 4} ${-tall} ${length / 2} 0t${length / 2} 0`;
  }
  return `${path}V${HEIGHT}Z`;
}

const stars = (dice: Dice, count: number, below: number, fill: string): ReactNode => (
  <g fill={fill}>
    {range(count).map((at) => (
      <circle key={at} cx={dice.between(4, 196)} cy={dice.between(4, below)} r={dice.pick([0.6, 0.8, 1, 1.5])} />
    ))}
  </g>
);

export const mountains: Compose = (p, dice) => {
  const sun = { x: dice.between(50, 150), y: dice.between(142, 158), r: dice.between(26, 38) };
  return {
    art: (
      <>
        <circle cx={sun.x} cy={sun.y} r={sun.r} fill={p.light} />
        <path d={ridge(dice, 210, 92, 34)} fill={p.far} />
        <path d={ridge(dice, 252, 80, 42)} fill={p.near} opacity="0.72" />
        <path d={ridge(dice, 290, 60, 52)} fill={p.near} />
        <path d={figurePath(dice.between(40, 160), 263, 14)} fill={p.light} />
      </>
    ),
    box: boxAt('top', 84),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
  };
};

export const waves: Compose = (p, dice) => {
  const top = dice.between(168, 186);
  const boat = dice.between(60, 140);
  return {
    art: (
      <>
        <circle cx={dice.between(60, 140)} cy={top - 14} r={dice.between(34, 50)} fill={p.light} />
        <path d={swell(top, 16, 100, dice.between(0, 90))} fill={p.far} />
        <path
          d={`M${boat - 17} ${top + 12}h34l-7 10h-20ZM${boat - 1} ${top + 9}v-36l18 34ZM${boat - 4} ${top + 9}v-27l-12 26Z`}
          fill={p.paper}
        />
        {range(4).map((at) => (
          <path
            key={at}
            d={swell(top + 24 + at * 26, 14 + at * 2, 84 - at * 8, dice.between(0, 80))}
            fill={at % 2 === 0 ? p.near : p.far}
            opacity={at % 2 === 0 ? 0.55 + at * 0.15 : 0.8}
          />
        ))}
        <path d={swell(top + 112, 14, 60, 10)} fill={p.near} />
      </>
    ),
    box: boxAt('top', 88),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
  };
};

/** A flat mountain whose foot begins at x. */
const mesa = (x: number, wide: number, y: number): string =>
  `M${x} 240l${wide * 0.12} ${y - 222}h${wide * 0.06}v-18h${wide * 0.5}v10h${wide * 0.1}l${wide * 0.22} ${230 - y}Z`;

export const mesas: Compose = (p, dice) => {
  const sun = dice.between(60, 140);
  const isStriped = dice.chance(0.6);
  return {
    art: (
      <>
        <circle cx={sun} cy="172" r="62" fill={p.light} />
        {isStriped
          ? range(5).map((at) => <rect key={at} y={170 + at * 11} width="200" height={2 + at * 1.3} fill={p.ground} />)
          : null}
        <path d={mesa(dice.between(-40, 10), 90, 168)} fill={p.far} />
        <path d={mesa(dice.between(96, 140), 96, 182)} fill={p.far} />
        <path d={`M0 236q60 ${-dice.between(6, 16)} 110 0t90 -4v70h-200Z`} fill={p.near} />
        <g transform={`translate(${dice.pick([34, 160])} 244) scale(${dice.between(0.8, 1.1)})`} fill={p.near}>
          <path d="M-5 0v-66a5 5 0 0 1 10 0v28h7v-18a4 4 0 0 1 8 0v20a6 6 0 0 1 -6 6h-9v30ZM-5 -16h-8a6 6 0 0 1 -6 -6v-16a4 4 0 0 1 8 0v14h6Z" />
        </g>
      </>
    ),
    box: boxAt('top', 86, { align: 'middle' }),
    face: dice.pick(['poster', 'serif'] as const),
    ink: p.ink,
    foot: p.paper,
  };
};

export const planet: Compose = (p, dice) => {
  const x = dice.between(70, 140);
  const y = dice.between(108, 134);
  const r = dice.between(44, 62);
  const tilt = dice.between(-34, 24);
  return {
    art: (
      <>
        {stars(dice, 46, 290, p.paper)}
        <g transform={`rotate(${tilt} ${x} ${y})`}>
          <path
            d={`M${x - r * 1.8} ${y}a${r * 1.8} ${r * 0.42} 0 0 1 ${r * 3.6} 0`}
            fill="none"
            stroke={p.spark}
            strokeWidth="5"
          />
          <circle cx={x} cy={y} r={r} fill={p.light} />
          <path
            d={`M${x} ${y - r}a${r} ${r} 0 0 1 0 ${2 * r}a${r * 1.5} ${r * 1.5} 0 0 0 0 ${-2 * r}`}
            fill={p.near}
            opacity="0.28"
          />
          {range(3).map((at) => (
            <rect
              key={at}
              x={x - r * 0.96 + at * 5}
              y={y - r * 0.4 + at * r * 0.33}
              width={r * (1.5 - at * 0.24)}
              height="2.4"
              rx="1.2"
              fill={p.near}
              opacity="0.25"
            />
          ))}
          <path
            d={`M${x - r * 1.8} ${y}a${r * 1.8} ${r * 0.42} 0 0 0 ${r * 3.6} 0`}
            fill="none"
            stroke={p.spark}
            strokeWidth="5"
          />
        </g>
        <circle cx={dice.between(20, 180)} cy={dice.between(24, 50)} r={dice.between(4, 9)} fill={p.spark} />
        <path d="M0 300v-50q100 -46 200 0v50Z" fill={p.far} opacity="0.6" />
      </>
    ),
    box: boxAt('bottom', 82),
    face: 'poster',
    ink: p.ink,
  };
};

export const skyline: Compose = (p, dice) => {
  const towers: ReactNode[] = [];
  const windows: string[] = [];
  for (const layer of [0, 1]) {
    let x = -6;
    while (x < WIDTH) {
      const wide = dice.between(18, 34);
      const tall = dice.between(60, 150) - layer * 46;
      const y = HEIGHT - tall;
      towers.push(
        <path
          key={`${layer}-${x}`}
          d={`M${x} 300V${y}${dice.chance(0.3) ? `h${wide * 0.4}v-18h3v18` : ''}H${x + wide}V300Z`}
          fill={layer === 0 ? p.far : p.near}
        />,
      );
      if (layer === 1) {
        for (let row = y + 8; row < HEIGHT - 8; row += 9) {
          for (let column = x + 4; column < x + wide - 5; column += 7) {
            if (dice.chance(0.3)) windows.push(`M${column.toFixed(1)} ${row.toFixed(1)}h3v4h-3Z`);
          }
        }
      }
      x += wide + dice.pick([0, 0, 3]);
    }
  }
  return {
    art: (
      <>
        <circle cx={dice.between(40, 160)} cy={dice.between(146, 166)} r={dice.between(24, 36)} fill={p.light} />
        {towers}
        <path d={windows.join('')} fill={p.light} />
      </>
    ),
    box: boxAt('top', 88),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
    isBlock: true,
  };
};

export const forest: Compose = (p, dice) => {
  const trunk = (x: number, wide: number): string => {
    const lean = dice.between(-10, 10);
    let path = `M${x} 300L${x + lean * 0.5 + wide * 0.3} 60L${x + lean * 0.5 + wide * 0.5} 60L${x + wide} 300Z`;
    for (const at of range(5)) {
      const y = 96 + at * 30 + dice.between(-8, 8);
      const side = at % 2 === 0 ? 1 : -1;
      const from = x + wide / 2 + lean * 0.2;
      const long = dice.between(16, 34) * side;
      path += `M${from} ${y}l${long} ${-dice.between(14, 26)}l${long * 0.2} -14l${-long * 0.1} 16l${-long} ${dice.between(20, 28)}Z`;
    }
    return path;
  };
  return {
    art: (
      <>
        <circle cx={dice.between(70, 130)} cy={dice.between(104, 134)} r={dice.between(44, 62)} fill={p.light} />
        <g fill={p.far}>
          {[18, 62, 116, 158].map((x) => (
            <path key={x} d={trunk(x + dice.between(-8, 8), 9)} />
          ))}
        </g>
        <g fill={p.near}>
          {[-8, 172, 132].map((x) => (
            <path key={x} d={trunk(x + dice.between(-8, 8), 20)} />
          ))}
        </g>
        <path d="M0 300v-76q60 -14 110 -2t90 -6v84Z" fill={p.near} />
        <path d={figurePath(dice.between(70, 110), 222, 22)} fill={p.spark} />
      </>
    ),
    box: boxAt('bottom', 58, { align: 'middle' }),
    face: dice.pick(['poster', 'serif'] as const),
    ink: p.paper,
  };
};

/** A tower with a pointed roof. */
const tower = (x: number, wide: number, y: number): string =>
  `M${x} 300V${y}h${wide}V300ZM${x - 3} ${y}l${wide / 2 + 3} ${-wide * 1.5}l${wide / 2 + 3} ${wide * 1.5}Z`;

export const castle: Compose = (p, dice) => {
  const left = dice.between(36, 56);
  return {
    art: (
      <>
        {stars(dice, 34, 180, p.light)}
        <circle cx={dice.between(60, 150)} cy={dice.between(156, 174)} r={dice.between(36, 50)} fill={p.light} />
        <path d={swell(226, 34, 240, dice.between(0, 200))} fill={p.far} />
        <g fill={p.near}>
          <path d={tower(left, 16, dice.between(176, 196))} />
          <path d={tower(left + 30, 24, dice.between(150, 172))} />
          <path d={tower(left + 66, 14, dice.between(180, 204))} />
          <path d={`M${left} 300v-82h6v6h6v-6h6v6h6v-6h6v6h6v-6h6v6h6v-6h6v6h6v-6h6v6h14v76Z`} />
          <path d={swell(262, 26, 220, 60)} />
        </g>
        <path d={`M${left + 38} 190h8v12h-8ZM${left + 5} 214h5v8h-5Z`} fill={p.spark} />
      </>
    ),
    box: boxAt('top', 84, { align: 'middle' }),
    face: 'serif',
    ink: p.ink,
    foot: p.paper,
  };
};

export const sunburst: Compose = (p, dice) => {
  const y = dice.between(150, 186);
  const rays = dice.pick([20, 24, 28]);
  return {
    art: (
      <>
        <path
          d={range(rays)
            .map((at) =>
              through([[100, y], onCircle(100, y, 260, at / rays), onCircle(100, y, 260, (at + 0.5) / rays)]),
            )
            .join('')}
          fill={p.far}
        />
        <circle cx="100" cy={y} r={dice.between(40, 54)} fill={p.light} />
        <path d={`M0 300v-54q100 ${dice.between(-40, 20)} 200 0v54Z`} fill={p.near} />
      </>
    ),
    box: boxAt('top', 76, { align: 'middle' }),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
    isBlock: true,
  };
};
