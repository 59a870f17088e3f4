/** How sure something is: five steps, as blocks and as words. */

import { h } from '../frame/dom';
import { known, w } from '../words';

const STEPS: readonly string[] = ['unverified', 'inferred', 'factsheet', 'derived', 'verified'];

/** The step of a certainty, 1 to 5; 0 when it is not on the scale. */
export function step(certainty: string): number {
  return STEPS.indexOf(certainty) + 1;
}

/** The blocks. */
export function meter(certainty: string): HTMLElement {
  const on = step(certainty);
  return h('span.meter', { 'aria-hidden': 'true' }, STEPS.map((_, at) => h(at < on ? 'i.on' : 'i')));
}

/** Blocks and words: "Zekerheid 2 van 5: beredeneerd". */
export function certaintyLine(certainty: string, note = ''): HTMLElement {
  const on = step(certainty);
  const words = on ? `${w('certaintyOf', { step: on })}: ${known(certainty)}` : known(certainty);
  return h('span.sure', {}, meter(certainty), h('span', {}, words, note));
}
