/** Words of the page about the maps. */

export const maps = {
  mapsTitle: ['Op welke kaarten dit rust', 'Which maps this rests on'],
  mapsPack: ['Kaartpakket {id} {version}, van {date}', 'Map pack {id} {version}, of {date}'],
  mapsStatus: ['Status van de zwakste laag: {status}', 'Standing of the weakest layer: {status}'],
  indicative: ['indicatief', 'indicative'],
  official: ['officieel', 'official'],
  mapsCount: ['{count} op de kaart', '{count} on the map'],
  mapsFile: ['Als GeoPackage', 'As a GeoPackage'],
  mapsApi: ['Dezelfde kaarten voor een GIS (OGC API Features)', 'The same maps for a GIS (OGC API Features)'],
  mapsBooks: ['Regelboeken', 'Rulebooks'],
  mapsNone: ['Waar hier niets staat, kan een kaart ontbreken. Alleen een toets weet dat.', 'Where nothing stands here, a map may be missing. Only a screening knows.'],
} as const;
