import { pairedDifferences } from '../src/evaluation/index.ts';
import type { Figure } from './harness.ts';
import { type Peer, type PeerName, startOwn, startPeer } from './peers/start-peer.ts';

/** One system that takes part. */
export interface System {
  readonly name: string;
  /** Null: ours. */
  readonly peer: PeerName | null;
  readonly model: string;
  readonly settings: Readonly<Record<string, number>>;
  /** How many times longer than ours its fit is to take, at least. */
  readonly goal?: number;
}

/** Systems that do the same with the same settings; ours is the first. */
export interface Contest {
  readonly name: string;
  readonly rounds: number;
  /** Whether a round that does not count comes first. Defaults to true. */
  readonly warmUp?: boolean;
  readonly systems: readonly System[];
}

/** What one piece of work took: milliseconds by the clock, and of all processors. */
export interface Times {
  readonly ms: number;
  readonly cpu: number;
}

/** What was measured of one system. */
export interface Sitting {
  readonly system: System;
  readonly fits: readonly Times[];
  readonly answers: readonly Times[];
  readonly peakMb: number;
  readonly accuracy: number;
  /** The accuracy of each case (user or fold), which `accuracy` is the mean of. */
  readonly cases: Float64Array;
  readonly versions: readonly string[];
}

/** A data set with what is done on it. */
export interface Task {
  readonly data: string;
  readonly metric: 'nDCG@10' | 'RMSE';
  /** Has the systems of a contest do it in turn. */
  hold(contest: Contest): Promise<Sitting[]>;
}

/** One round of one system: what it took, and how good what it left is, a number a case. */
export interface Round {
  readonly fits: readonly Times[];
  readonly answers: readonly Times[];
  readonly cases: Float64Array;
}

interface Work {
  /** Tells a system the data; returns what it says of its versions. */
  readonly load: (peer: Peer) => Promise<Readonly<Record<string, string>>>;
  readonly round: (peer: Peer, system: System, seed: number) => Promise<Round & { readonly peakMb: number }>;
}

const SEED = 42;

/**
 * Starts every system in a process of its own, has it load the data, and takes the rounds in turn: the order is reversed every other
 * round, the first round does not count, and each round has a seed of its own. Cases are means over the rounds.
 */
export async function holdContest({ systems, rounds, warmUp = true }: Contest, work: Work): Promise<Sitting[]> {
  const peers = systems.map(({ peer }) => (peer === null ? startOwn() : startPeer(peer)));
  try {
    const versions: string[][] = [];
    for (const peer of peers) {
      versions.push(Object.entries(await work.load(peer)).map(([name, version]) => `${name} ${version}`));
    }
    const taken = systems.map((): Round[] => []);
    const peaks = systems.map(() => 0);
    for (let round = warmUp ? -1 : 0; round < rounds; round++) {
      const order = systems.map((_, at) => at);
      if (round % 2 !== 0) order.reverse();
      for (const at of order) {
        const done = await work.round(peers[at], systems[at], SEED + round);
        peaks[at] = done.peakMb;
        if (round >= 0) taken[at].push(done);
      }
    }
    return systems.map((system, at) => {
      const cases = meanOf(taken[at].map((round) => round.cases));
      return {
        system,
        fits: taken[at].flatMap(({ fits }) => fits),
        answers: taken[at].flatMap(({ answers }) => answers),
        peakMb: peaks[at],
        accuracy: cases.reduce((sum, value) => sum + value, 0) / cases.length,
        cases,
        versions: versions[at],
      };
    });
  } finally {
    for (const peer of peers) peer.close();
  }
}

/** The mean of equally long columns, number by number. */
function meanOf(columns: readonly Float64Array[]): Float64Array {
  return columns[0].map((_, at) => columns.reduce((sum, column) => sum + column[at], 0) / columns.length);
}

/** Returns how much more accurate ours is: above 0 for nDCG, below 0 for RMSE. The interval is of the cases that both answered. */
export function compareAccuracy(own: Sitting, other: Sitting, contest: string, { data, metric }: Task): Figure {
  const name = `${contest}, ${data}: ${metric} of Butaca − ${other.system.name}`;
  if (metric === 'RMSE') return { name, value: own.accuracy - other.accuracy, unit: '', goal: '≤ 0' };
  const users = Array.from(own.cases, (_, at) => String(at));
  const options = { seed: SEED, purpose: name };
  const [{ value, low, high }] = pairedDifferences([[...other.cases]], [[...own.cases]], [users], options);
  return { name, value, unit: `[${low.toFixed(4)}, ${high.toFixed(4)}]`, goal: '≥ 0' };
}
