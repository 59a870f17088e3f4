"""MapServer as a CGI behind a small HTTP server on 127.0.0.1: `mapserver.py PORT FOLDER MOST`.

FOLDER holds `punten.geojson`; MOST is the largest page of the WFS.
"""

import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, folder, most = int(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
MAP = f"""
MAP
  NAME "proef"
  EXTENT 0 300000 300000 630000
  PROJECTION "init=epsg:28992" END
  WEB METADATA
    "ows_title" "proef"
    "ows_onlineresource" "http://127.0.0.1:{port}/wfs?"
    "ows_srs" "EPSG:28992 EPSG:4258"
    "ows_enable_request" "*"
    "wfs_maxfeatures" "{most}"
    "oga_onlineresource" "http://127.0.0.1:{port}/oga"
  END END
  LAYER
    NAME "punten"
    TYPE POINT
    STATUS ON
    CONNECTIONTYPE OGR
    CONNECTION "{folder}/punten.geojson"
    DATA "punten"
    PROJECTION "init=epsg:28992" END
    METADATA
      "ows_title" "punten"
      "gml_featureid" "key"
      "gml_include_items" "all"
      "ows_include_items" "all"
    END
    TEMPLATE "x"
  END
END
"""
with open(f"{folder}/proef.map", "w", encoding="utf-8") as file:
    file.write(MAP)
with open(f"{folder}/mapserver.conf", "w", encoding="utf-8") as file:
    file.write(f"""CONFIG
  ENV
    "OGCAPI_HTML_TEMPLATE_DIRECTORY" "/usr/share/mapserver/ogcapi/templates/html-bootstrap4/"
  END
  MAPS "proef" "{folder}/proef.map" END
END
""")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        path, _, query = self.path.partition("?")
        environment = {
            **os.environ,
            "MAPSERVER_CONFIG_FILE": f"{folder}/mapserver.conf",
            "REQUEST_METHOD": "GET",
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(port),
            "SCRIPT_NAME": "",
            "HTTP_ACCEPT": self.headers.get("Accept", ""),
        }
        if path.startswith("/oga"):
            environment["PATH_INFO"] = "/proef/ogcapi" + path[4:]
        else:
            environment["MS_MAPFILE"] = f"{folder}/proef.map"
        done = subprocess.run(["/usr/lib/cgi-bin/mapserv"], env=environment, capture_output=True, check=False)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        self.send_response(200)
        for line in head.decode("latin-1").splitlines():
            name, _, value = line.partition(":")
            if name.lower() not in ("status", ""):
                self.send_header(name, value.strip())
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
