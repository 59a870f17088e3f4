/** Light or dark: as the machine says, until somebody chooses. */

import { recall, remember } from './store';

export type Theme = 'light' | 'dark' | 'system';

const listeners = new Set<() => void>();

/** What somebody chose. */
export function theme(): Theme {
  const chosen = recall('theme');
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

/** Chooses. */
export function choose(chosen: Theme): void {
  remember('theme', chosen === 'system' ? null : chosen);
  dress();
}

let isOnPaper = false;

/** Paper is light, whatever the screen is: before printing, and back after it. */
export function onPaper(isNow: boolean): void {
  isOnPaper = isNow;
  dress();
}

function dress(): void {
  const chosen = theme();
  const isDark = !isOnPaper && (chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches));
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  for (const listener of listeners) listener();
}

/** Tells of every change of colours; the answer stops that. */
export function onColours(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A colour of now, by the name of its variable. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || '#000';
}

/** Whether the machine wants its own few colours. */
export function isForced(): boolean {
  return matchMedia('(forced-colors: active)').matches;
}

/** Sets the colours, and follows the machine. */
export function startTheme(): void {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
    matchMedia(query).addEventListener('change', dress);
  }
  addEventListener('beforeprint', () => onPaper(true));
  addEventListener('afterprint', () => onPaper(false));
  dress();
}
