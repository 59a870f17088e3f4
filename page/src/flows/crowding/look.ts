/** How cells and pairs look: a step of one hue with the number in it, never colour alone. */

import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';
import { s } from '../../frame/dom';
import { shown } from '../../frame/numbers';
import { colour } from '../../frame/theme';
import { w } from '../../words';
import { SIZES } from './question';
import type { Measure } from './result';

const FONT = '600 11.5px "Noto Sans", "Segoe UI", system-ui, "Liberation Sans", Arial, sans-serif';

interface Step {
  /** 1, light, to 5, dark. */
  step: number;
  from: number;
  words: string;
}

function isShare(measure: Measure): boolean {
  return measure.endsWith('_share') || measure === 'severity';
}

/** The steps of a measure, light to dark: from so much on. Of room the least is the darkest. */
export function steps(measure: Measure): Step[] {
  if (measure === 'room_m3') {
    const [a = 0, b = 0, c = 0, , e = 0] = SIZES;
    return [
      { step: 1, from: e, words: w('roomAtMost', { size: cubic(e) }) },
      { step: 2, from: c, words: w('roomBetween', { from: cubic(c), to: cubic(SIZES[3] ?? 0) }) },
      { step: 3, from: b, words: cubic(b) },
      { step: 4, from: a, words: cubic(a) },
      { step: 5, from: 0, words: w('roomNone') },
    ];
  }
  const ends = isShare(measure) ? [0, 0.05, 0.15, 0.3, 0.6] : [1, 2, 4, 8, 16];
  return ends.map((from, index) => {
    const to = ends[index + 1];
    const word = (value: number) => (isShare(measure) ? shown(value * 100) : shown(value));
    const unit = isShare(measure) ? '\u202f%' : '';
    if (to === undefined) return { step: 5, from, words: w('orMore', { from: `${word(from)}${unit}` }) };
    if (isShare(measure)) return { step: index + 1, from, words: from ? `${word(from)} – ${word(to)}${unit}` : w('lessThan', { to: `${word(to)}${unit}` }) };
    return { step: index + 1, from, words: to - from > 1 ? `${word(from)} – ${word(to - 1)}` : word(from) };
  });
}

/** The step of a value; 0 when there is nothing to draw. */
export function stepOf(measure: Measure, value: number): number {
  if (measure === 'room_m3') return value >= (SIZES.at(-1) ?? 0) ? 0 : (steps(measure).find((each) => value >= each.from)?.step ?? 5);
  if (value <= 0) return 0;
  return steps(measure).filter((each) => value >= each.from).at(-1)?.step ?? 1;
}

/** A volume: 250 000 m³. */
export function cubic(value: number): string {
  return value ? `${shown(value, 0)}\u202fm³` : w('roomNone');
}

/** The value of a cell in few letters, as it stands in the cell. */
export function short(measure: Measure, value: number): string {
  if (measure === 'room_m3') return value ? `${shown(value / 1000, 0)}` : '0';
  if (isShare(measure)) return value > 0 && value < 0.01 ? '<1' : shown(value * 100, 0);
  return shown(value, 0);
}

/** The value of a measure with its unit. */
export function inWords(measure: Measure, value: number): string {
  if (measure === 'room_m3') return cubic(value);
  return isShare(measure) ? `${value > 0 && value < 0.01 ? '< 1' : shown(value * 100, 0)}\u202f%` : shown(value, 0);
}

const styles = new Map<string, Style[]>();
let dressed = '';

/** A cell. Its number is written where there is room for it. */
export function cellStyle(step: number, text: string, isChosen: boolean): Style[] {
  const theme = colour('ink');
  if (theme !== dressed) {
    styles.clear();
    dressed = theme;
  }
  const key = `${step} ${text} ${isChosen}`;
  let made = styles.get(key);
  if (!made) {
    const fill = new Fill({ color: colour(`crowd${step}`) });
    const ink = step > 3 ? '#ffffff' : '#16202a';
    made = [
      new Style({ fill, stroke: new Stroke({ color: colour('land'), width: 1 }), ...(text ? { text: new Text({ text, font: FONT, fill: new Fill({ color: ink }), overflow: true }) } : {}) }),
      ...(isChosen ? [new Style({ stroke: new Stroke({ color: colour('ink'), width: 3 }), zIndex: 5 })] : []),
    ];
    styles.set(key, made);
  }
  return made;
}

/** A pair: whole when it is certainly too near, in dashes when it may be. */
export function pairStyle(isCertain: boolean, isChosen: boolean): Style[] {
  const line = (name: string, width: number) => new Style({ stroke: new Stroke({ color: colour(name), width, ...(isCertain ? {} : { lineDash: [6, 5] }) }), zIndex: 6 });
  return [line('land', isChosen ? 9 : 5), line(isChosen ? 'accent' : 'prohibited', isChosen ? 4 : 2)];
}

/** A step as a sample beside words. */
export function swatch(step: number): SVGSVGElement {
  return s('svg', { class: `swatch crowd${step}`, width: 26, height: 16, viewBox: '0 0 26 16', 'aria-hidden': 'true', focusable: 'false' }, s('rect', { x: 0.5, y: 0.5, width: 25, height: 15 }));
}

/** A line of a pair as a sample. */
export function pairSample(isCertain: boolean): SVGSVGElement {
  return s('svg', { class: 'sample pairline', width: 32, height: 16, viewBox: '0 0 32 16', 'aria-hidden': 'true' }, s('path', { d: 'M2 8H30', ...(isCertain ? {} : { 'stroke-dasharray': '6 4' }) }));
}
