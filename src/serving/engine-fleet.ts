import type { EngineSettings } from './engine-messages.ts';
import { type HostedEngine, openHostedEngine } from './hosted-engine.ts';

/**
 * Loads a model version in `threads` threads that answer as one: every event goes to all of them, every question to the one with the
 * fewest waiting. Each holds the whole model. Rejects when one cannot be loaded; `onCrash` is called once, for the first that ends by
 * itself, and the whole is to be closed then.
 */
export async function openEngineFleet(
  settings: EngineSettings,
  threads: number,
  onCrash: (error: Error) => void,
): Promise<HostedEngine> {
  let crashed = false;
  const crashOnce = (error: Error): void => {
    if (crashed) return;
    crashed = true;
    onCrash(error);
  };
  const opening = Array.from({ length: threads }, async () => openHostedEngine(settings, crashOnce));
  const settled = await Promise.allSettled(opening);
  const engines = settled.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const closeAll = async (): Promise<void> => {
    await Promise.all(engines.map(async (engine) => engine.close()));
  };
  const failure = settled.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) {
    await closeAll();
    throw failure.reason;
  }
  const [first] = engines as [HostedEngine];
  if (engines.length === 1) return first;
  return {
    model: first.model,
    facts: first.facts,
    get alive() {
      return engines.every(({ alive }) => alive);
    },
    get waiting() {
      return engines.reduce((sum, { waiting }) => sum + waiting, 0);
    },
    call: (name, ...parameters) =>
      engines.reduce((idlest, engine) => (engine.waiting < idlest.waiting ? engine : idlest)).call(name, ...parameters),
    async takeStars(settings) {
      await Promise.all(engines.map(async (engine) => engine.takeStars(settings)));
    },
    addEvents(events) {
      for (const engine of engines) engine.addEvents(events);
    },
    close: closeAll,
  };
}
