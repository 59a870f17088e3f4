/** What the drawing of the map means; it can be folded away. */

import { h, s } from '../frame/dom';
import { recall, remember } from '../frame/store';
import { iconButton } from '../parts/button';
import { w } from '../words';

/** A sample of a zone, as the map draws it. */
function sample(group: 'ban' | 'depth' | 'planning'): SVGElement {
  const marks =
    group === 'ban'
      ? s('path', { d: 'M1 1L15 15M9 1L23 15M17 1L31 15M15 1L1 15M23 1L9 15M31 1L17 15' })
      : group === 'depth'
        ? s('path', { d: 'M2 4H30M2 8H30M2 12H30' })
        : s('path', { class: 'dots', d: 'M5 5h.01M13 5h.01M21 5h.01M29 5h.01M9 11h.01M17 11h.01M25 11h.01' });
  const dash = group === 'depth' ? '9 3' : group === 'planning' ? '2 3' : null;
  return s('svg', { class: `sample ${group}`, width: 32, height: 16, viewBox: '0 0 32 16', 'aria-hidden': 'true' }, marks, s('rect', { x: 1, y: 1, width: 30, height: 14, 'stroke-dasharray': dash }));
}

function ring(): SVGElement {
  return s('svg', { class: 'sample well', width: 32, height: 16, viewBox: '0 0 32 16', 'aria-hidden': 'true' }, s('circle', { cx: 16, cy: 8, r: 5.6 }), s('circle', { class: 'dot', cx: 16, cy: 8, r: 2 }));
}

function drop(): SVGElement {
  return s('svg', { class: 'sample abstraction', width: 32, height: 16, viewBox: '0 0 32 16', 'aria-hidden': 'true' }, s('path', { d: 'M16 1C18.5 5 20.5 7.5 20.5 10a4.5 4.5 0 0 1-9 0C11.5 7.5 13.5 5 16 1Z' }));
}

function outline(): SVGElement {
  return s('svg', { class: 'sample outline', width: 32, height: 16, viewBox: '0 0 32 16', 'aria-hidden': 'true' }, s('path', { d: 'M1 12L11 5L20 9L31 3' }));
}

/** The legend, and the button that shows it. */
export function legend(more: [Element, string][], isBare: boolean): { element: HTMLElement; button: HTMLElement } {
  const usual: [Element, string][] = isBare
    ? []
    : [
        [sample('ban'), w('zoneBan')],
        [sample('depth'), w('zoneDepth')],
        [sample('planning'), w('zonePlanning')],
        [ring(), w('wellOf')],
        [drop(), w('abstractionOf')],
        [outline(), w('outlineOf')],
      ];
  const element = h('section.legend', { 'aria-label': w('legend') }, h('h2', {}, w('legend')), h('ul', {}, [...more, ...usual].map(([picture, words]) => h('li', {}, picture, h('span', {}, words)))));
  element.hidden = recall('legend') === 'off' || innerWidth <= 700;
  const button = iconButton('layers', w('legendShow'), () => {
    element.hidden = !element.hidden;
    button.setAttribute('aria-expanded', String(!element.hidden));
    remember('legend', element.hidden ? 'off' : null);
  });
  button.setAttribute('aria-expanded', String(!element.hidden));
  return { element, button };
}
