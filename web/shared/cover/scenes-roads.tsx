import type { ReactNode } from 'react';
import { boxAt, type Compose, figurePath, onCircle, range } from './scene.ts';

export const road: Compose = (p, dice) => {
  const x = dice.between(80, 120);
  const y = dice.between(150, 170);
  const at = (part: number, side: number): string => {
    const down = y + (300 - y) * part;
    return `${(x + side * (1 + part * part * 7)).toFixed(1)} ${down.toFixed(1)}`;
  };
  return {
    art: (
      <>
        <circle cx={x} cy={y} r={dice.between(36, 52)} fill={p.light} />
        <rect y={y} width="200" height="150" fill={p.far} />
        <path d={`M${x - 3} ${y}h6L${x + 104} 300H${x - 104}Z`} fill={p.near} />
        {range(5).map((dash) => {
          const [from, to] = [0.12 + dash * 0.19, 0.2 + dash * 0.2];
          return (
            <path key={dash} d={`M${at(from, -0.5)}L${at(from, 0.5)}L${at(to, 0.6)}L${at(to, -0.6)}Z`} fill={p.light} />
          );
        })}
        {[-1, 1].map((side) =>
          range(4).map((pole) => {
            const part = 0.06 + pole * pole * 0.07;
            const foot = y + (300 - y) * part;
            const where = x + side * (16 + part * 170);
            return (
              <path
                key={`${side} ${pole}`}
                d={`M${where} ${foot}v${-14 - part * 150}M${where - 5 - part * 26} ${foot - 10 - part * 130}h${10 + part * 52}`}
                stroke={p.near}
                strokeWidth={1 + part * 6}
              />
            );
          }),
        )}
      </>
    ),
    box: boxAt('top', 78),
    face: 'poster',
    ink: p.ink,
  };
};

export const gridSun: Compose = (p, dice) => {
  const y = 196;
  const x = dice.between(80, 120);
  return {
    art: (
      <>
        <circle cx={x} cy="170" r="62" fill={p.light} />
        {range(6).map((at) => (
          <rect key={at} y={142 + at * 11} width="200" height={1.5 + at * 1.2} fill={p.ground} />
        ))}
        <rect y={y} width="200" height="104" fill={p.near} />
        <g stroke={p.light} strokeWidth="1.2" opacity="0.85">
          {range(13).map((at) => (
            <path key={at} d={`M${x + (at - 6) * 12} ${y}L${x + (at - 6) * 62} 300`} />
          ))}
          {range(7).map((at) => (
            <path key={at} d={`M0 ${y + at * at * 2.6}h200`} />
          ))}
        </g>
      </>
    ),
    box: boxAt('top', 82),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
    isBlock: true,
  };
};

export const orbits: Compose = (p, dice) => {
  const [x, y] = [dice.between(40, 160), dice.between(186, 220)];
  const rings = dice.whole(5, 7);
  return {
    art: (
      <>
        <g fill="none" stroke={p.far} strokeWidth="1.6">
          {range(rings).map((at) => (
            <circle key={at} cx={x} cy={y} r={34 + at * 25} />
          ))}
        </g>
        <circle cx={x} cy={y} r="21" fill={p.light} />
        {range(rings).map((at) => {
          const [planetX, planetY] = onCircle(x, y, 34 + at * 25, dice.next());
          return (
            <circle
              key={at}
              cx={planetX}
              cy={planetY}
              r={dice.between(3, 9)}
              fill={dice.pick([p.spark, p.ink, p.light])}
            />
          );
        })}
        <rect width="200" height="70" fill={p.ground} opacity="0.82" />
      </>
    ),
    box: boxAt('top', 62),
    face: 'poster',
    ink: p.ink,
  };
};

export const beam: Compose = (p, dice) => {
  const x = dice.between(70, 130);
  return {
    art: (
      <>
        {range(40).map((at) => (
          <circle
            key={at}
            cx={dice.between(0, 200)}
            cy={dice.between(0, 200)}
            r={dice.pick([0.7, 1, 1.4])}
            fill={p.paper}
          />
        ))}
        <path d={`M${x - 22} 62h44l48 176h-140Z`} fill={p.light} opacity="0.8" />
        <ellipse cx={x} cy="58" rx="58" ry="13" fill={p.spark} />
        <path d={`M${x - 30} 54a30 26 0 0 1 60 0Z`} fill={p.far} />
        <path d="M0 300v-60q100 -22 200 0v60Z" fill={p.near} />
        <path d={figurePath(x - 8, 236, 32)} fill={p.near} />
        {dice.chance(0.6) ? <path d={figurePath(x + 12, 238, 22)} fill={p.near} /> : null}
      </>
    ),
    box: boxAt('bottom', 42, { align: 'middle' }),
    face: 'poster',
    ink: p.paper,
  };
};

export const rocket: Compose = (p, dice) => {
  const tilt = dice.between(14, 34);
  return {
    art: (
      <>
        {range(26).map((at) => (
          <circle
            key={at}
            cx={dice.between(0, 200)}
            cy={dice.between(80, 300)}
            r={dice.pick([0.8, 1.2, 1.8])}
            fill={p.paper}
          />
        ))}
        <circle cx={dice.pick([26, 172])} cy="120" r="15" fill={p.far} />
        <g transform={`translate(104 186) rotate(${tilt})`}>
          <path d="M-13 46q13 70 -4 84q14 -6 17 -26q4 20 17 26q-17 -20 -4 -84Z" fill={p.light} />
          <path d="M0 -78q32 34 26 92l-8 36h-36l-8 -36q-6 -58 26 -92Z" fill={p.paper} />
          <path d="M0 -78q20 21 25 56h-50q5 -35 25 -56Z" fill={p.spark} />
          <path d="M-26 12l-18 26v24l22 -16ZM26 12l18 26v24l-22 -16Z" fill={p.spark} />
          <circle cy="-2" r="12" fill={p.near} />
          <circle cy="-2" r="8" fill={p.light} />
        </g>
      </>
    ),
    box: boxAt('top', 66),
    face: 'poster',
    ink: p.ink,
  };
};

export const balloon: Compose = (p, dice) => {
  const x = dice.between(76, 128);
  const stripes = [p.light, p.spark, p.light, p.spark, p.light];
  return {
    art: (
      <>
        <g transform={`translate(${x} 132)`}>
          {stripes.map((fill, at) => {
            const wide = [48, 48, 30, 12, -1][at];
            return (
              <path
                key={at}
                d={`M0 -50C${wide * 1.35} -50 ${wide * 1.35} 14 ${wide * 0.2} 46H${-wide * 0.2}C${-wide * 1.35} 14 ${-wide * 1.35} -50 0 -50Z`}
                fill={fill}
              />
            );
          })}
          <path d="M-8 48l-4 16M8 48l4 16" stroke={p.near} strokeWidth="1.5" />
          <path d="M-12 64h24l-3 16h-18Z" fill={p.near} />
        </g>
        {[0, 1].map((at) => (
          <path
            key={at}
            d={`M${dice.between(-10, 120)} ${dice.between(110, 190)}a13 13 0 0 1 24 -6a10 10 0 0 1 18 6Z`}
            fill={p.paper}
            opacity="0.85"
          />
        ))}
        {range(3).map((at) => (
          <path
            key={at}
            d={`M-20 300v${-70 + at * 22}q${dice.between(40, 70)} ${-34 + at * 6} 110 0t130 ${-dice.between(0, 14)}v110Z`}
            fill={at === 1 ? p.near : p.far}
            opacity={at === 0 ? 0.7 : 1}
          />
        ))}
      </>
    ),
    box: boxAt('top', 52),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
  };
};

export const creature: Compose = (p, dice) => {
  const eyes = dice.whole(1, 3);
  const horns = dice.chance(0.5);
  const y = 190;
  return {
    art: (
      <>
        {horns ? (
          <path d="M52 160q-26 -30 -10 -58q6 30 36 44ZM148 160q26 -30 10 -58q-6 30 -36 44Z" fill={p.spark} />
        ) : (
          <path d="M60 150l-16 -40l42 22ZM140 150l16 -40l-42 22Z" fill={p.far} />
        )}
        <path d={`M32 300v-92a68 74 0 0 1 136 0v92Z`} fill={p.far} />
        {range(7).map((at) => (
          <circle
            key={at}
            cx={dice.between(44, 156)}
            cy={dice.between(236, 296)}
            r={dice.between(3, 8)}
            fill={p.light}
            opacity="0.6"
          />
        ))}
        {range(eyes).map((at) => {
          const x = 100 + (at - (eyes - 1) / 2) * 42;
          const r = eyes === 1 ? 28 : 18;
          return (
            <g key={at}>
              <circle cx={x} cy={y} r={r} fill={p.paper} />
              <circle cx={x + 2} cy={y + 3} r={r * 0.55} fill={p.near} />
              <circle cx={x + r * 0.3} cy={y - r * 0.2} r={r * 0.16} fill={p.paper} />
            </g>
          );
        })}
        <path d="M72 238q28 26 56 0q-4 34 -28 34t-28 -34Z" fill={p.near} />
        <path d="M82 245l8 12l6 -9ZM104 249l7 9l7 -13Z" fill={p.paper} />
      </>
    ),
    box: boxAt('top', 74, { align: 'middle' }),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const deep: Compose = (p, dice) => {
  const fish = (x: number, y: number, size: number, fill: string, key: number): ReactNode => (
    <g key={key} transform={`translate(${x} ${y}) scale(${dice.chance(0.5) ? size : -size} ${size})`}>
      <path d="M-26 0q18 -22 42 -2l12 -12v28l-12 -12q-24 20 -42 -2Z" fill={fill} />
      <path d="M-4 -12q8 12 0 23l7 0q8 -12 0 -23Z" fill={p.paper} />
      <circle cx="-15" cy="-3" r="3" fill={p.near} />
    </g>
  );
  return {
    art: (
      <>
        <path d="M0 92q25 -12 50 0t50 0t50 0t50 0v208H0Z" fill={p.far} />
        <path d="M60 92l-50 208h60l20 -208ZM140 92l10 208h60l-30 -208Z" fill={p.light} opacity="0.16" />
        {range(9).map((at) => (
          <circle
            key={at}
            cx={dice.between(14, 186)}
            cy={dice.between(110, 280)}
            r={dice.between(1.5, 5)}
            fill="none"
            stroke={p.paper}
            strokeWidth="1.2"
          />
        ))}
        {fish(dice.between(80, 130), 176, 1.7, p.spark, 0)}
        {fish(dice.between(30, 60), 232, 0.8, p.light, 1)}
        {fish(dice.between(140, 170), 132, 0.6, p.light, 2)}
        <path d="M0 300v-22q30 -14 60 0t60 -4t80 4v22Z" fill={p.near} />
        <path
          d="M24 290q-14 -30 2 -56q10 30 0 56ZM40 292q-4 -24 12 -40q4 24 -6 40ZM170 292q-12 -30 4 -60q10 30 2 60Z"
          fill={p.near}
        />
      </>
    ),
    box: boxAt('top', 66),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
  };
};

export const dunes: Compose = (p, dice) => {
  const sun = dice.between(40, 160);
  return {
    art: (
      <>
        <circle cx={sun} cy={dice.between(138, 150)} r={dice.between(24, 34)} fill={p.light} />
        {dice.chance(0.6) ? (
          <>
            <path d="M60 226l58 -92l62 92Z" fill={p.far} />
            <path d="M118 134l62 92h-34Z" fill={p.near} opacity="0.4" />
          </>
        ) : null}
        <path d={`M0 300v-76q60 -30 100 -6t100 -${dice.between(4, 30)}v112Z`} fill={p.far} />
        <path d="M0 300v-50q70 -26 120 4q40 20 80 -8v54Z" fill={p.near} opacity="0.75" />
        <path d="M0 300v-18q90 -30 200 0v18Z" fill={p.near} />
        {range(3).map((at) => (
          <path key={at} d={figurePath(60 + at * 17, 254 + at * 2, 13)} fill={p.paper} />
        ))}
      </>
    ),
    box: boxAt('top', 82),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
  };
};
