/** Which maps and rulebooks everything rests on. */

import { ask } from '../../api/ask';
import { health, type Health } from '../../api/health';
import { h, replace } from '../../frame/dom';
import type { Flow } from '../../frame/flow';
import { pick } from '../../frame/language';
import { day } from '../../frame/numbers';
import { icon } from '../../parts/icons';
import { Waiting } from '../../parts/wait';
import { known, w } from '../../words';

interface Collections {
  collections: { id: string; title: string; description: string }[];
}

export const maps: Flow = {
  name: 'maps',
  open(main) {
    document.title = `${w('mapsTitle')} – Bodemtoets`;
    const waiting = new Waiting<[Health, Collections]>();
    replace(main, h('div.sheet', {}, h('div.card', {}, waiting.element)));
    waiting.ask(
      (signal) => Promise.all([health(), ask<Collections>('collections', { signal })]),
      ([told, { collections }]) => [
        h('div.title', {}, h('h1', {}, w('mapsTitle'))),
        h(
          'div.inner',
          {},
          h('p', {}, w('mapsPack', { id: told.pack.id, version: told.pack.version, date: day(told.pack.date) })),
          h('p', {}, w('mapsStatus', { status: known(told.pack.status) })),
          (told.notices ?? []).map((notice) => h('div.box.warning', {}, icon('warning'), h('p', {}, pick(notice)))),
          h('h2', {}, w('legend')),
          h('ul.duties', {}, collections.map((each) => h('li', {}, h('b', {}, each.title), h('span.d', {}, each.description), h('a', { href: `collections/${each.id}/items.gpkg`, download: `${each.id}.gpkg` }, w('mapsFile'))))),
          h('p', {}, w('mapsNone')),
          h('p', {}, h('a', { href: 'collections?f=html' }, w('mapsApi'))),
          h('h2', {}, w('mapsBooks')),
          h('ul.duties', {}, told.rulebooks.map((book) => h('li', {}, `${book.id} ${book.version} · `, h('code', { title: book.sha256 }, book.sha256.slice(0, 12))))),
          h('p.small.muted', {}, told.tool),
        ),
      ],
    );
    return { update: () => undefined, close: () => waiting.stop() };
  },
};
