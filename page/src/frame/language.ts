/** In which language the page speaks: one choice, kept on this machine. */

import { recall, remember } from './store';

export type Lang = 'nl' | 'en';

/** A text as the server gives it, in both languages. */
export interface Text {
  nl: string;
  en: string;
}

let current: Lang = recall('lang') === 'en' ? 'en' : 'nl';

/** The language of now. */
export function lang(): Lang {
  return current;
}

/** Speaks another language from now on; who calls draws the screen anew. */
export function speak(language: Lang): void {
  current = language;
  remember('lang', language);
  document.documentElement.lang = language;
}

/** A text in the language of now. */
export function pick(text: Text | null | undefined): string {
  return text ? text[current] : '';
}
