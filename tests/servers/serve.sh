#!/usr/bin/env bash
# Others ask our server: `serve.sh BODEMTOETS REQUESTS`. In PATH: openapi-spec-validator, redocly, schemathesis, and a
# python3 with OWSLib; ogrinfo (Debian: gdal-bin) and curl. REQUESTS is about how many random requests are sent.
set -euo pipefail
bodemtoets=$(realpath "$1") requests=$2
here=$(realpath "$(dirname "$0")")
place=$(mktemp -d)
. "$here/common.sh"
trap finish EXIT

address=127.0.0.1:$(free_port)
cd "$place"
setsid "$bodemtoets" serve --listen "$address" --journal journal.sqlite --lang en >log 2>&1 &
pids+=($!)
await "http://$address/health"

# The description, by two that know nothing of each other.
curl -sS "http://$address/api?f=json" -o api.json
openapi-spec-validator --errors all api.json
cat > redocly.yaml <<'END'
extends: [minimal]
rules: {struct: error, no-unresolved-refs: error, operation-operationId-unique: error, path-parameters-defined: error, no-invalid-schema-examples: error}
END
redocly lint --config redocly.yaml api.json

# Random requests: no answer may be a fault of the server. What a request asks is bounded: an operation at a time.
operations=$(python3 -c 'import json; print(sum(len(v) for v in json.load(open("api.json"))["paths"].values()))')
each=$((requests / operations + 1))
schemathesis run api.json --url "http://$address" --checks not_a_server_error --max-examples "$each" --seed 1 \
    --request-timeout 40 --continue-on-failure --exclude-path /reload --phases fuzzing >schemathesis.txt 2>&1 \
    || { tail -80 schemathesis.txt; exit 1; }
tail -25 schemathesis.txt
curl -sS "http://$address/metrics" | awk '
    /^bodemtoets_requests_total/ { all += $2; if ($0 ~ /status="5/ && $0 !~ /status="503"/) wrong += $2 }
    END { print all " requests, " wrong + 0 " faults"; exit wrong > 0 }'

# Clients of maps read every feature once.
python3 "$here/features.py" "http://$address"
for collection in zones abstractions installations jurisdictions; do
    curl -sS "http://$address/collections/$collection/items.gpkg?crs=28992" -o "$collection.gpkg"
    many=$(curl -sS "http://$address/collections/$collection/items?limit=1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["numberMatched"])')
    ogrinfo -ro -so "$collection.gpkg" "$collection" | grep -q "Feature Count: $many"
    ogrinfo -ro -so "$collection.gpkg" "$collection" | grep -q 'ID\["EPSG",28992\]'
    ogrinfo -ro -so "OAPIF:http://$address" "$collection" | grep -q "Feature Count: $many"
    # Every page, and no feature twice.
    found=$(ogrinfo -ro -al -geom=NO --config OGR_GEOJSON_MAX_OBJ_SIZE 0 "OAPIF:http://$address" "$collection" | grep -c '^OGRFeature')
    [ "$found" = "$many" ] || { echo "$collection: GDAL reads $found of $many"; exit 1; }
done
echo "the server was asked: $requests random requests, GDAL and OWSLib read every feature"
