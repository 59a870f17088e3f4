//! Official maps fetched, locked and compared, as a user does.

#[path = "../../crates/fetch/tests/it/server.rs"]
mod server;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use tempfile::TempDir;

use self::server::{Reply, Server};
use crate::common::{Ran, folder, names, run_in, screen_in};

/// Near Beilen in Drenthe.
const X: usize = 232_289;
const Y: usize = 542_576;

/// A service with two zones: one around the place, as far as it is told, and one far away. At 0 it is broken.
fn service(reach: &Arc<AtomicUsize>) -> Server {
    let reach = reach.clone();
    Server::start(move |asked, _| match asked.path.as_str() {
        "/ogc/collections/zones" => {
            Reply::json(r#"{"id":"zones","crs":["http://www.opengis.net/def/crs/EPSG/0/28992"]}"#)
        }
        "/ogc/collections/zones/items" => {
            let reach = reach.load(Ordering::SeqCst);
            let square = |x: usize| {
                let (west, east, south, north) = (x - reach, x + reach, Y - reach, Y + reach);
                format!("[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]")
            };
            let feature = |id: &str, x: usize| {
                format!(
                    r#"{{"type":"Feature","id":"{id}","properties":{{"naam":"zone {id}","reach":{reach}}},
                       "geometry":{{"type":"Polygon","coordinates":{}}}}}"#,
                    square(x)
                )
            };
            let promised = if reach == 0 { 3 } else { 2 };
            Reply::json(format!(
                r#"{{"type":"FeatureCollection","numberMatched":{promised},"features":[{},{}]}}"#,
                feature("z1", X),
                feature("z2", X + 20_000)
            ))
        }
        "/map.geojson" => Reply::json(
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},
               "geometry":{"type":"Point","coordinates":[6.5,52.8]}}]}"#,
        ),
        _ => Reply::new(200, "text/html", "<html><title>Welkom</title></html>"),
    })
}

fn pack(server: &Server) -> TempDir {
    let manifest = format!(
        "name = \"own\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
         title = {{ nl = \"Proef\", en = \"Test\" }}\n\
         [[source]]\nid = \"zones\"\naddress = \"{0}/ogc/collections/zones\"\n\
         [[source]]\nid = \"broken\"\naddress = \"{0}/broken/wfs\"\n\
         [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\n\
         [[layer]]\nid = \"bans\"\nfetched = \"zones\"\nrole = \"zone\"\nkind = \"prohibition\"\n\
         fields = {{ id = \"id\", name = \"naam\" }}\n\
         [[layer]]\nid = \"other\"\nfetched = \"broken\"\nrole = \"zone\"\nkind = \"restriction\"\n",
        server.address
    );
    folder(&[("pack.toml", &manifest)])
}

fn fetch(folder: &TempDir, arguments: &str) -> Ran {
    run_in(folder, &format!("layers fetch --lang en --pause 0 --tries 2 {arguments}"))
}

#[test]
fn a_map_comes_with_its_record_and_the_old_one_stays_when_it_does_not() {
    let reach = Arc::new(AtomicUsize::new(100));
    let (server, place) = (service(&reach), TempDir::new().unwrap());
    let address = server.at("/ogc/collections/zones");
    let ran = fetch(&place, &format!("{address} -o zones.geojson"));
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("zones.geojson: 2 features (as promised)"), "{}", ran.stderr);
    let record: Value =
        serde_json::from_slice(&fs::read(place.path().join("zones.geojson.snapshot.json")).unwrap()).unwrap();
    assert_eq!(record["features"]["promised"], 2);
    assert_eq!(record["address"], address);
    assert_eq!(record["extent"], serde_json::json!([232_189.0, 542_476.0, 252_389.0, 542_676.0]));
    assert_eq!(record["fields"][1], serde_json::json!({ "name": "reach", "type": "integer" }));
    let map = fs::read(place.path().join("zones.geojson")).unwrap();
    assert_eq!(record["sha256"], bodemtoets_words::provenance::sha256(&map));
    // The same again is the same.
    assert_eq!(fetch(&place, &format!("{address} -o zones.geojson")).code, 0);
    assert_eq!(fs::read(place.path().join("zones.geojson")).unwrap(), map);
    let before = fs::read(place.path().join("zones.geojson.snapshot.json")).unwrap();
    reach.store(0, Ordering::SeqCst);
    for output in ["zones.geojson", "zones.gpkg"] {
        let ran = fetch(&place, &format!("{address} -o {output}"));
        assert_eq!(ran.code, 1);
        assert!(ran.stderr.contains("promises 3 features and gives 2"), "{}", ran.stderr);
    }
    let ran = fetch(&place, &format!("{}/nothing -o zones.geojson", server.address));
    assert!(ran.code == 1 && ran.stderr.contains("a web page comes and no data (\"Welkom\")"), "{}", ran.stderr);
    assert_eq!(fs::read(place.path().join("zones.geojson")).unwrap(), map);
    assert_eq!(fs::read(place.path().join("zones.geojson.snapshot.json")).unwrap(), before);
    assert_eq!(names(place.path()), ["zones.geojson", "zones.geojson.snapshot.json"]);
}

#[test]
fn a_geopackage_and_a_download_have_a_record_too() {
    let reach = Arc::new(AtomicUsize::new(100));
    let (server, place) = (service(&reach), TempDir::new().unwrap());
    let ran = fetch(&place, &format!("{} -o zones.gpkg", server.at("/ogc/collections/zones")));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = fetch(&place, &format!("{} -o map.geojson", server.at("/map.geojson")));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let read = |name: &str| -> Value { serde_json::from_slice(&fs::read(place.path().join(name)).unwrap()).unwrap() };
    assert_eq!(read("zones.gpkg.snapshot.json")["collection"], "zones");
    let record = read("map.geojson.snapshot.json");
    assert_eq!((&record["crs"], &record["features"]["distinct"]), (&"EPSG:4258".into(), &1.into()));
    // What was fetched in one format is what was fetched in the other.
    fetch(&place, &format!("{} -o zones.geojson", server.at("/ogc/collections/zones")));
    let ran = run_in(&place, "layers diff zones.geojson zones.gpkg --lang en --format json");
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((&found["maps"][0]["changes"]["same"], &found["maps"][0]["changes"]["key"]), (&2.into(), &"id".into()));
    assert_eq!(names(place.path()).len(), 6);
}

#[test]
fn wrong_usage_is_told() {
    let place = TempDir::new().unwrap();
    for (arguments, said) in [
        ("file:///etc/passwd -o a.geojson", "no address that begins with https:// or http://"),
        ("https://me:secret@127.0.0.1/wfs -o a.geojson", "it holds a user or a password"),
        ("http://127.0.0.1:9/wfs", "say with -o FILE where the map goes"),
        ("http://127.0.0.1:9/wfs -o a.shp", "this command writes geojson, gpkg"),
        (
            "http://127.0.0.1:9/wfs -o a.geojson",
            "http://127.0.0.1:9/wfs?service=WFS&version=2.0.0&request=GetCapabilities: no answer",
        ),
        ("http://127.0.0.1:9/wfs -o a.geojson --key-env NO_SUCH_KEY", "the variable NO_SUCH_KEY of the environment"),
    ] {
        let ran = fetch(&place, arguments);
        assert!(ran.code == 1 && ran.stderr.contains(said), "{arguments}: {}", ran.stderr);
    }
    assert!(names(place.path()).is_empty());
}

const AT: &str = "--xy 232289,542576 --system open --depth 60 --flow 40 --pack . --lang en";

#[test]
fn a_pack_has_the_maps_of_its_lock_and_no_others() {
    let reach = Arc::new(AtomicUsize::new(100));
    let server = service(&reach);
    let place = pack(&server);
    // Before anything is fetched there is no map.
    let ran = screen_in(&place, AT);
    assert!(ran.code == 1 && ran.stderr.contains("its source `zones` has not been fetched"), "{}", ran.stderr);
    let ran = fetch(&place, "--pack . zone");
    assert!(ran.code == 1 && ran.stderr.contains("no source `zone`; did you mean `zones`?"), "{}", ran.stderr);
    // One source fails, the other is there.
    let ran = fetch(&place, "--pack .");
    assert!(ran.code == 1 && ran.stderr.contains("broken: http://127.0.0.1"), "{}", ran.stderr);
    assert!(ran.stderr.contains("this source was not tried here"), "{}", ran.stderr);
    let ran = run_in(&place, "layers lock --pack . --lang en");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("zones: 2 features, fetched 20"), "{}", ran.stderr);
    assert!(ran.stderr.contains("warning: broken: not fetched yet"), "{}", ran.stderr);
    let ran = screen_in(&place, &format!("{AT} --format json"));
    assert!(ran.stderr.contains("map layer `other` has not been fetched"), "{}", ran.stderr);
    let verdict: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(verdict["outcome"], "prohibited");
    let layers = verdict["provenance"]["layers"].as_array().unwrap();
    let layer = layers.iter().find(|layer| layer["id"] == "bans").unwrap();
    assert_eq!(layer["address"], server.at("/ogc/collections/zones"));
    assert!(layer["fetched"].as_str().unwrap().starts_with("20"));
    assert!(screen_in(&place, &format!("{AT} --full")).stdout.contains("from http://127.0.0.1"));
    let listed = run_in(&place, "layers list --pack . --lang en").stdout;
    assert!(listed.contains("source zones:") && listed.contains("(not tried here)"), "{listed}");

    // What is fetched later counts when it is locked.
    let locked = fs::read(place.path().join("pack.lock")).unwrap();
    let file = names(place.path().join("snapshots/zones")).swap_remove(0);
    fs::rename(place.path().join("snapshots/zones").join(&file), place.path().join("old.geojson")).unwrap();
    let ran = screen_in(&place, AT);
    assert!(ran.code == 1 && ran.stderr.contains("cannot read"), "{}", ran.stderr);
    fs::write(place.path().join("snapshots/zones").join(&file), "{}").unwrap();
    let ran = screen_in(&place, AT);
    assert!(ran.code == 1 && ran.stderr.contains("is not the file of pack.lock"), "{}", ran.stderr);
    fs::rename(place.path().join("old.geojson"), place.path().join("snapshots/zones").join(&file)).unwrap();
    assert_eq!(screen_in(&place, AT).code, 0);
    assert_eq!(fs::read(place.path().join("pack.lock")).unwrap(), locked);
}

/// Moves a snapshot to another day, as if it had been fetched then.
fn fetched_on(place: &TempDir, day: &str) {
    let folder = place.path().join("snapshots/zones");
    let record =
        names(&folder).into_iter().find(|name| name.starts_with("20") && name.ends_with(".snapshot.json")).unwrap();
    let mut text: Value = serde_json::from_slice(&fs::read(folder.join(&record)).unwrap()).unwrap();
    let file = text["file"].as_str().unwrap().to_owned();
    text["fetched"] = format!("{day}T12:00:00Z").into();
    text["file"] = format!("on-{day}.geojson").into();
    fs::write(folder.join(format!("on-{day}.geojson.snapshot.json")), text.to_string()).unwrap();
    fs::rename(folder.join(&file), folder.join(format!("on-{day}.geojson"))).unwrap();
    fs::remove_file(folder.join(&record)).unwrap();
}

#[test]
fn the_maps_of_an_earlier_day_give_the_answer_of_that_day() {
    let reach = Arc::new(AtomicUsize::new(100));
    let server = service(&reach);
    let place = pack(&server);
    fetch(&place, "--pack . zones");
    fetched_on(&place, "2025-03-01");
    reach.store(50, Ordering::SeqCst);
    fetch(&place, "--pack . zones");
    fetched_on(&place, "2025-06-01");
    assert_eq!(run_in(&place, "layers lock --pack .").code, 0);
    // 75 m to the east: in the older zone and not in the newer.
    let beside = AT.replace("232289", "232364");
    let outcome = |arguments: &str| -> Value {
        let ran = screen_in(&place, &format!("{arguments} --format json"));
        serde_json::from_str::<Value>(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr))
    };
    assert_ne!(outcome(&beside)["outcome"], "prohibited");
    assert_eq!(outcome(&format!("{beside} --as-of 2025-03-01"))["outcome"], "prohibited");
    assert_eq!(outcome(&format!("{beside} --as-of 2025-05-31"))["outcome"], "prohibited");
    assert_ne!(outcome(&format!("{beside} --as-of 2025-06-01"))["outcome"], "prohibited");
    let before = outcome(&format!("{beside} --as-of 2025-02-28"));
    assert_ne!(before["outcome"], "prohibited");

    // What that does to an application.
    fs::write(place.path().join("one.csv"), "id,x,y,system,depth,flow\na,232364,542576,open,60,40\n").unwrap();
    let ran =
        run_in(&place, "rules diff one.csv --pack . --as-of 2025-03-01 --against-pack . --date 2026-11-21 --lang en");
    assert!(ran.code == 0 && ran.stdout.contains("1  changed"), "{}{}", ran.stdout, ran.stderr);

    let folder = "snapshots/zones";
    let ran =
        run_in(&place, &format!("layers diff {folder}/on-2025-03-01.geojson {folder}/on-2025-06-01.geojson --lang en"));
    insta::assert_snapshot!(ran.stdout);
}

/// A pack that comes with the tool, with its sources on another server: each host is a folder there.
fn shipped(name: &str, server: &str) -> TempDir {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("layers").join(name).join("pack.toml");
    let manifest = fs::read_to_string(path).unwrap();
    let elsewhere = manifest.replace("address = \"https://", &format!("address = \"{server}/"));
    assert!(!elsewhere.contains("address = \"https"));
    folder(&[("pack.toml", &elsewhere)])
}

const SQUARE: &str = "[[[140000,450000],[141000,450000],[141000,451000],[140000,451000],[140000,450000]]]";

/// Answers of the right shape, made up, to what the packs ask.
fn made_up(geopackage: Vec<u8>) -> Server {
    Server::start(move |asked, own| {
        let path = asked.path.as_str();
        let is_query = path.ends_with("/query");
        if path.contains("/FeatureServer") || path.contains("/MapServer") {
            if asked.value("returnCountOnly").is_some() {
                return Reply::json(r#"{"count":1}"#);
            }
            if is_query {
                let fields = r#""FID":1,"LOCATIE_ID":"nl.imow-pv26.gebied.1","NAAM":"Boringsvrije zone Veenendaal",
                    "Max_Diepte":"80","installatie_id":"7""#;
                // Clockwise, as Esri writes an outer ring.
                let clockwise = "[[140000,450000],[140000,451000],[141000,451000],[141000,450000],[140000,450000]]";
                let geometry = if path.contains("WKO_service") {
                    r#"{"x":140000,"y":450000}"#.to_owned()
                } else {
                    format!(r#"{{"rings":[{clockwise}]}}"#)
                };
                return Reply::json(format!(
                    r#"{{"objectIdFieldName":"FID","spatialReference":{{"wkid":28992}},
                       "features":[{{"attributes":{{{fields}}},"geometry":{geometry}}}]}}"#
                ));
            }
            let names = ["Waterwingebied", "Grondwaterbeschermingsgebied", "Boringsvrije zone"];
            let layers: Vec<String> =
                names.iter().enumerate().map(|(id, name)| format!(r#"{{"id":{id},"name":"{name}"}}"#)).collect();
            return Reply::json(format!(
                r#"{{"name":"a","type":"Feature Layer","objectIdField":"FID","maxRecordCount":1000,"fields":[],
                   "layers":[{}]}}"#,
                layers.join(",")
            ));
        }
        let feature = format!(
            r#"{{"type":"Feature","id":"a.1","properties":{{"code":"26"}},"geometry":{{"type":"Polygon","coordinates":{SQUARE}}}}}"#
        );
        match path.rsplit('/').next().unwrap_or_default() {
            "wfs" if asked.value("request").as_deref() == Some("GetCapabilities") => Reply::xml(
                r#"<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="w" xmlns:ows="o"><ows:OperationsMetadata>
                   <ows:Operation name="GetFeature"><ows:Parameter name="outputFormat"><ows:AllowedValues>
                   <ows:Value>application/json</ows:Value></ows:AllowedValues></ows:Parameter></ows:Operation>
                   </ows:OperationsMetadata><FeatureTypeList><FeatureType>
                   <Name>Extern:MI_BEHEER_BORINGSVRIJEZONEGRNS</Name>
                   <DefaultCRS>urn:ogc:def:crs:EPSG::28992</DefaultCRS></FeatureType></FeatureTypeList>
                   </wfs:WFS_Capabilities>"#,
            ),
            "wfs" if asked.value("resultType").is_some() => Reply::xml(r#"<a numberMatched="1"/>"#),
            "wfs" | "items" => {
                let features = if asked.value("startIndex").as_deref() == Some("1") { "" } else { &feature };
                Reply::json(format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#))
            }
            "index.xml" => Reply::xml(format!(
                r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>am-gwbg</title>
                   <link rel="alternate" type="application/atom+xml" href="{own}/atom/am-gwbg.xml"/></entry></feed>"#
            )),
            "am-gwbg.xml" => Reply::xml(
                r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>am-gwbg</title>
                   <link rel="alternate" type="application/gml+xml" href="/atom/am-gwbg.gml"/></entry></feed>"#,
            ),
            "am-gwbg.gml" => Reply::xml(
                r#"<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:am="am"
                   gml:id="c"><gml:featureMember><am:Zone gml:id="z1"><am:name>Beerschoten</am:name><am:geometry>
                   <gml:Polygon gml:id="p1" srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>
                   140000 450000 141000 450000 141000 451000 140000 450000</gml:posList></gml:LinearRing></gml:exterior>
                   </gml:Polygon></am:geometry></am:Zone></gml:featureMember></gml:FeatureCollection>"#,
            ),
            "brogufvolledigeset.gpkg" => Reply::new(200, "application/geopackage+sqlite3", geopackage.clone()),
            name => Reply::json(format!(r#"{{"id":"{name}","crs":["http://www.opengis.net/def/crs/EPSG/0/28992"]}}"#)),
        }
    })
}

#[test]
fn every_source_of_the_packs_is_fetched_from_answers_of_the_right_shape() {
    let reach = Arc::new(AtomicUsize::new(100));
    let place = TempDir::new().unwrap();
    fetch(&place, &format!("{} -o zones.gpkg", service(&reach).at("/ogc/collections/zones")));
    let server = made_up(fs::read(place.path().join("zones.gpkg")).unwrap());
    for name in ["netherlands", "utrecht", "gelderland", "flevoland"] {
        let place = shipped(name, &server.address);
        let ran = fetch(&place, "--pack .");
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("this source was not tried here"), "{name}: {}", ran.stderr);
        let ran = run_in(&place, "layers lock --pack . --lang en");
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        let ran = run_in(&place, "layers check --pack . --lang en");
        assert!(ran.code == 0 && !ran.stdout.contains("dropped:"), "{name}: {}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn the_name_of_a_zone_gives_its_kind_and_what_is_about_something_else_is_left_out() {
    let place = shipped("utrecht", "http://127.0.0.1:9");
    let zones = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},
        "features":[
        {"type":"Feature","properties":{"LOCATIE_ID":"a","NAAM":"Boringsvrije zone Veenendaal"},"geometry":{"type":"Polygon","coordinates":SQUARE}},
        {"type":"Feature","properties":{"LOCATIE_ID":"b","NAAM":"Stiltegebied"},"geometry":{"type":"Polygon","coordinates":SQUARE}},
        {"type":"Feature","properties":{"LOCATIE_ID":"c","NAAM":null},"geometry":{"type":"Polygon","coordinates":SQUARE}}]}"#;
    let manifest = fs::read_to_string(place.path().join("pack.toml")).unwrap();
    fs::write(place.path().join("pack.toml"), manifest.replace("fetched = \"ordinance\"", "file = \"o.geojson\""))
        .unwrap();
    fs::write(place.path().join("o.geojson"), zones.replace("SQUARE", SQUARE)).unwrap();
    let said = run_in(&place, "layers check --pack . --lang en").stdout;
    assert!(said.contains("1 features are about something else and not used"), "{said}");
    assert!(said.contains("kind `` is not in `one_of` or `begins` of the manifest"), "{said}");
    let at = "--xy 140500,450500 --system closed --depth 40 --pack . --format json";
    let verdict: Value = serde_json::from_str(&screen_in(&place, at).stdout).unwrap();
    assert_eq!(verdict["facts"]["zones"][0]["kind"], "drilling-free");
    // Beyond the province its pack covers nothing.
    let beyond = at.replace("140500,450500", "232289,542576");
    let verdict: Value = serde_json::from_str(&screen_in(&place, &beyond).stdout).unwrap();
    assert_eq!(verdict["outcome"], "not-covered");
}

#[test]
fn a_map_of_an_act_is_found_by_its_work() {
    use crate::law_maps::{GROUPS, IN_GROUP, gio};
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, work) in [("a", "gebiedsaanwijzing_bef0aae819594139b0eece476476b0b3"), ("b", "other")] {
        zip.start_file(format!("IO-{name}/{name}.gml"), zip::write::SimpleFileOptions::default()).unwrap();
        let map = gio(work, &format!("guid-{name}"), 1000.0, None, GROUPS, IN_GROUP);
        std::io::Write::write_all(&mut zip, map.as_bytes()).unwrap();
    }
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("act.zip"), zip.finish().unwrap().into_inner()).unwrap();
    let said = run_in(&place, "layers list --pack zeeland --pack-data . --lang en").failed();
    let missing = "of the 2 maps in this act none is the work `gebiedsaanwijzing_df7be5f3b13d49259e93933a1c061420`";
    assert!(said.contains(missing), "{said}");
    let manifest = "name = \"own\"\nversion = \"1\"\ndate = 2026-01-01\nstatus = \"official\"\nlicence = \"none\"\n\
        title = { nl = \"Proef\", en = \"Test\" }\n\
        [[layer]]\nid = \"provinces\"\nborrow = \"indicative/provinces\"\nonly = [\"drenthe\"]\n\
        [[layer]]\nid = \"core\"\nfile = \"act.zip\"\nlayer = \"gebiedsaanwijzing_bef0aae819594139b0eece476476b0b3\"\n\
        role = \"zone\"\nkind = \"prohibition\"\nfields = { id = \"id\" }\n";
    fs::write(place.path().join("pack.toml"), manifest).unwrap();
    let verdict: Value = serde_json::from_str(&screen_in(&place, &format!("{AT} --format json")).stdout).unwrap();
    assert_eq!((&verdict["outcome"], &verdict["facts"]["zones"][0]["id"]), (&"prohibited".into(), &"guid-a".into()));
}
