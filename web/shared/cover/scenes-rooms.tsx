import { isNight } from './palettes.ts';
import { boxAt, type Compose, figurePath, range, through } from './scene.ts';

export const door: Compose = (p, dice) => {
  const x = dice.between(70, 108);
  const spread = dice.between(34, 60);
  return {
    art: (
      <>
        <rect width="200" height="214" fill={p.ground} />
        <rect y="214" width="200" height="86" fill={p.near} />
        <path d={`M${x} 106h40v108h-40Z`} fill={p.light} />
        <path d={`M${x} 214h40l${spread} 86H${x - spread}Z`} fill={p.light} opacity="0.85" />
        <path d={`M${x} 106l-22 -12v132l22 -12Z`} fill={p.far} />
        <path d={figurePath(x + 20, 222, 62)} fill={p.near} />
        <path
          d={through([
            [x + 12, 222],
            [x + 28, 222],
            [x + 40 + spread * 0.5, 300],
            [x - spread * 0.5, 300],
          ])}
          fill={p.near}
          opacity="0.55"
        />
      </>
    ),
    box: boxAt('top', 70),
    face: 'poster',
    ink: p.ink,
    foot: p.paper,
  };
};

export const blinds: Compose = (p, dice) => {
  const tilt = dice.between(-14, 14);
  const x = dice.between(70, 130);
  return {
    art: (
      <>
        <g transform={`rotate(${tilt} 100 120)`} fill={p.light}>
          {range(13).map((at) => (
            <rect key={at} x="-40" y={-16 + at * 19} width="280" height="9" opacity={0.3 + (at % 5) * 0.12} />
          ))}
        </g>
        <g fill={p.near} transform={`translate(${x} 0)`}>
          <path d="M-62 300q2 -76 40 -86q10 -4 10 -18h24q0 14 10 18q38 10 40 86Z" />
          <ellipse cx="0" cy="172" rx="23" ry="31" />
          <path d="M-46 160q46 -16 92 0q2 -7 -22 -11q-2 -25 -12 -26q-12 5 -24 0q-10 1 -12 26q-24 4 -22 11Z" />
        </g>
        <rect y="218" width="200" height="82" fill={p.near} />
      </>
    ),
    box: boxAt('bottom', 56),
    face: 'poster',
    ink: p.paper,
  };
};

export const stairs: Compose = (p, dice) => {
  const steps = 9;
  const isMirrored = dice.chance(0.5);
  const points: [number, number][] = [[0, 300]];
  for (const at of range(steps)) {
    points.push([at * 23, 284 - at * 18], [at * 23 + 23, 284 - at * 18]);
  }
  points.push([210, 300]);
  return {
    art: (
      <g transform={isMirrored ? 'translate(200 0) scale(-1 1)' : undefined}>
        <path d="M130 0h54l-120 300h-160Z" fill={p.light} opacity="0.28" />
        <path d={through(points.map(([x, y]) => [x, y - 44]))} fill={p.far} />
        <path d={through(points)} fill={p.near} />
        <path d={figurePath(23 * 5 + 11, 284 - 5 * 18, 40)} fill={p.spark} />
        <circle cx="168" cy={dice.between(60, 84)} r="15" fill={p.light} />
      </g>
    ),
    box: boxAt('top', 92, { align: isMirrored ? 'end' : 'start', inset: 14 }),
    face: 'poster',
    ink: p.ink,
  };
};

export const eye: Compose = (p, dice) => {
  const y = dice.between(112, 132);
  const lid = dice.between(44, 64);
  const iris = dice.between(28, 34);
  return {
    art: (
      <>
        {range(4).map((at) => (
          <path
            key={at}
            d={`M${-20 - at * 16} ${y}Q100 ${y - lid * 1.9 - at * 34} ${220 + at * 16} ${y}Q100 ${y + lid * 1.9 + at * 34} ${-20 - at * 16} ${y}Z`}
            fill="none"
            stroke={p.far}
            strokeWidth={7 - at}
          />
        ))}
        <path d={`M8 ${y}Q100 ${y - lid * 1.7} 192 ${y}Q100 ${y + lid * 1.7} 8 ${y}Z`} fill={p.paper} />
        <circle cx="100" cy={y} r={iris + 4} fill={p.near} />
        <circle cx="100" cy={y} r={iris} fill={p.light} />
        <g stroke={p.near} strokeWidth="1.4" opacity="0.5">
          {range(24).map((at) => (
            <path key={at} d={`M100 ${y}v${-iris}`} transform={`rotate(${at * 15} 100 ${y})`} />
          ))}
        </g>
        {dice.chance(0.5) ? (
          <circle cx="100" cy={y} r={iris * 0.45} fill={p.near} />
        ) : (
          <ellipse cx="100" cy={y} rx="5" ry={iris * 0.9} fill={p.near} />
        )}
        <circle cx={100 + iris * 0.3} cy={y - iris * 0.36} r="5" fill={p.paper} />
      </>
    ),
    box: boxAt('bottom', 84, { align: 'middle' }),
    face: 'poster',
    ink: p.ink,
  };
};

export const spotlight: Compose = (p, dice) => {
  const from = dice.between(30, 170);
  return {
    art: (
      <>
        <rect y="206" width="200" height="94" fill={p.near} />
        <path d={`M${from - 5} 0h10L160 214H40Z`} fill={p.light} opacity="0.75" />
        <ellipse cx="100" cy="214" rx="60" ry="12" fill={p.light} />
        <path d={figurePath(100, 216, dice.between(66, 84))} fill={p.near} />
        {[0, 1].map((side) => (
          <g key={side} transform={side === 0 ? undefined : 'translate(200 0) scale(-1 1)'}>
            {range(3).map((at) => (
              <path
                key={at}
                d={`M0 0h${34 - at * 10}q6 130 ${-18 + at * 4} 212H0Z`}
                fill={at % 2 === 0 ? p.far : p.near}
                opacity={at === 0 ? 1 : 0.55}
              />
            ))}
          </g>
        ))}
      </>
    ),
    box: boxAt('bottom', 50, { align: 'middle' }),
    face: 'serif',
    ink: p.paper,
  };
};

export const windowLight: Compose = (p, dice) => {
  const x = dice.between(44, 72);
  const y = dice.between(92, 112);
  return {
    art: (
      <>
        <rect x={x} y={y} width="84" height="112" fill={p.light} />
        <path d={`M${x} ${y + 112}h84l52 84h-180Z`} fill={p.light} opacity="0.3" />
        <g fill={p.near}>
          <path d={`M${x + 40} ${y}h4v112h-4ZM${x} ${y + 50}h84v4h-84Z`} />
          <path d={`M${x - 8} ${y + 112}h100v8h-100Z`} />
          {dice.chance(0.5) ? (
            <path
              d={`M${x + 58} ${y + 112}v-26h-10l4 -26q12 -8 24 0l4 26h-10v26ZM${x + 52} ${y + 52}a12 13 0 1 1 24 0a12 13 0 1 1 -24 0Z`}
            />
          ) : (
            <path
              d={`M${x + 10} ${y + 112}l3 -22h16l3 22ZM${x + 21} ${y + 92}q-22 -24 -4 -46q-2 22 6 30q2 -20 18 -30q4 26 -16 46Z`}
            />
          )}
        </g>
        <path d={`M${x - 30} ${y - 14}h34q-2 70 -34 150ZM${x + 80} ${y - 14}h34v136q-32 -80 -34 -136Z`} fill={p.far} />
      </>
    ),
    box: boxAt('top', 62),
    face: 'serif',
    ink: p.ink,
  };
};

/** A chair that looks to one side: 1 right, −1 left. */
const chair = (x: number, side: number): string => `M${x} 262v-78h4v42h${side * 34}v36h-4v-30h${side * -26}v30Z`;

export const chairs: Compose = (p, dice) => {
  const gap = dice.between(26, 60);
  return {
    art: (
      <>
        <rect y="250" width="200" height="50" fill={p.far} />
        <path d="M128 0h40l-30 300h-120Z" fill={p.light} opacity="0.35" />
        <path d={chair(100 - gap - 24, 1)} fill={p.near} stroke={p.near} strokeWidth="4" />
        <path d={chair(100 + gap + 20, -1)} fill={p.spark} stroke={p.spark} strokeWidth="4" />
      </>
    ),
    box: boxAt('top', 96),
    face: 'serif',
    ink: p.ink,
  };
};

export const profile: Compose = (p, dice) => {
  const isMirrored = dice.chance(0.5);
  return {
    art: (
      <g transform={isMirrored ? 'translate(200 0) scale(-1 1)' : undefined}>
        <path
          d="M60 300v-36q-30 -8 -34 -60q-2 -78 66 -84q56 -2 62 50q0 12 16 40q2 6 -10 8q2 12 -2 16q4 8 -2 14q0 16 -30 12l-8 40Z"
          fill={isNight(p) ? p.far : p.near}
        />
        <circle cx="90" cy="186" r="34" fill={p.light} />
        <path
          d={dice.pick(['M62 196q28 -34 56 0', 'M64 186h52M90 160v52', 'M66 176l48 22M66 198l48 -22'])}
          fill="none"
          stroke={p.near}
          strokeWidth="4"
        />
      </g>
    ),
    box: boxAt('top', 78),
    face: 'poster',
    ink: p.ink,
  };
};
