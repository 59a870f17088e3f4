/** One table of words: Dutch, English. Each flow has its part of it in a file of its own. */

import { lang } from '../frame/language';
import { certainty, frame, outcomes } from './frame';
import { crowding } from './crowding';
import { fields } from './fields';
import { journal } from './journal';
import { law } from './law';
import { many } from './many';
import { map } from './map';
import { maps } from './maps';
import { performance } from './performance';
import { place } from './place';
import { plot } from './plot';
import { variants } from './variants';

/** Words: Dutch and English; `{name}` stands for something that is filled in. */
export type Words = Record<string, readonly [nl: string, en: string]>;

const TABLE = {
  ...frame,
  ...outcomes,
  ...certainty,
  ...fields,
  ...map,
  ...maps,
  ...place,
  ...plot,
  ...many,
  ...crowding,
  ...law,
  ...performance,
  ...variants,
  ...journal,
} as const satisfies Words;

export type Word = keyof typeof TABLE;

/** A word or sentence in the language of now. */
export function w(word: Word, filled: Record<string, string | number> = {}): string {
  const [nl, en] = TABLE[word];
  const text: string = lang() === 'nl' ? nl : en;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(filled[name] ?? whole));
}

/** A word of which only the running program knows the name; the name itself when there is none. */
export function known(word: string): string {
  return word in TABLE ? w(word as Word) : word;
}

/** One or more: `counted(1, 'system', 'systems')`. */
export function counted(count: number, one: Word, more: Word): string {
  return `${count} ${w(count === 1 ? one : more)}`;
}
