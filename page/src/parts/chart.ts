/** A few plain charts, drawn anew at each answer: bars, lines. Each says in words what it shows. */

import { h, s } from '../frame/dom';
import { shown } from '../frame/numbers';

/** The colours, patterns and dashes that tell series apart: never colour alone. */
export type Look = 'with' | 'without' | 'heat' | 'cold' | 'before' | 'after';

export interface Series {
  name: string;
  look: Look;
  values: (number | null)[];
}

const LOOKS: readonly Look[] = ['with', 'without', 'heat', 'cold', 'before', 'after'];

/** The patterns of bars as fills: once in the page, by name `hatch-LOOK`. */
export function hatches(): SVGSVGElement {
  return s(
    'svg',
    { class: 'definitions', width: 0, height: 0, 'aria-hidden': 'true', focusable: 'false' },
    s('defs', {}, LOOKS.map((look) => s('pattern', { id: `hatch-${look}`, class: `mark ${look}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse' }, s('rect', { class: 'ground', width: 6, height: 6 }), s('path', { class: 'hatch', d: 'M-1 1L1 -1M0 6L6 0M5 7L7 5' })))),
  );
}

const WIDTH = 520;
const LEFT = 62;
const RIGHT = 12;
const TOP = 12;

/** A round number of steps up to a value. */
function ticks(low: number, high: number): number[] {
  const span = Math.max(high - low, 1e-9);
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => span / each <= 5) ?? 10 * power;
  const list: number[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-6; at += step) list.push(Math.abs(at) < step * 1e-6 ? 0 : at);
  return list;
}

/** What the looks mean. */
function key(series: Series[]): HTMLElement {
  return h('ul.chartkey', {}, series.map((each) => h('li', {}, s('svg', { class: `mark ${each.look}`, width: 18, height: 12, viewBox: '0 0 18 12', 'aria-hidden': 'true' }, s('rect', { class: 'ground', x: 0.5, y: 0.5, width: 17, height: 11 }), s('path', { class: 'hatch', d: 'M-2 8L6 0M2 12L14 0M10 12L20 2' })), each.name)));
}

export interface ChartGiven {
  title: string;
  unit: string;
  /** What is along the bottom. */
  labels: string[];
  series: Series[];
  height?: number;
}

/** Bars side by side, up and down from zero. */
export function bars({ title, unit, labels, series, height = 190 }: ChartGiven): HTMLElement {
  const all = series.flatMap((each) => each.values.map((value) => value ?? 0));
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all, 1e-6)];
  const bottom = height - 22;
  const y = (value: number) => TOP + ((high - value) / (high - low)) * (bottom - TOP);
  const slot = (WIDTH - LEFT - RIGHT) / labels.length;
  const wide = Math.min(46, (slot * 0.8) / series.length);
  const told = labels.map((label, at) => `${label}: ${series.map((each) => `${each.name} ${shown(each.values[at] ?? null, 1)}`).join(', ')}`).join('; ');
  return h(
    'figure.chart',
    {},
    h('figcaption', {}, title, h('span.muted', {}, ` ${unit}`)),
    s(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': `${title} (${unit}). ${told}` },
      ticks(low, high).map((tick) => [s('path', { class: tick === 0 ? 'zero' : 'line', d: `M${LEFT} ${y(tick).toFixed(1)}H${WIDTH - RIGHT}` }), s('text', { x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, shown(tick, 2))]),
      labels.map((label, at) => {
        const middle = LEFT + slot * (at + 0.5);
        return [
          series.map((each, index) => {
            const value = each.values[at];
            if (value === null || value === undefined) return null;
            const x = middle + (index - series.length / 2) * wide;
            return s('rect', { class: `bar2 ${each.look}`, fill: `url(#hatch-${each.look})`, x: x.toFixed(1), y: Math.min(y(value), y(0)).toFixed(1), width: (wide - 2).toFixed(1), height: Math.max(0.5, Math.abs(y(value) - y(0))).toFixed(1) });
          }),
          s('text', { x: middle.toFixed(1), y: height - 6, 'text-anchor': 'middle' }, label),
        ];
      }),
    ),
    key(series),
  );
}

export interface LineGiven {
  title: string;
  unit: string;
  xUnit: string;
  series: { name: string; look: Look; points: [x: number, y: number][] }[];
  /** A place along the bottom with words. */
  mark?: { x: number; words: string } | null;
  told: string;
  height?: number;
}

/** Lines over a common axis, the second in dashes; or dots, where there are many. */
export function lines({ title, unit, xUnit, series, mark, told, height = 210 }: LineGiven): HTMLElement {
  const points = series.flatMap((each) => each.points);
  const xs = points.map(([x]) => x);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(0, ...points.map(([, y]) => y)), Math.max(1e-6, ...points.map(([, y]) => y))];
  const bottom = height - 34;
  const x = (value: number) => LEFT + ((value - left) / Math.max(right - left, 1e-9)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + ((high - value) / (high - low)) * (bottom - TOP);
  return h(
    'figure.chart',
    {},
    h('figcaption', {}, title, h('span.muted', {}, ` ${unit}`)),
    s(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': `${title} (${unit}). ${told}` },
      ticks(low, high).map((tick) => [s('path', { class: tick === 0 ? 'zero' : 'line', d: `M${LEFT} ${y(tick).toFixed(1)}H${WIDTH - RIGHT}` }), s('text', { x: LEFT - 6, y: y(tick) + 4, 'text-anchor': 'end' }, shown(tick, 2))]),
      ticks(left, right).map((tick) => s('text', { x: x(tick).toFixed(1), y: height - 18, 'text-anchor': 'middle' }, shown(tick, 0))),
      s('text', { class: 'unit', x: WIDTH - RIGHT, y: height - 4, 'text-anchor': 'end' }, xUnit),
      series.map((each) => s('path', { class: `curve ${each.look}`, d: each.points.map(([atX, atY], at) => `${at ? 'L' : 'M'}${x(atX).toFixed(1)} ${y(atY).toFixed(1)}`).join('') })),
      mark && mark.x >= left && mark.x <= right ? [s('path', { class: 'here', d: `M${x(mark.x).toFixed(1)} ${TOP}V${bottom}` }), s('text', { class: 'herewords', x: (x(mark.x) + (x(mark.x) > WIDTH * 0.7 ? -6 : 6)).toFixed(1), y: TOP + 10, 'text-anchor': x(mark.x) > WIDTH * 0.7 ? 'end' : 'start' }, mark.words)] : null,
    ),
    h('ul.chartkey', {}, series.map((each) => h('li', {}, s('svg', { class: `mark ${each.look}`, width: 26, height: 12, viewBox: '0 0 26 12', 'aria-hidden': 'true' }, s('path', { class: `curve ${each.look}`, d: 'M1 6H25' })), each.name))),
  );
}
