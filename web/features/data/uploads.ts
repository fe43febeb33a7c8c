import { useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { uploadSchema, uploadsSchema } from '../../../src/api/contract/uploads.ts';
import type { z } from 'zod';
import { addressOf, ask } from '../../shared/api.ts';
import type { Language } from '../../shared/language.tsx';
import { useAnswer } from '../../shared/use-answer.ts';

export type Uploads = z.output<typeof uploadsSchema>;
/** A table that waits. */
export type Upload = z.output<typeof uploadSchema>;
export type UploadTask = NonNullable<Uploads['task']>;

const ADDRESS = '/v1/uploads';
const OFTEN_MS = 700;
const SELDOM_MS = 20_000;

/** What waits, what is in, and what is being done; asked for often while something runs. */
export function useUploads(isBusy = false): UseQueryResult<Uploads> {
  const client = useQueryClient();
  const known = client.getQueriesData<Uploads>({ queryKey: [ADDRESS] }).at(-1)?.[1];
  const runs = isBusy || known?.task?.state === 'running';
  return useAnswer<Uploads>(ADDRESS, { everyMs: runs ? OFTEN_MS : SELDOM_MS });
}

/** Asks again for everything that an upload changes. */
export function useForgetData(): () => Promise<void> {
  const client = useQueryClient();
  return async () => client.invalidateQueries();
}

/**
 * Sends a file in parts, each on the server's disk before the next one goes, and returns what came of it. `onPart` is told the part of
 * the file that is there, 0…1. Rejects with ApiProblem.
 */
export async function sendFile(
  file: File,
  { language, partBytes, onPart }: { language: Language; partBytes: number; onPart: (fraction: number) => void },
): Promise<Upload> {
  let upload = await ask<Upload>(ADDRESS, {
    language,
    method: 'POST',
    body: { name: file.name, bytes: file.size },
  });
  while (upload.received < file.size) {
    onPart(upload.received / file.size);
    upload = await ask<Upload>(addressOf(`${ADDRESS}/${encodeURIComponent(upload.id)}`, { offset: upload.received }), {
      language,
      method: 'PUT',
      body: file.slice(upload.received, upload.received + partBytes),
      headers: { 'content-type': 'application/octet-stream' },
    });
  }
  onPart(1);
  return upload;
}
