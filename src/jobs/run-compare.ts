import { compareSnapshots } from '../dataset/index.ts';
import type { CompareAnswer, CompareRequest, JobTools } from './contract.ts';

/** Tells what a snapshot has that another has not. Throws as openSnapshot. */
export async function runCompare(
  { before, after }: CompareRequest,
  { home, progress }: JobTools,
): Promise<CompareAnswer> {
  progress.stage('compare');
  const differences = await compareSnapshots(home, before, after);
  progress.update(1);
  return { differences };
}
