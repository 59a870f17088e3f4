#!/usr/bin/env bash
# Fetches from real servers on this machine: `fetch.sh BODEMTOETS`. MapServer (Debian: cgi-mapserver) gives a WFS in pages
# of 1000, and an OGC API without RD New, which has to be refused; pygeoapi (in PATH) an OGC API in RD New.
set -euo pipefail
bodemtoets=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
place=$(mktemp -d)
. "$here/common.sh"
trap finish EXIT

python3 "$here/points.py" 2500 "$place/punten.geojson"
mapserver=http://127.0.0.1:$(free_port)
setsid python3 "$here/mapserver.py" "${mapserver##*:}" "$place" 1000 &
pids+=($!)
pygeoapi=http://127.0.0.1:$(free_port)
setsid "$here/pygeoapi.sh" "${pygeoapi##*:}" "$place" &
pids+=($!)
await "$mapserver/wfs?service=WFS&request=GetCapabilities"
await "$pygeoapi/collections?f=json"

cd "$place"
"$bodemtoets" layers fetch "$mapserver/wfs" -o wfs.geojson --lang en
"$bodemtoets" layers fetch "$pygeoapi/collections/punten" -o ogc.geojson --lang en
"$bodemtoets" layers fetch "$pygeoapi/collections/punten" -o ogc.gpkg --lang en
if "$bodemtoets" layers fetch "$mapserver/oga" --service ogc-api --collection punten -o degrees.geojson --lang en; then
    echo "a service without RD New was believed"; exit 1
fi
[ ! -e degrees.geojson ]

# Every point is there once, to the millimetre, whatever the server.
python3 - <<'END'
import json
def read(name):
    features = json.load(open(name, encoding="utf-8"))["features"]
    points = {int(f["properties"]["key"]): (f["geometry"]["coordinates"], f["properties"]["code"]) for f in features}
    assert len(points) == len(features) == 2500, (name, len(points), len(features))
    return points
made, found = read("punten.geojson"), {name: read(name) for name in ("wfs.geojson", "ogc.geojson")}
for name, points in found.items():
    for key, (place, code) in made.items():
        there, its_code = points[key]
        assert all(abs(a - b) < 0.0005 for a, b in zip(place, there)) and code == its_code, (name, key, place, there)
END
"$bodemtoets" layers diff wfs.geojson ogc.gpkg --key key --lang en | grep -q "0 added, 0 removed"
echo "fetched from MapServer and pygeoapi: 2500 of 2500 points"
