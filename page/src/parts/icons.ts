/** The few pictures of the page: lines in the colour of the text. */

import { s } from '../frame/dom';

const PATHS = {
  brand: [24, 26, 'M1.5 7h21M1.5 13.5h6M16.5 13.5h6M1.5 20h6M16.5 20h6M9.5 2v21.5h5V2M9.5 16.5h5M9.5 19h5M9.5 21.5h5'],
  find: [16, 16, 'M11 6.5a4.5 4.5 0 1 1-9 0a4.5 4.5 0 0 1 9 0M9.8 9.8L14.5 14.5'],
  warning: [16, 16, 'M8 1.5L15 14.5H1ZM8 6v4M8 12v.8'],
  plus: [16, 16, 'M8 3v10M3 8h10'],
  minus: [16, 16, 'M3 8h10'],
  target: [16, 16, 'M12.5 8a4.5 4.5 0 1 1-9 0a4.5 4.5 0 0 1 9 0M8 .8v4M8 11.2v4M.8 8h4M11.2 8h4'],
  layers: [16, 16, 'M8 2L14.5 5.5L8 9L1.5 5.5ZM1.5 8.2L8 11.7L14.5 8.2M1.5 10.9L8 14.4L14.5 10.9'],
  list: [16, 16, 'M5.5 3.5h9M5.5 8h9M5.5 12.5h9M1.5 3.5h1.6M1.5 8h1.6M1.5 12.5h1.6'],
  land: [16, 16, 'M2 2h12v12H2ZM2 8h12M8 2v12'],
  updown: [10, 16, 'M5 2v12M2 5L5 2L8 5M2 11L5 14L8 11'],
  here: [14, 14, 'M12.6 7a5.6 5.6 0 1 1-11.2 0a5.6 5.6 0 0 1 11.2 0M8.6 7a1.6 1.6 0 1 1-3.2 0a1.6 1.6 0 0 1 3.2 0'],
  near: [14, 14, 'M12.6 7a5.6 5.6 0 1 1-11.2 0a5.6 5.6 0 0 1 11.2 0'],
  lacking: [14, 14, 'M12.6 7a5.6 5.6 0 1 1-11.2 0a5.6 5.6 0 0 1 11.2 0M4.4 7h5.2'],
  check: [14, 14, 'M2.5 7.5L5.8 11L11.8 3.5'],
  gear: [16, 16, 'M10.4 8a2.4 2.4 0 1 1-4.8 0a2.4 2.4 0 0 1 4.8 0M8 1.2v2.2M8 12.6v2.2M1.2 8h2.2M12.6 8h2.2M3.2 3.2l1.6 1.6M11.2 11.2l1.6 1.6M3.2 12.8l1.6-1.6M11.2 4.8l1.6-1.6'],
  well: [16, 16, 'M6 1v13h4V1M6 9h4M6 11.5h4M2 4h12'],
  help: [14, 14, 'M3.8 5q0-2.8 3-2.8t3 2.5q0 1.6-1.8 2.5-1 .5-1 1.7M7 11.3v.8'],
} as const;

export type IconName = keyof typeof PATHS;

/** A picture that stands beside words, or in a button that has a name. */
export function icon(name: IconName): SVGSVGElement {
  const [width, height, d] = PATHS[name];
  const dashed = name === 'lacking' ? { 'stroke-dasharray': '2.4 1.8' } : {};
  return s('svg', { class: `icon icon-${name}`, width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false' }, s('path', { d, ...dashed }));
}
