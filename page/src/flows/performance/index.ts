/** Performance and money: a yearly report of meter readings, a building on wells, a dwelling on loops. */

import { type Address, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import type { Flow, Screen } from '../../frame/flow';
import { w, type Word } from '../../words';
import { building } from './building';
import { loops } from './loops';
import { readings } from './readings';

/** One of the three kinds of work: it fills an element, and follows the address. */
export interface Work {
  update(params: URLSearchParams): void;
  close(): void;
}

type Kind = 'readings' | 'building' | 'loops';

const KINDS: readonly [Kind, Word, (box: HTMLElement, params: URLSearchParams) => Work][] = [
  ['readings', 'workReadings', readings],
  ['building', 'workBuilding', building],
  ['loops', 'workLoops', loops],
];

/** Where each was left, so that going from one to the other finds it as it was. */
const left = new Map<Kind, string>();

export const performance: Flow = {
  name: 'performance',
  open(main: HTMLElement, address: Address): Screen {
    document.title = `${w('performance')} – Bodemtoets`;
    const kinds = h('nav.kinds', { 'aria-label': w('performance') });
    const box = h('div.card');
    replace(main, h('div.sheet.wide2', {}, kinds, box));
    let now: Kind | null = null;
    let work: Work | null = null;

    function show({ path, params }: Address): void {
      const [kind, , open] = KINDS.find(([name]) => name === path) ?? KINDS[0] ?? [];
      if (!kind || !open) return;
      if (kind === now && work) work.update(params);
      else {
        work?.close();
        now = kind;
        replace(box);
        work = open(box, params);
      }
      left.set(kind, link('performance', params, kind));
      replace(kinds, KINDS.map(([name, word]) => h('a', { href: left.get(name) ?? link('performance', null, name), 'aria-current': name === kind ? 'page' : null, 'data-key': `kind-${name}`, onclick: (event: Event) => ((event.currentTarget as HTMLAnchorElement).href = left.get(name) ?? link('performance', null, name)) }, w(word))));
    }

    show(address);
    return { update: show, close: () => work?.close() };
  },
};

/** Remembers how a kind of work stands, without a step for Back. */
export function leaveAt(kind: Kind, hash: string): void {
  left.set(kind, hash);
}
