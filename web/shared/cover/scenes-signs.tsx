import type { ReactNode } from 'react';
import { isNight } from './palettes.ts';
import { boxAt, type Compose, onCircle, range, through } from './scene.ts';

export const twoCircles: Compose = (p, dice) => {
  const y = dice.between(170, 196);
  const r = dice.between(52, 62);
  const gap = dice.between(26, 40);
  const d = Math.sqrt(r * r - gap * gap);
  return {
    art: (
      <>
        <circle cx={100 - gap} cy={y} r={r} fill={p.light} />
        <circle cx={100 + gap} cy={y} r={r} fill={p.far} />
        <path d={`M100 ${y - d}A${r} ${r} 0 0 1 100 ${y + d}A${r} ${r} 0 0 1 100 ${y - d}Z`} fill={p.near} />
        <circle cx="100" cy={y} r="4" fill={p.paper} />
      </>
    ),
    box: boxAt('top', 84),
    face: 'serif',
    ink: p.ink,
  };
};

export const heart: Compose = (p, dice) => {
  const layers = dice.whole(3, 5);
  const tilt = dice.between(-12, 12);
  const outline =
    'M0 62C-30 34 -66 12 -66 -22C-66 -46 -48 -58 -31 -58C-16 -58 -5 -49 0 -38C5 -49 16 -58 31 -58C48 -58 66 -46 66 -22C66 12 30 34 0 62Z';
  return {
    art: (
      <g transform={`translate(100 ${dice.between(188, 204)}) rotate(${tilt})`}>
        {range(layers).map((at) => (
          <path
            key={at}
            d={outline}
            transform={`scale(${1.3 - (at * 1.2) / layers})`}
            fill={[p.far, p.light, p.near, p.spark][at % 4]}
          />
        ))}
      </g>
    ),
    box: boxAt('top', 82, { align: 'middle' }),
    face: 'serif',
    ink: p.ink,
  };
};

export const spiral: Compose = (p, dice) => {
  const turns = dice.between(4, 6);
  const direction = dice.pick([1, -1]);
  const x = 100;
  const y = 182;
  const points = range(160).map((at) => onCircle(x, y, 4 + (at / 160) * 132, (direction * turns * at) / 160));
  return {
    art: (
      <>
        <path
          d={through(points, false)}
          fill="none"
          stroke={isNight(p) ? p.far : p.near}
          strokeWidth={dice.between(7, 10)}
        />
        <circle cx={x} cy={y} r="13" fill={p.spark === p.ground ? p.light : p.spark} />
        <rect width="200" height="96" fill={p.ground} />
      </>
    ),
    box: boxAt('top', 70),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const target: Compose = (p, dice) => {
  const x = dice.between(70, 130);
  const y = dice.between(180, 206);
  return {
    art: (
      <>
        {range(5).map((at) => (
          <circle key={at} cx={x} cy={y} r={104 - at * 22} fill={at % 2 === 0 ? p.near : p.light} />
        ))}
        <path d={`M${x} 88v212M0 ${y}h200`} stroke={p.spark} strokeWidth="2" />
        <circle cx={x} cy={y} r="6" fill={p.spark} />
      </>
    ),
    box: boxAt('top', 62),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const burst: Compose = (p, dice) => {
  const spikes = dice.whole(11, 16);
  const star = (radius: number, inner: number): string =>
    through(
      range(spikes * 2).map((at) =>
        onCircle(100, 190, (at % 2 === 0 ? radius : inner) * dice.between(0.84, 1.12), at / (spikes * 2)),
      ),
    );
  return {
    art: (
      <>
        <path d={star(128, 76)} fill={p.far} />
        <path d={star(94, 54)} fill={p.light} />
        <path d={star(58, 32)} fill={p.near} />
        <circle cx="100" cy="190" r="14" fill={p.spark} />
      </>
    ),
    box: boxAt('top', 72),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const vinyl: Compose = (p, dice) => {
  const x = dice.between(60, 150);
  const y = dice.between(186, 214);
  return {
    art: (
      <>
        <circle cx={x} cy={y} r="108" fill={p.near} />
        <g fill="none" stroke={p.far} strokeWidth="1.6">
          {range(9).map((at) => (
            <circle key={at} cx={x} cy={y} r={40 + at * 7.4} opacity={at % 3 === 0 ? 0.9 : 0.5} />
          ))}
        </g>
        <path d={through([[x, y], onCircle(x, y, 108, 0.1), onCircle(x, y, 108, 0.17)])} fill={p.light} opacity="0.3" />
        <circle cx={x} cy={y} r="32" fill={p.light} />
        <circle cx={x} cy={y} r="5" fill={p.near} />
      </>
    ),
    box: boxAt('top', 66),
    face: 'poster',
    ink: p.ink,
  };
};

export const filmStrip: Compose = (p, dice) => {
  const tilt = dice.between(-10, 10);
  const y = dice.between(100, 116);
  return {
    art: (
      <g transform={`rotate(${tilt} 100 190)`}>
        <rect x="-40" y={y} width="280" height="112" fill={p.near} />
        {range(20).map((at) => (
          <g key={at} fill={p.ground}>
            <rect x={-36 + at * 14} y={y + 5} width="7" height="9" rx="1.5" />
            <rect x={-36 + at * 14} y={y + 98} width="7" height="9" rx="1.5" />
          </g>
        ))}
        {range(4).map((at) => {
          const x = -30 + at * 68;
          return (
            <g key={at}>
              <rect x={x} y={y + 20} width="62" height="72" fill={at % 2 === 0 ? p.far : p.paper} />
              <circle
                cx={x + dice.between(20, 42)}
                cy={y + dice.between(42, 60)}
                r={dice.between(10, 20)}
                fill={p.light}
              />
              <path d={`M${x} ${y + 92}v${-dice.between(10, 24)}q31 ${-dice.between(0, 20)} 62 0v24Z`} fill={p.near} />
            </g>
          );
        })}
      </g>
    ),
    box: boxAt('top', 66),
    face: 'poster',
    ink: p.ink,
  };
};

export const grin: Compose = (p, dice) => {
  const y = dice.between(184, 200);
  const isWinking = dice.chance(0.4);
  const eyeAt = (x: number, isShut: boolean): ReactNode =>
    isShut ? (
      <path
        key={x}
        d={`M${x - 15} ${y - 36}q15 -16 30 0`}
        fill="none"
        stroke={p.near}
        strokeWidth="8"
        strokeLinecap="round"
      />
    ) : (
      <g key={x}>
        <circle cx={x} cy={y - 38} r="17" fill={p.paper} />
        <circle cx={x + 4} cy={y - 36} r="8" fill={p.near} />
      </g>
    );
  return {
    art: (
      <>
        <circle cx="100" cy={y} r="98" fill={p.far} />
        {eyeAt(66, false)}
        {eyeAt(134, isWinking)}
        <path d={`M38 ${y + 8}h124q-4 68 -62 68t-62 -68Z`} fill={p.near} />
        <path d={`M46 ${y + 8}h108v15h-108Z`} fill={p.paper} />
        <ellipse cx="100" cy={y + 66} rx="30" ry="16" fill={p.light} />
      </>
    ),
    box: boxAt('top', 66),
    face: 'poster',
    ink: p.ink,
    isBlock: true,
  };
};

export const halves: Compose = (p, dice) => {
  const shift = dice.between(18, 34);
  const y = dice.between(186, 202);
  const isAcross = dice.chance(0.5);
  return {
    art: (
      <g transform={isAcross ? undefined : `rotate(90 100 ${y})`}>
        <path d={`M${100 - shift - 66} ${y}a66 66 0 0 1 132 0Z`} fill={p.light} />
        <path d={`M${100 + shift - 66} ${y}a66 66 0 0 0 132 0Z`} fill={p.near} />
        <rect x="0" y={y - 1} width="200" height="2" fill={p.ink} />
      </g>
    ),
    box: boxAt('top', 88),
    face: 'serif',
    ink: p.ink,
  };
};
