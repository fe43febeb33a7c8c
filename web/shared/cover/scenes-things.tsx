import { boxAt, type Compose, figurePath, onCircle, range, through } from './scene.ts';

export const umbrella: Compose = (p, dice) => {
  const tilt = dice.between(-14, 14);
  return {
    art: (
      <>
        <g stroke={p.light} strokeWidth="1.6" opacity="0.55">
          {range(44).map((at) => {
            const [x, y] = [dice.between(-10, 210), dice.between(90, 290)];
            return <path key={at} d={`M${x} ${y}l-5 18`} />;
          })}
        </g>
        <g transform={`rotate(${tilt} 100 200)`}>
          <path
            d="M28 196a72 72 0 0 1 144 0q-12 -12 -24 0q-12 -12 -24 0q-12 -12 -24 0q-12 -12 -24 0q-12 -12 -24 0q-12 -12 -24 0Z"
            fill={p.spark}
          />
          <path
            d="M100 118v-10M100 190v74a9 9 0 0 1 -18 0"
            fill="none"
            stroke={p.near}
            strokeWidth="4"
            strokeLinecap="round"
          />
        </g>
        <path d={figurePath(88, 290, 72)} fill={p.near} />
        <path d={figurePath(112, 290, 66)} fill={p.near} />
        <rect y="284" width="200" height="16" fill={p.near} />
      </>
    ),
    box: boxAt('top', 72),
    face: 'serif',
    ink: p.ink,
    foot: p.paper,
  };
};

export const lips: Compose = (p, dice) => ({
  art: (
    <g transform={`translate(100 ${dice.between(192, 206)}) rotate(${dice.between(-10, 10)})`}>
      {range(60).map((at) => (
        <circle
          key={at}
          cx={((at % 10) - 4.5) * 22 + (Math.floor(at / 10) % 2) * 11}
          cy={(Math.floor(at / 10) - 2.5) * 30}
          r="4"
          fill={p.far}
        />
      ))}
      <path
        d="M-84 0q40 -52 66 -46q12 2 18 12q6 -10 18 -12q26 -6 66 46q-40 62 -84 62t-84 -62Z"
        fill={p.spark === p.ground ? p.light : p.near}
      />
      <path d="M-66 0q66 -22 132 0q-30 34 -66 34t-66 -34Z" fill={p.paper} />
      <path d="M-66 0q66 -22 132 0q-66 12 -132 0Z" fill={p.near} opacity="0.5" />
    </g>
  ),
  box: boxAt('top', 84),
  face: 'serif',
  ink: p.ink,
});

export const rose: Compose = (p, dice) => {
  const turn = dice.next();
  return {
    art: (
      <>
        <path d="M100 170q-8 70 6 130" fill="none" stroke={p.near} strokeWidth="5" />
        <path d="M102 250q-34 4 -44 -26q36 -4 44 26ZM104 268q32 0 44 -30q-36 0 -44 30Z" fill={p.near} />
        {range(4).map((ring) => (
          <g key={ring}>
            {range(6 - ring).map((petal) => {
              const [x, y] = onCircle(100, 160, 30 - ring * 10, petal / (6 - ring) + turn + ring * 0.13);
              return (
                <circle
                  key={petal}
                  cx={x}
                  cy={y}
                  r={31 - ring * 6}
                  fill={[p.far, p.light, p.spark, p.light][ring]}
                  stroke={p.near}
                  strokeWidth="1.2"
                  strokeOpacity="0.35"
                />
              );
            })}
          </g>
        ))}
        <circle cx="100" cy="160" r="6" fill={p.near} />
      </>
    ),
    box: boxAt('top', 76, { align: 'middle' }),
    face: 'serif',
    ink: p.ink,
  };
};

export const tuxedo: Compose = (p, dice) => ({
  art: (
    <>
      <rect y="104" width="200" height="196" fill={p.near} />
      <path d="M100 300l-56 -196h112Z" fill={p.paper} />
      <path d="M100 300l-56 -196l-30 34l28 32l-14 18ZM100 300l56 -196l30 34l-28 32l14 18Z" fill={p.far} />
      <path
        d={`M100 132l-40 -22q-6 22 0 44ZM100 132l40 -22q6 22 0 44Z`}
        fill={p.spark === p.ground ? p.light : p.spark}
      />
      <rect x="91" y="121" width="18" height="22" rx="5" fill={p.light} />
      {range(3).map((at) => (
        <circle key={at} cx="100" cy={172 + at * 34} r="4.5" fill={p.near} />
      ))}
      {dice.chance(0.5) ? (
        <path d="M148 208l10 -14l10 14l-10 16Z" fill={p.light} />
      ) : (
        <circle cx="158" cy="208" r="9" fill={p.light} />
      )}
    </>
  ),
  box: boxAt('top', 72, { align: 'middle' }),
  face: 'poster',
  ink: p.ink,
  foot: p.paper,
  isBlock: true,
});

export const moustache: Compose = (p, dice) => ({
  art: (
    <>
      <circle cx="100" cy="204" r="84" fill={p.far} />
      <path
        d="M22 150q78 -26 156 0l-6 10q-72 -18 -144 0ZM52 146q-2 -50 48 -52q50 2 48 52q-48 -16 -96 0Z"
        fill={p.near}
      />
      <path d="M54 132q46 -14 92 0l1 10q-48 -14 -94 0Z" fill={p.light} />
      {[66, 134].map((x) => (
        <g key={x}>
          <circle cx={x} cy="190" r="22" fill={p.paper} stroke={p.near} strokeWidth="5" />
          <circle cx={x + dice.between(-7, 7)} cy="192" r="7" fill={p.near} />
        </g>
      ))}
      <path d="M88 190q12 -8 24 0" fill="none" stroke={p.near} strokeWidth="5" />
      <path
        d="M100 232q-14 -14 -30 -4q-14 10 -30 -2q8 30 34 26q18 -3 26 -12q8 9 26 12q26 4 34 -26q-16 12 -30 2q-16 -10 -30 4Z"
        fill={p.near}
      />
    </>
  ),
  box: boxAt('top', 66),
  face: 'poster',
  ink: p.ink,
  isBlock: true,
});

export const clock: Compose = (p, dice) => {
  const [hour, minute] = [dice.next(), dice.next()];
  const y = 196;
  return {
    art: (
      <>
        <circle cx="100" cy={y} r="84" fill={p.near} />
        <circle cx="100" cy={y} r="74" fill={p.paper} />
        {range(12).map((at) => {
          const [x1, y1] = onCircle(100, y, 68, at / 12);
          const [x2, y2] = onCircle(100, y, at % 3 === 0 ? 54 : 61, at / 12);
          return <path key={at} d={`M${x1} ${y1}L${x2} ${y2}`} stroke={p.near} strokeWidth={at % 3 === 0 ? 5 : 2.4} />;
        })}
        <path
          d={through([[100, y], onCircle(100, y, 40, hour)], false)}
          stroke={p.near}
          strokeWidth="7"
          strokeLinecap="round"
        />
        <path
          d={through([[100, y], onCircle(100, y, 58, minute)], false)}
          stroke={p.near}
          strokeWidth="4.5"
          strokeLinecap="round"
        />
        <path
          d={through([onCircle(100, y, 18, minute + 0.31), onCircle(100, y, 64, minute + 0.81)], false)}
          stroke={p.spark}
          strokeWidth="2"
        />
        <circle cx="100" cy={y} r="6" fill={p.spark} />
      </>
    ),
    box: boxAt('top', 76),
    face: 'poster',
    ink: p.ink,
  };
};

export const keyhole: Compose = (p, dice) => ({
  art: (
    <>
      <rect width="200" height="300" fill={p.near} />
      <path d="M100 92a46 46 0 0 1 26 84l22 84H52l22 -84a46 46 0 0 1 26 -84Z" fill={p.light} />
      {dice.chance(0.5) ? (
        <path d={figurePath(100, 250, 92)} fill={p.near} />
      ) : (
        <>
          <path d="M66 138q34 -32 68 0q-34 32 -68 0Z" fill={p.paper} />
          <circle cx="100" cy="138" r="14" fill={p.far} />
          <circle cx="100" cy="138" r="6" fill={p.near} />
        </>
      )}
    </>
  ),
  box: boxAt('top', 58, { align: 'middle' }),
  face: 'serif',
  ink: p.paper,
});

export const fingerprint: Compose = (p, dice) => ({
  art: (
    <g
      fill="none"
      stroke={p.ink}
      strokeWidth="5"
      strokeLinecap="round"
      transform={`rotate(${dice.between(-18, 18)} 100 196)`}
    >
      {range(9).map((at) => {
        const r = 8 + at * 9.5;
        return (
          <path
            key={at}
            d={`M${100 - r} ${200 + dice.between(10, 34) + at * 3}v${-dice.between(10, 24)}a${r} ${r * 1.16} 0 0 1 ${2 * r} 0v${dice.between(10, 40)}`}
            strokeDasharray={at % 3 === 1 ? `${dice.between(40, 90)} 9` : undefined}
          />
        );
      })}
      <circle cx="100" cy="196" r="4" fill={p.spark === p.ground ? p.light : p.spark} stroke="none" />
    </g>
  ),
  box: boxAt('top', 74),
  face: 'poster',
  ink: p.ink,
});

export const bulletHoles: Compose = (p, dice) => ({
  art: (
    <>
      {range(dice.whole(3, 5)).map((at) => {
        const [x, y] = [36 + ((at * 67 + dice.between(0, 22)) % 132), 130 + at * 33];
        return (
          <g key={at}>
            <g stroke={p.ink} strokeWidth="1.6">
              {range(11).map((ray) => (
                <path
                  key={ray}
                  d={through(
                    [
                      onCircle(x, y, 8, ray / 11),
                      onCircle(x, y, dice.between(18, 46), ray / 11 + dice.between(-0.03, 0.03)),
                    ],
                    false,
                  )}
                />
              ))}
            </g>
            <circle cx={x} cy={y} r="16" fill="none" stroke={p.ink} strokeWidth="1.2" />
            <circle cx={x} cy={y} r="9" fill={p.ink} />
            <circle cx={x} cy={y} r="4.5" fill={p.spark === p.ground ? p.light : p.spark} />
          </g>
        );
      })}
    </>
  ),
  box: boxAt('top', 84),
  face: 'poster',
  ink: p.ink,
  isBlock: true,
});

export const playingCard: Compose = (p, dice) => {
  const suit = dice.pick([
    'M0 -26q34 26 26 48q-8 12 -22 4q0 14 10 20h-28q10 -6 10 -20q-14 8 -22 -4q-8 -22 26 -48Z',
    'M0 40q-40 -30 -38 -52q6 -22 26 -18q10 4 12 14q2 -10 12 -14q20 -4 26 18q2 22 -38 52Z',
    'M0 -42l30 42l-30 42l-30 -42Z',
  ]);
  return {
    art: (
      <g transform={`rotate(${dice.between(-14, 14)} 100 200)`}>
        <rect x="34" y="104" width="132" height="210" rx="12" fill={p.near} transform="rotate(9 100 200)" />
        <rect x="34" y="104" width="132" height="210" rx="12" fill={p.paper} />
        <path d={suit} transform="translate(100 206) scale(1.35)" fill={p.spark === p.ground ? p.near : p.spark} />
        <path d={suit} transform="translate(54 132) scale(.36)" fill={p.near} />
        <path d={suit} transform="translate(146 286) scale(-.36)" fill={p.near} />
      </g>
    ),
    box: boxAt('top', 66),
    face: 'poster',
    ink: p.ink,
  };
};

export const columns: Compose = (p, dice) => {
  const broken = dice.whole(0, 3);
  return {
    art: (
      <>
        <circle cx={dice.between(60, 140)} cy="142" r="38" fill={p.light} />
        {range(4).map((at) => {
          const [x, top] = [18 + at * 46, at === broken ? 196 : 138];
          return (
            <g key={at}>
              <rect x={x} y={top} width="27" height={284 - top} fill={at % 2 === 0 ? p.near : p.far} />
              {range(3).map((line) => (
                <rect
                  key={line}
                  x={x + 5 + line * 7.5}
                  y={top}
                  width="2"
                  height={284 - top}
                  fill={p.ground}
                  opacity="0.45"
                />
              ))}
              {at === broken ? null : (
                <rect x={x - 5} y={top - 9} width="37" height="10" fill={at % 2 === 0 ? p.near : p.far} />
              )}
            </g>
          );
        })}
        <rect y="278" width="200" height="22" fill={p.near} />
      </>
    ),
    box: boxAt('top', 78, { align: 'middle' }),
    face: 'serif',
    ink: p.ink,
    foot: p.paper,
  };
};

export const crown: Compose = (p, dice) => ({
  art: (
    <g transform={`rotate(${dice.between(-8, 8)} 100 200)`}>
      <path d="M32 250l-12 -104l44 46l36 -68l36 68l44 -46l-12 104Z" fill={p.light} />
      <path d="M32 256h136v22h-136Z" fill={p.near} />
      {[20, 100, 180].map((x, at) => (
        <circle key={x} cx={x} cy={at === 1 ? 118 : 140} r="10" fill={p.spark} />
      ))}
      {range(3).map((at) => (
        <path key={at} d={`M${62 + at * 38} 212l8 12l-8 12l-8 -12Z`} fill={p.near} />
      ))}
    </g>
  ),
  box: boxAt('top', 74, { align: 'middle' }),
  face: 'serif',
  ink: p.ink,
});

export const compass: Compose = (p, dice) => {
  const turn = dice.between(0, 90);
  const y = 198;
  return {
    art: (
      <>
        <circle cx="100" cy={y} r="86" fill="none" stroke={p.near} strokeWidth="3" />
        <circle cx="100" cy={y} r="74" fill={p.far} />
        <g transform={`rotate(${turn} 100 ${y})`}>
          {range(8).map((at) => {
            const long = at % 2 === 0 ? 70 : 40;
            return (
              <g key={at} transform={`rotate(${at * 45} 100 ${y})`}>
                <path d={`M100 ${y}l-11 -14l11 ${-long + 14}Z`} fill={p.near} />
                <path d={`M100 ${y}l11 -14l-11 ${-long + 14}Z`} fill={at === 0 ? p.spark : p.light} />
              </g>
            );
          })}
        </g>
        <circle cx="100" cy={y} r="7" fill={p.paper} />
      </>
    ),
    box: boxAt('top', 76),
    face: 'poster',
    ink: p.ink,
  };
};
