//! Files: as they are, whole, and maps.

use std::io::Write as _;
use std::path::Path;

use bodemtoets_fetch::{Address, Client, FetchError, Service, Source, download, inspect};

use crate::server::{Reply, Server};
use crate::truth::{impatient, limits, source};

const MAP: &str = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},
 "features":[{"type":"Feature","id":1,"geometry":{"type":"Point","coordinates":[155000,463000]},"properties":{"a":1}},
 {"type":"Feature","id":2,"geometry":{"type":"Point","coordinates":[155001,463000]},"properties":{"a":2}}]}"#;

fn get(server: &Server, path: &str) -> Result<Vec<u8>, FetchError> {
    let mut file = Vec::new();
    download(&mut Client::new(limits(), None), &source(&server.at(path)), &mut file, &mut |_| {})?;
    Ok(file)
}

fn answer(path: &str) -> Reply {
    match path {
        "/map.geojson" => Reply::json(MAP),
        "/moved.geojson" => Reply::redirect("/map.geojson"),
        "/elsewhere.geojson" => Reply::redirect("https://elsewhere.example/map.geojson"),
        "/cut.geojson" => Reply::json(MAP).cut_off(),
        "/page.geojson" => Reply::new(200, "application/json", "<html><title>Inloggen</title>"),
        "/large.geojson" => Reply::json(" ".repeat(5 << 20)),
        "/packed.geojson" => {
            Reply::new(200, "application/json", packed(MAP.as_bytes())).with("Content-Encoding", "gzip")
        }
        "/bomb.geojson" => {
            Reply::new(200, "application/json", packed(&vec![b' '; 5 << 20])).with("Content-Encoding", "gzip")
        }
        "/drip.geojson" => Reply { drip: Some(std::time::Duration::from_millis(20)), ..Reply::json(MAP) },
        "/atom/index.xml" => Reply::xml(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Zones</title>
               <link rel="alternate" type="application/atom+xml" href="/atom/zones.xml"/></entry></feed>"#,
        ),
        "/atom/zones.xml" => Reply::xml(
            r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Zones</title>
               <link rel="alternate" type="application/geo+json" href="/map.geojson"/></entry></feed>"#,
        ),
        _ => Reply::new(404, "text/html", "<html><title>Niet gevonden</title></html>"),
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn a_file_comes_as_it_is() {
    let server = Server::start(|asked, _| answer(&asked.path));
    for path in ["/packed.geojson", "/map.geojson", "/moved.geojson", "/atom/index.xml", "/atom/zones.xml"] {
        assert_eq!(get(&server, path).unwrap(), MAP.as_bytes(), "{path}");
    }
}

#[test]
fn a_file_that_is_not_whole_or_is_no_file_is_refused() {
    let server = Server::start(|asked, _| answer(&asked.path));
    let said = |path: &str| get(&server, path).unwrap_err();
    assert!(matches!(said("/cut.geojson"), FetchError::Connection { .. }));
    assert!(matches!(said("/page.geojson"), FetchError::NotData { is_page: true, .. }));
    assert!(matches!(said("/large.geojson"), FetchError::TooLarge { .. }));
    assert!(matches!(said("/bomb.geojson"), FetchError::TooLarge { .. }));
    let mut impatient = Client::new(impatient(), None);
    let slow = download(&mut impatient, &source(&server.at("/drip.geojson")), &mut Vec::new(), &mut |_| {});
    assert!(matches!(slow, Err(FetchError::TooSlow { .. })));
    assert!(matches!(said("/elsewhere.geojson"), FetchError::Redirect { .. }));
    assert!(matches!(said("/none.geojson"), FetchError::Status { status: 404, .. }));
}

fn inspected(text: &str) -> Result<(u64, String), FetchError> {
    let folder = std::env::temp_dir().join(format!("bodemtoets-inspect-{}-{}", std::process::id(), text.len()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("map.geojson");
    std::fs::write(&file, text).unwrap();
    let inspected = inspect(Path::new(&file), None, false, "http://server/map.geojson");
    std::fs::remove_dir_all(&folder).unwrap();
    inspected.map(|found| (found.features.received, found.crs))
}

#[test]
fn what_is_in_a_file_is_counted_and_has_to_lie_in_the_netherlands() {
    assert_eq!(inspected(MAP).unwrap(), (2, "EPSG:28992".to_owned()));
    assert!(matches!(inspected(&MAP.replace("[155000,463000]", "[463000,155000]")), Err(FetchError::Census { .. })));
    assert!(matches!(inspected(&MAP[..MAP.len() - 3]), Err(FetchError::Unreadable { .. })));
    assert!(matches!(inspected(&MAP.replace("28992", "31370")), Err(FetchError::OtherCrs { .. })));
}

#[test]
fn addresses_that_are_no_web_are_not_asked() {
    for text in ["file:///etc/passwd", "ftp://example.nl/a", "/etc/passwd", "https://", "https://a:b@example.nl/"] {
        assert!(Address::parse(text).is_err(), "{text}");
    }
    assert_eq!(Service::of(&Address::parse("https://example.nl/act.zip").unwrap()), Service::File);
    let _: Source = source("https://example.nl/act.zip");
}
