/** An outcome: its mark, its pattern, its word. Never colour alone. */

import { h, s } from '../frame/dom';
import { known } from '../words';

export type Outcome = 'prohibited' | 'permit' | 'notify' | 'free' | 'undetermined' | 'not-covered';

/** From strict to mild, then what is no answer. */
export const OUTCOMES: readonly Outcome[] = ['prohibited', 'permit', 'notify', 'free', 'undetermined', 'not-covered'];

/** The patterns as fills of drawings: once in the page, by name `fill-OUTCOME`. */
export function patterns(): SVGSVGElement {
  const pattern = (outcome: Outcome, size: number, ...marks: SVGElement[]) =>
    s('pattern', { id: `fill-${outcome}`, class: `pattern ${outcome}`, width: size, height: size, patternUnits: 'userSpaceOnUse' }, marks);
  const dot = (cx: number, cy: number) => s('circle', { class: 'dot', cx, cy, r: 1.3 });
  return s(
    'svg',
    { class: 'definitions', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
    s(
      'defs',
      {},
      pattern('prohibited', 9, s('path', { d: 'M0 0L9 9M9 0L0 9' })),
      pattern('permit', 8, s('path', { d: 'M-2 2L2 -2M0 8L8 0M6 10L10 6' })),
      pattern('notify', 9, dot(2.5, 2.5), dot(7, 7)),
      pattern('free', 9),
      pattern('undetermined', 18, s('path', { d: 'M2.6 4.2q0-2 2-2t2 1.8q0 1.3-1.4 2-.6.4-.6 1.3M4.6 8.9v.5M11.6 12.2q0-2 2-2t2 1.8q0 1.3-1.4 2-.6.4-.6 1.3M13.6 16.9v.5' })),
      pattern('not-covered', 14, s('path', { d: 'M5 7h4' })),
    ),
  );
}

/** The mark alone, within a square of a size around its middle. */
export function mark(outcome: Outcome, size: number): SVGElement {
  const c = size / 2;
  const at = (dx: number, dy: number) => `${(c + dx * size).toFixed(2)} ${(c + dy * size).toFixed(2)}`;
  const line = (d: string, width = 0.094) => s('path', { class: 'stroke', d, 'stroke-width': (width * size).toFixed(2) });
  switch (outcome) {
    case 'prohibited':
      return line(`M${at(-0.156, -0.156)}L${at(0.156, 0.156)}M${at(0.156, -0.156)}L${at(-0.156, 0.156)}`);
    case 'permit':
      return s('path', { class: 'fill', d: `M${at(0, -0.23)}L${at(0.26, 0.2)}H${(c - 0.26 * size).toFixed(2)}Z` });
    case 'notify':
      return s('circle', { class: 'fill', cx: c, cy: c, r: 0.19 * size });
    case 'free':
      return line(`M${at(-0.19, 0.01)}L${at(-0.05, 0.16)}L${at(0.2, -0.16)}`);
    case 'undetermined':
      return s(
        'g',
        {},
        line(`M${at(-0.12, -0.1)}Q${at(-0.12, -0.23)} ${at(0.01, -0.23)}T${at(0.13, -0.11)}Q${at(0.13, -0.03)} ${at(0.03, 0.02)}Q${at(0.0, 0.04)} ${at(0.0, 0.1)}`),
        line(`M${at(0, 0.2)}L${at(0, 0.23)}`, 0.1),
      );
    default:
      return line(`M${at(-0.17, 0)}L${at(0.17, 0)}`);
  }
}

/** The tile: pattern, frame, and the mark on a plate of paper. Small ones leave the pattern out. */
export function tile(outcome: Outcome, size: number): SVGSVGElement {
  const edge = size > 24 ? 2 : 1.4;
  const box = { x: edge / 2, y: edge / 2, width: size - edge, height: size - edge };
  const isLarge = size > 24;
  return s(
    'svg',
    { class: `tile ${outcome}`, width: size, height: size, viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true', focusable: 'false' },
    s('rect', { class: 'ground', ...box }),
    isLarge ? s('rect', { fill: `url(#fill-${outcome})`, ...box }) : null,
    s('rect', { class: 'frame', 'stroke-width': edge, ...box }),
    isLarge ? s('circle', { class: 'plate', cx: size / 2, cy: size / 2, r: size * 0.33 }) : null,
    isLarge ? mark(outcome, size) : grown(outcome, size),
  );
}

/** The mark of a small tile: as large as the tile allows. */
function grown(outcome: Outcome, size: number): SVGElement {
  const large = size * 1.3;
  return s('g', { transform: `translate(${(size - large) / 2} ${(size - large) / 2})` }, mark(outcome, large));
}

/** Mark and word, as they stand in tables and sentences. */
export function outcomeWord(outcome: Outcome): HTMLElement {
  return h(`span.outcome.${outcome}`, {}, tile(outcome, 16), known(outcome));
}
