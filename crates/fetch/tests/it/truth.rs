//! Servers that tell the truth: everything comes, once, to the millimetre.

use std::time::Duration;

use bodemtoets_fetch::{Address, Client, Collected, FetchError, Key, Limits, Service, Source, fetch};

use crate::server::{Reply, Server};
use crate::services::{Lie, POINTS, arcgis, ogc, wfs};

/// Limits with which a test does not have to wait.
pub fn limits() -> Limits {
    Limits {
        page_bytes: 1 << 20,
        file_bytes: 4 << 20,
        connect: Duration::from_secs(10),
        silence: Duration::from_secs(30),
        least_bytes: 1,
        window: Duration::from_secs(30),
        tries: 2,
        pause: Duration::from_millis(1),
    }
}

pub fn source(address: &str) -> Source {
    let address = Address::parse(address).unwrap();
    let service = Service::of(&address);
    Source { service, address, collection: None, page_size: None, sort_by: None, keep_empty: false }
}

/// Limits that a slow server breaks before long.
pub fn impatient() -> Limits {
    let (silence, window) = (Duration::from_secs(1), Duration::from_millis(200));
    Limits { silence, window, least_bytes: 1 << 20, ..limits() }
}

pub fn fetched(source: &Source) -> Result<(Collected, serde_json::Value), FetchError> {
    fetched_within(limits(), source)
}

pub fn fetched_within(limits: Limits, source: &Source) -> Result<(Collected, serde_json::Value), FetchError> {
    let mut written = Vec::new();
    let collected = fetch(&mut Client::new(limits, None), source, &mut written, &mut |_| {})?;
    Ok((collected, serde_json::from_slice(&written).unwrap()))
}

fn check(source: &Source) {
    let (collected, written) = fetched(source).unwrap();
    let features = written["features"].as_array().unwrap();
    assert_eq!(features.len(), POINTS);
    assert_eq!(collected.features.promised, Some(POINTS as u64));
    assert_eq!(collected.features.distinct, POINTS as u64);
    assert_eq!(collected.extent, Some([150_000.123, 450_000.456, 150_024.123, 450_048.456]));
    for (index, feature) in features.iter().enumerate() {
        assert_eq!(feature["properties"]["naam"], format!("p{index}"));
        assert_eq!(feature["geometry"]["coordinates"][0], 150_000.123 + index as f64);
    }
    assert_eq!(written["crs"]["properties"]["name"], "urn:ogc:def:crs:EPSG::28992");
}

#[test]
fn an_ogc_api_gives_everything_once() {
    let server = ogc(Lie::None);
    check(&source(&server.at("/ogc/collections/zones")));
    check(&source(&server.at("/ogc/collections/zones/items?f=html&limit=3")));
    // The only collection needs no name.
    check(&source(&server.at("/ogc")));
    let asked = server.asked.lock().unwrap();
    assert!(asked.iter().all(|line| line.contains("bodemtoets/")), "it says who it is");
    assert!(asked.iter().any(|line| line.contains("crs=http://www.opengis.net/def/crs/EPSG/0/28992")), "{asked:?}");
}

#[test]
fn a_wfs_gives_everything_once_in_both_formats() {
    for in_gml in [true, false] {
        let server = wfs(Lie::None, in_gml);
        check(&source(&server.at("/geoserver/wfs")));
        check(&Source { collection: Some("zones".to_owned()), ..source(&server.at("/geoserver/wfs?service=WFS")) });
        check(&Source { page_size: Some(7), ..source(&server.at("/geoserver/wfs?typeNames=a:zones")) });
        // A page is never larger than the server gives.
        assert!(!server.asked.lock().unwrap().iter().any(|line| line.contains("count=1000")));
    }
}

#[test]
fn a_wfs_that_counts_no_further_than_a_page_gives_everything_all_the_same() {
    for in_gml in [true, false] {
        let (collected, _) = fetched(&source(&wfs(Lie::PromisesAPage, in_gml).at("/wfs"))).unwrap();
        assert_eq!((collected.features.promised, collected.features.distinct), (None, POINTS as u64));
    }
}

#[test]
fn an_arcgis_layer_gives_everything_once() {
    let server = arcgis(Lie::None);
    check(&source(&server.at("/rest/services/Zones/FeatureServer/4")));
    for name in ["4", "zones"] {
        let collection = Some(name.to_owned());
        check(&Source { collection, ..source(&server.at("/rest/services/Zones/FeatureServer")) });
    }
}

#[test]
fn an_error_that_passes_is_asked_again() {
    check(&source(&ogc(Lie::ErrorOnce).at("/ogc/collections/zones")));
    check(&source(&arcgis(Lie::ErrorOnce).at("/rest/services/Zones/FeatureServer/4")));
}

#[test]
fn a_collection_that_is_not_there_is_told_with_those_that_are() {
    let server = wfs(Lie::None, true);
    let asked = Source { collection: Some("zonen".to_owned()), ..source(&server.at("/wfs")) };
    let said = fetched(&asked).unwrap_err().to_string();
    assert_eq!(said, "the service has no `zonen` (or several); it has: a:zones");
    let said = fetched(&source(&arcgis(Lie::None).at("/rest/services/Zones/FeatureServer"))).unwrap_err().to_string();
    assert_eq!(said, "the service has several; choose with --collection from: 0 (nature), 4 (zones)");
}

#[test]
fn a_service_without_rd_new_is_refused() {
    let said = fetched(&source(&ogc(Lie::None).at("/ogc/collections/degrees"))).unwrap_err();
    assert!(matches!(said, FetchError::NoRdNew { .. }), "{said}");
}

#[test]
fn a_key_is_sent_and_not_shown() {
    let server = ogc(Lie::None);
    let key = Key { header: "X-Api-Key".to_owned(), secret: "s3cret".to_owned() };
    let mut client = Client::new(limits(), Some(key));
    assert!(!format!("{client:?}").contains("s3cret"));
    let asked = source(&server.at("/ogc/collections/zones"));
    fetch(&mut client, &asked, &mut Vec::new(), &mut |_| {}).unwrap();
    let asked = server.asked.lock().unwrap();
    assert!(asked.iter().all(|lines| lines.to_lowercase().contains("x-api-key: s3cret")));
}

#[test]
fn a_page_that_breaks_off_is_asked_in_smaller_ones() {
    let server = Server::start(|asked, _| match asked.path.as_str() {
        "/a/FeatureServer/0" => Reply::json(
            r#"{"name":"a","type":"Feature Layer","objectIdField":"FID","maxRecordCount":1000,"fields":[]}"#,
        ),
        _ if asked.value("returnCountOnly").is_some() => Reply::json(r#"{"count":300}"#),
        _ => {
            let start = asked.number("resultOffset").unwrap();
            let count = asked.number("resultRecordCount").unwrap();
            let found: Vec<String> = (start..(start + count).min(300))
                .map(|index| {
                    format!(r#"{{"attributes":{{"FID":{index}}},"geometry":{{"x":{},"y":463000}}}}"#, 155_000 + index)
                })
                .collect();
            let mut body = format!(r#"{{"spatialReference":{{"wkid":28992}},"features":[{}]}}"#, found.join(","));
            body.truncate(10_000);
            Reply::json(body)
        }
    });
    let (collected, _) = fetched(&source(&server.at("/a/FeatureServer/0"))).unwrap();
    assert_eq!(collected.features.received, 300);
}
