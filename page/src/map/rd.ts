/** RD New (EPSG:28992) for OpenLayers. No conversion: degrees are the server's business, which has PROJ for them. */

import Projection from 'ol/proj/Projection';
import { addProjection } from 'ol/proj';
import TileGrid from 'ol/tilegrid/TileGrid';

/** The square that the Dutch tiling begins with, metres. */
const EXTENT = [-285_401.92, 22_598.08, 595_401.92, 903_401.92];

export const RD = new Projection({ code: 'EPSG:28992', units: 'm', extent: EXTENT });
addProjection(RD);

/** What the server calls it. */
export const RD_URI = 'http://www.opengis.net/def/crs/EPSG/0/28992';

/** `NetherlandsRDNewQuad`: levels 0 to 15, each half of the one before. */
export const GRID = new TileGrid({
  extent: EXTENT,
  origin: [-285_401.92, 903_401.92],
  resolutions: Array.from({ length: 16 }, (_, level) => 3440.64 / 2 ** level),
  tileSize: 256,
});

/** The Netherlands, metres. */
export const LAND = [10_000, 305_000, 280_000, 620_000];
