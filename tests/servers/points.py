"""Makes the points that the servers serve: GeoJSON in RD New, on a grid in the middle of the country, to the millimetre."""

import json
import sys

count, path = int(sys.argv[1]), sys.argv[2]
features = []
for index in range(count):
    x = round(120_000.123 + (index % 500) * 61.007, 3)
    y = round(430_000.456 + (index // 500) * 53.011, 3)
    properties = {"key": index + 1, "naam": f"punt {index}", "code": f"{index:06d}", "max_diepte": index % 80 + 0.5}
    geometry = {"type": "Point", "coordinates": [x, y]}
    features.append({"type": "Feature", "id": index + 1, "geometry": geometry, "properties": properties})
crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
with open(path, "w", encoding="utf-8") as file:
    json.dump({"type": "FeatureCollection", "name": "punten", "crs": crs, "features": features}, file)
