#!/bin/bash
# pygeoapi on 127.0.0.1: `pygeoapi.sh PORT FOLDER`; FOLDER holds punten.geojson. The program pygeoapi has to be in PATH.
set -euo pipefail
port=$1 folder=$(realpath "$2")
cat > "$folder/pygeoapi.yml" <<END
server:
  bind: {host: 127.0.0.1, port: $port}
  url: http://127.0.0.1:$port
  mimetype: application/json; charset=UTF-8
  encoding: utf-8
  gzip: true
  languages: [en-US]
  limits: {default_items: 10, max_items: 1000}
  map: {url: http://127.0.0.1:$port/no-tiles, attribution: none}
logging: {level: ERROR}
metadata:
  identification: {title: proef, description: proef, keywords: [proef], keywords_type: theme, terms_of_service: none, url: http://127.0.0.1:$port}
  license: {name: CC0, url: http://127.0.0.1:$port}
  provider: {name: proef, url: http://127.0.0.1:$port}
  contact: {name: proef, position: proef, address: proef, city: proef, stateorprovince: proef, postalcode: proef, country: NL, phone: "0", fax: "0", email: proef@example.nl, url: http://127.0.0.1:$port, hours: none, instructions: none, role: pointOfContact}
resources:
  punten:
    type: collection
    title: punten
    description: punten
    keywords: [punten]
    links: []
    extents:
      spatial: {bbox: [3, 50, 8, 54], crs: http://www.opengis.net/def/crs/OGC/1.3/CRS84}
    providers:
      - type: feature
        name: GeoJSON
        data: $folder/punten.geojson
        id_field: key
        storage_crs: http://www.opengis.net/def/crs/EPSG/0/28992
        crs: [http://www.opengis.net/def/crs/EPSG/0/28992, http://www.opengis.net/def/crs/OGC/1.3/CRS84]
END
export PYGEOAPI_CONFIG=$folder/pygeoapi.yml PYGEOAPI_OPENAPI=$folder/openapi.yml
pygeoapi openapi generate "$PYGEOAPI_CONFIG" --output-file "$PYGEOAPI_OPENAPI" >"$folder/pygeoapi.log" 2>&1
exec pygeoapi serve --flask >>"$folder/pygeoapi.log" 2>&1
