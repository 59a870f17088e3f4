"""OWSLib reads every collection of a server, page by page, in degrees and in RD New: `features.py URL`."""

import sys

from owslib.ogcapi.features import Features

RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
service = Features(sys.argv[1])
assert "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs" in service.conformance()["conformsTo"]
for collection in ("zones", "abstractions", "installations", "jurisdictions"):
    for crs in (None, RD):
        ids, offset = [], 0
        while True:
            more = {"crs": crs} if crs else {}
            page = service.collection_items(collection, limit=500, offset=offset, **more)
            ids += [feature["id"] for feature in page["features"]]
            if not any(link["rel"] == "next" for link in page["links"]):
                break
            offset += page["numberReturned"]
        assert len(ids) == len(set(ids)) == page["numberMatched"], (collection, crs, len(ids))
    print(f"{collection}: {len(ids)} features")
