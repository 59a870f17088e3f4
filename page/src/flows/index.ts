/** The kinds of work. A new one is a folder here, its words in `words/`, and a line below. */

import { h, replace } from '../frame/dom';
import type { Flow } from '../frame/flow';
import { w, type Word } from '../words';
import { crowding } from './crowding';
import { journal } from './journal';
import { law } from './law';
import { many } from './many';
import { maps } from './maps';
import { place } from './place';
import { plot } from './plot';
import { variants } from './variants';

/** A screen that says that it is still to come. */
function coming(name: Word): Flow {
  return {
    name,
    open(main) {
      replace(main, h('div.sheet', {}, h('h1', {}, w(name)), h('p', {}, w('comes'))));
      return { update: () => undefined };
    },
  };
}

export const FLOWS: readonly Flow[] = [place, plot, many, crowding, law, coming('performance'), variants, journal, maps];
