import { isNight } from './palettes.ts';
import { boxAt, type Compose, figurePath, onCircle, range, through } from './scene.ts';

export const house: Compose = (p, dice) => {
  const x = dice.between(70, 130);
  return {
    art: (
      <>
        <circle cx={x + dice.between(-30, 30)} cy="140" r={dice.between(50, 66)} fill={p.light} />
        {range(5).map((at) => {
          const [bx, by] = [dice.between(20, 180), dice.between(86, 150)];
          return <path key={at} d={`M${bx} ${by}q5 -8 10 -1q5 -7 10 1q-6 -2 -10 4q-4 -6 -10 -4Z`} fill={p.near} />;
        })}
        <path d={`M0 300v-44q${x} -46 200 -8v52Z`} fill={p.near} />
        <g transform={`translate(${x} 238)`} fill={p.near}>
          <path d="M-34 0v-54l-8 2l30 -34l2 2v-18h8v10l10 -14l34 50l-8 0v56ZM14 -58v-32l10 -22l10 22v32Z" />
          <g fill={p.spark}>
            <path d="M-24 -42h10v14h-10ZM4 -42h10v14h-10ZM21 -82h6v12h-6Z" />
            <path d="M-8 0v-18a5 5 0 0 1 10 0v18Z" />
          </g>
        </g>
      </>
    ),
    box: boxAt('top', 58, { align: 'middle' }),
    face: 'serif',
    ink: p.ink,
    foot: p.paper,
  };
};

export const claws: Compose = (p, dice) => ({
  art: (
    <g transform={`rotate(${dice.between(-12, 12)} 100 190)`}>
      <circle cx="100" cy="196" r="82" fill={p.far} />
      {range(4).map((at) => (
        <path
          key={at}
          d={`M${46 + at * 34} ${110 + at * 5}q${dice.between(-4, 16)} 80 ${-26 + at * 3} ${dice.between(160, 184)}q${18 + at} -80 14 ${-dice.between(150, 172)}Z`}
          fill={isNight(p) ? p.light : p.near}
        />
      ))}
    </g>
  ),
  box: boxAt('top', 68),
  face: 'poster',
  ink: p.ink,
  isBlock: true,
});

export const skull: Compose = (p, dice) => {
  const [bone, hollow] = isNight(p) ? [p.paper, p.near] : [p.near, p.ground];
  return {
    art: (
      <g transform={`translate(100 ${dice.between(184, 196)})`}>
        <path d="M-70 -6a70 70 0 0 1 140 0q0 30 -22 44v34h-96v-34q-22 -14 -22 -44Z" fill={bone} />
        <circle cx="-30" cy="2" r="22" fill={hollow} />
        <circle cx="30" cy="2" r="22" fill={hollow} />
        <circle cx={-30 + dice.between(-6, 6)} cy="4" r="5" fill={p.light} />
        <circle cx={30 + dice.between(-6, 6)} cy="4" r="5" fill={p.light} />
        <path d="M0 22l10 22h-20Z" fill={hollow} />
        {range(4).map((at) => (
          <rect key={at} x={-29 + at * 17} y="52" width="5" height="22" fill={hollow} />
        ))}
        <path d="M-60 84h120v8h-120ZM-40 96h80v8h-80Z" fill={p.far} />
      </g>
    ),
    box: boxAt('top', 66),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const planes: Compose = (p, dice) => {
  const from = dice.between(54, 76);
  const places = [
    [100, 136],
    [56, 170],
    [144, 170],
    [28, 206],
    [172, 206],
  ] as const;
  return {
    art: (
      <>
        <path
          d={range(14)
            .map((at) =>
              through([[100, 330], onCircle(100, 330, 300, (at - 7) / 40), onCircle(100, 330, 300, (at - 6.5) / 40)]),
            )
            .join('')}
          fill={p.far}
          opacity="0.75"
        />
        {places.slice(0, dice.whole(3, 5)).map(([x, y]) => (
          <path
            key={x}
            transform={`translate(${x} ${y + from - 64}) scale(${x === 100 ? 1.25 : 0.85})`}
            d="M0 -26q5 8 5 16l30 14v8l-30 -6l-2 16l9 6v5l-12 -3l-12 3v-5l9 -6l-2 -16l-30 6v-8l30 -14q0 -8 5 -16Z"
            fill={p.near}
          />
        ))}
        <path
          d="M0 300v-26l18 -8v-14h12v10l24 6v-22h9v20l30 4v-18l14 -8l14 8v16l28 -4v-12h10v14l41 8v26Z"
          fill={p.near}
        />
      </>
    ),
    box: boxAt('top', 62, { align: 'middle' }),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
    isBlock: true,
  };
};

export const helmet: Compose = (p, dice) => ({
  art: (
    <>
      <rect y="240" width="200" height="60" fill={p.near} />
      <path d={`M100 300v-118`} stroke={p.near} strokeWidth="9" />
      <g transform={`translate(100 196) rotate(${dice.between(-12, 12)})`}>
        <path d="M-62 16q0 -74 62 -76q62 2 62 76l20 10q-82 22 -164 0Z" fill={p.far} />
        <path d="M0 -60q62 2 62 76l20 10q-40 11 -82 11Z" fill={p.near} opacity="0.35" />
        {dice.chance(0.6) ? (
          <path d="M-30 -14l5 -12l5 12h12l-10 8l4 12l-11 -7l-11 7l4 -12l-10 -8Z" fill={p.light} />
        ) : (
          <circle cx="-24" cy="-8" r="6" fill={p.spark} />
        )}
      </g>
      {range(4).map((at) => (
        <path
          key={at}
          d={`M${12 + at * 52} 240q6 -26 0 -38M${12 + at * 52} 222q-12 -4 -12 -16M${13 + at * 52} 214q10 -2 12 -14`}
          stroke={p.near}
          strokeWidth="2.6"
          fill="none"
        />
      ))}
    </>
  ),
  box: boxAt('top', 74),
  face: 'poster',
  ink: p.ink,
  foot: p.paper,
});

export const lightning: Compose = (p, dice) => ({
  art: (
    <>
      <circle cx="100" cy="196" r={dice.between(78, 92)} fill={p.far} />
      <path
        transform={`rotate(${dice.between(-12, 12)} 100 190)`}
        d="M122 92l-74 112h40l-22 92l86 -124h-44l34 -80Z"
        fill={p.light}
      />
    </>
  ),
  box: boxAt('top', 66),
  face: 'poster',
  ink: p.ink,
  isBlock: true,
});

export const speed: Compose = (p, dice) => {
  const y = dice.between(196, 220);
  return {
    art: (
      <>
        {range(12).map((at) => (
          <rect
            key={at}
            x={dice.between(-60, 90)}
            y={104 + at * 15}
            width={dice.between(60, 190)}
            height={dice.between(2, 7)}
            fill={at % 3 === 0 ? p.light : p.far}
          />
        ))}
        <g transform={`translate(100 ${y})`} fill={p.near}>
          <path d="M-78 22q-2 -20 14 -24l34 -5q20 -22 46 -22q26 0 38 22l18 6q10 5 8 23Z" />
          <path d="M-22 -8q16 -14 32 -14v14ZM16 -22q18 0 26 14h-26Z" fill={p.light} />
          <circle cx="-44" cy="22" r="16" />
          <circle cx="46" cy="22" r="16" />
          <circle cx="-44" cy="22" r="7" fill={p.spark} />
          <circle cx="46" cy="22" r="7" fill={p.spark} />
        </g>
        <rect y={y + 38} width="200" height="3" fill={p.near} />
      </>
    ),
    box: boxAt('top', 76, { align: 'end' }),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const chevrons: Compose = (p, dice) => {
  const isUp = dice.chance(0.7);
  return {
    art: (
      <g transform={isUp ? undefined : 'rotate(180 100 200)'}>
        {range(5).map((at) => (
          <path
            key={at}
            d={`M-10 ${180 + at * 34}l110 -70l110 70v22l-110 -70l-110 70Z`}
            fill={[p.light, p.far, p.near, p.far, p.light][at]}
          />
        ))}
        <path d={figurePath(100, 172, 44)} fill={p.near} transform={isUp ? undefined : 'rotate(180 100 150)'} />
      </g>
    ),
    box: boxAt('top', 70),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const piano: Compose = (p, dice) => ({
  art: (
    <g transform={`rotate(${dice.between(-16, -6)} 100 200)`}>
      <rect x="-40" y="128" width="290" height="130" fill={p.paper} />
      {range(15).map((at) => (
        <rect key={at} x={-40 + at * 20} y="128" width="2" height="130" fill={p.near} />
      ))}
      {range(15).map((at) =>
        at % 7 === 2 || at % 7 === 6 ? null : (
          <rect key={at} x={-27 + at * 20} y="128" width="13" height="78" fill={p.near} />
        ),
      )}
      <rect x={-40 + 20 * dice.whole(4, 9) + 2} y="128" width="18" height="130" fill={p.light} opacity="0.9" />
      <rect x="-40" y="120" width="290" height="8" fill={p.spark} />
    </g>
  ),
  box: boxAt('top', 78),
  face: 'serif',
  ink: p.ink,
});

export const sound: Compose = (p, dice) => ({
  art: (
    <>
      {range(21).map((at) => {
        const tall = 16 + 92 * Math.abs(Math.sin(at * 0.55 + dice.next() * 0.9)) * Math.sin((Math.PI * (at + 1)) / 22);
        return (
          <rect
            key={at}
            x={15 + at * 8.3}
            y={200 - tall}
            width="4.6"
            height={tall * 2}
            rx="2.3"
            fill={at % 4 === 0 ? p.light : p.near}
          />
        );
      })}
    </>
  ),
  box: boxAt('top', 76),
  face: 'poster',
  ink: p.ink,
});

export const globe: Compose = (p, dice) => {
  const y = 198;
  const tilt = dice.between(-24, 24);
  return {
    art: (
      <g transform={`rotate(${tilt} 100 ${y})`}>
        <circle cx="100" cy={y} r="82" fill={p.near} />
        <g fill="none" stroke={p.light} strokeWidth="1.8">
          {[20, 48, 70].map((rx) => (
            <ellipse key={rx} cx="100" cy={y} rx={rx} ry="82" />
          ))}
          {range(5).map((at) => {
            const dy = (at - 2) * 28;
            const half = Math.sqrt(82 * 82 - dy * dy);
            return <path key={at} d={`M${100 - half} ${y + dy}h${2 * half}`} />;
          })}
        </g>
        <circle
          cx={100 + dice.between(-34, 34)}
          cy={y + dice.between(-34, 34)}
          r="9"
          fill={p.spark === p.light ? p.paper : p.spark}
        />
      </g>
    ),
    box: boxAt('top', 78),
    face: 'poster',
    ink: p.ink,
  };
};

export const swords: Compose = (p, dice) => ({
  art: (
    <g transform={`translate(100 ${dice.between(190, 200)})`}>
      <circle r="66" fill={p.far} />
      {[-1, 1].map((side) => (
        <g key={side} transform={`rotate(${side * 38})`}>
          <path d="M-6 56v-140l6 -18l6 18v140Z" fill={p.light} />
          <path d="M0 -102l6 18v140h-6Z" fill={p.near} opacity="0.3" />
          <path d="M-24 52h48v9h-48ZM-4 61h8v28h-8Z" fill={p.near} />
          <circle cy="92" r="7" fill={p.spark} />
        </g>
      ))}
    </g>
  ),
  box: boxAt('top', 68, { align: 'middle' }),
  face: 'serif',
  ink: p.ink,
});

export const tree: Compose = (p, dice) => {
  const y = dice.between(150, 164);
  return {
    art: (
      <>
        <path d={`M94 300l4 ${y - 300}h4l4 ${300 - y}Z`} fill={p.near} />
        <path d={`M100 ${y + 70}l-34 -40M100 ${y + 50}l32 -44`} stroke={p.near} strokeWidth="4" />
        {range(26).map((at) => {
          const [x, cy] = onCircle(100, y, 66 * Math.sqrt(dice.next()), dice.next());
          return (
            <circle
              key={at}
              cx={x}
              cy={cy}
              r={dice.between(7, 16)}
              fill={[p.far, p.light, p.near, p.far][at % 4]}
              opacity={at % 4 === 2 ? 0.5 : 0.95}
            />
          );
        })}
        <path d="M0 300v-12q100 -22 200 0v12Z" fill={p.near} />
        <path d={figurePath(dice.pick([52, 148]), 286, 26)} fill={p.near} />
      </>
    ),
    box: boxAt('top', 58),
    face: 'serif',
    ink: p.ink,
    foot: p.paper,
  };
};

export const birds: Compose = (p, dice) => ({
  art: (
    <>
      <circle cx={dice.between(60, 140)} cy="210" r={dice.between(54, 70)} fill={p.light} />
      {range(17).map((at) => {
        const [x, y, size] = [dice.between(6, 194), dice.between(108, 288), dice.between(0.45, 1.5)];
        return (
          <path
            key={at}
            transform={`translate(${x} ${y}) scale(${size}) rotate(${dice.between(-24, 24)})`}
            d="M0 0q-10 -14 -26 -12q12 4 18 14q-6 6 -4 10q6 -6 12 -6q6 0 12 6q2 -4 -4 -10q6 -10 18 -14q-16 -2 -26 12Z"
            fill={p.near}
          />
        );
      })}
    </>
  ),
  box: boxAt('top', 80),
  face: 'poster',
  ink: p.ink,
});
