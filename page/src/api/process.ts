/** What the server computes of files and numbers (OGC API Processes): at once, or as a job that can be left. */

import { w } from '../words';
import { ask, askRaw, Failure, isAborted } from './ask';

/** A file by value, text or features, or a plain value. */
export type Inputs = Record<string, unknown>;

const TYPE = 'application/json';

function body(inputs: Inputs): string {
  return JSON.stringify({ inputs: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null && value !== undefined && value !== '')) });
}

/** Runs a process while one waits. */
export function execute<T>(process: string, inputs: Inputs, signal?: AbortSignal): Promise<T> {
  return ask<T>(`processes/${process}/execution`, { body: body(inputs), type: TYPE, signal });
}

interface Status {
  jobID: string;
  status: 'accepted' | 'running' | 'successful' | 'failed' | 'dismissed';
}

/** How often is asked whether a job is done, ms: soon at first, then less often. */
const FIRST_MS = 60;
const LAST_MS = 1000;

/**
 * Runs a process as a job, for what may take long; `told` hears how it stands. Who lets go of it ends it on the server
 * too. A server that was started again meanwhile knows nothing of it: that is told, and can be tried again.
 */
export async function executeAsJob<T>(process: string, inputs: Inputs, signal: AbortSignal, told: (status: Status['status']) => void = () => undefined): Promise<T> {
  const started = await ask<Status>(`processes/${process}/execution`, { body: body(inputs), type: TYPE, prefer: 'respond-async', signal });
  const path = `jobs/${encodeURIComponent(started.jobID)}`;
  try {
    let { status } = started;
    for (let pause = FIRST_MS; status === 'accepted' || status === 'running'; pause = Math.min(pause * 1.5, LAST_MS)) {
      told(status);
      await resting(pause, signal);
      ({ status } = await ask<Status>(path, { signal }));
    }
    return await ask<T>(`${path}/results`, { signal });
  } catch (error) {
    if (isAborted(error)) void askRaw(path, { method: 'DELETE' }).catch(() => undefined);
    if (error instanceof Failure && error.status === 404) throw new Failure(w('jobGone'), 0);
    throw error;
  }
}

function resting(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer);
      reject(new DOMException('', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', aborted);
      resolve();
    }, ms);
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted, { once: true });
  });
}
