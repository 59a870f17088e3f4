/** Asking the server: one place that knows what can go wrong, and says it in a sentence. */

import { lang } from '../frame/language';
import { w } from '../words';

/** Why there is no answer. */
export class Failure extends Error {
  /** The HTTP status; 0 when the server was not reached. */
  readonly status: number;
  /** The field that is wrong, when the server names one. */
  readonly field: string | null;
  readonly value: string | null;
  /** Whether asking again may help. */
  readonly mayTryAgain: boolean;

  constructor(sentence: string, status: number, field: string | null = null, value: string | null = null) {
    super(sentence);
    this.status = status;
    this.field = field;
    this.value = value;
    this.mayTryAgain = status === 0 || status === 408 || status === 429 || status >= 500;
  }
}

export type Params = URLSearchParams | Record<string, string>;

export interface Question {
  params?: Params;
  /** Makes it a POST. */
  body?: BodyInit;
  /** The kind of the body. */
  type?: string;
  /** The form of the answer that is wanted, as the header says. */
  accept?: string;
  signal?: AbortSignal | undefined;
  method?: 'GET' | 'POST' | 'DELETE';
  /** How the answer is wanted: `respond-async` for a job. */
  prefer?: string;
}

/** Asks, and gives the answer as it came. Addresses are relative: the page works under any path. */
export async function askRaw(path: string, question: Question = {}): Promise<Response> {
  const params = new URLSearchParams(question.params);
  if (!params.has('lang')) params.set('lang', lang());
  const headers: Record<string, string> = { Accept: question.accept ?? 'application/json' };
  if (question.type) headers['Content-Type'] = question.type;
  if (question.prefer) headers['Prefer'] = question.prefer;
  let answer: Response;
  try {
    answer = await fetch(`${path}?${params}`, {
      method: question.method ?? (question.body === undefined ? 'GET' : 'POST'),
      body: question.body ?? null,
      headers,
      signal: question.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Failure(w('unreachable'), 0);
  }
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => null)) as { detail?: string; field?: string; value?: string } | null;
  throw new Failure(problem?.detail ?? w('refused', { status: answer.status }), answer.status, problem?.field ?? null, problem?.value ?? null);
}

/** Asks for a JSON document. */
export async function ask<T>(path: string, question: Question = {}): Promise<T> {
  const answer = await askRaw(path, question);
  try {
    return (await answer.json()) as T;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Failure(w('brokenOff'), 0);
  }
}

/** Whether an error only says that nobody waits for the answer any more. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** What became of a question, for a screen to show. */
export interface Course<T> {
  /** It takes longer than 0.3 s: the old answer stays, lighter. */
  onSlow?: () => void;
  onAnswer: (answer: T) => void;
  onFailure: (failure: Failure, again: () => void) => void;
}

/** Questions of which only the last counts: an older answer never overwrites a newer one. */
export class Latest<T> {
  private running: AbortController | null = null;

  /** Asks, and lets go of what was asked before. */
  ask(question: (signal: AbortSignal) => Promise<T>, course: Course<T>): void {
    this.stop();
    const control = new AbortController();
    this.running = control;
    const slow = setTimeout(() => this.running === control && course.onSlow?.(), 300);
    question(control.signal)
      .then((answer) => this.running === control && course.onAnswer(answer))
      .catch((error: unknown) => {
        if (this.running !== control || isAborted(error)) return;
        if (!(error instanceof Failure)) throw error;
        course.onFailure(error, () => this.ask(question, course));
      })
      .finally(() => {
        clearTimeout(slow);
        if (this.running === control) this.running = null;
      });
  }

  /** Lets go of what was asked. */
  stop(): void {
    this.running?.abort();
    this.running = null;
  }
}
