/** The variants of a project, as the browser keeps them: the question of each, not its answer. */

import { recallValue, rememberValue } from '../../frame/store';

const NAME = 'variants';

/** Variants at most: more do not fit beside each other. */
export const MOST = 6;

/** The applications of the variants, as parameters. */
export function keptVariants(): string[] {
  return recallValue<string[]>(NAME) ?? [];
}

/** Adds one; the answer is its number. One that is there already keeps its number. */
export function addVariant(params: URLSearchParams): number {
  const text = params.toString();
  const all = keptVariants();
  if (!all.includes(text)) all.push(text);
  rememberValue(NAME, all.slice(-MOST));
  return all.slice(-MOST).indexOf(text) + 1;
}

/** Takes one away. */
export function removeVariant(at: number): void {
  rememberValue(
    NAME,
    keptVariants().filter((_, each) => each !== at),
  );
}
