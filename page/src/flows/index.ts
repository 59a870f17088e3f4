/** The kinds of work. A new one is a folder here, its words in `words/`, and a line below. */

import type { Flow } from '../frame/flow';
import { crowding } from './crowding';
import { journal } from './journal';
import { law } from './law';
import { many } from './many';
import { maps } from './maps';
import { performance } from './performance';
import { place } from './place';
import { plot } from './plot';
import { variants } from './variants';

export const FLOWS: readonly Flow[] = [place, plot, many, crowding, law, performance, variants, journal, maps];
