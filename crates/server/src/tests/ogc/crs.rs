//! `/conf/crs` of Part 2.

use super::{COLLECTIONS, CRS84, RD_NEW, each_place, get, items};

#[test]
fn crs_uri() {
    for collection in get("/collections").json()["collections"].as_array().unwrap() {
        for crs in collection["crs"].as_array().unwrap() {
            let crs = crs.as_str().unwrap();
            let told = get(&format!("/collections/zones/items?limit=1&crs={crs}"));
            assert_eq!((told.status.as_u16(), told.header("content-crs")), (200, format!("<{crs}>").as_str()));
        }
    }
}

#[test]
fn default_crs() {
    for collection in get("/collections").json()["collections"].as_array().unwrap() {
        assert_eq!(collection["crs"][0], CRS84);
    }
}

#[test]
fn storage_crs() {
    for collection in get("/collections").json()["collections"].as_array().unwrap() {
        assert_eq!(collection["storageCrs"], RD_NEW);
        assert!(collection["crs"].as_array().unwrap().contains(&collection["storageCrs"]));
    }
}

#[test]
fn crs_parameter() {
    for collection in COLLECTIONS {
        let told = get(&format!("/collections/{collection}/items?crs={RD_NEW}"));
        assert_eq!((told.status.as_u16(), told.header("content-crs")), (200, format!("<{RD_NEW}>").as_str()));
    }
    let told = get(&format!("/collections/zones/items/protection-zones.dr-beilen?crs={RD_NEW}"));
    assert_eq!(told.header("content-crs"), format!("<{RD_NEW}>"));
}

#[test]
fn crs_parameter_invalid() {
    for wrong in ["EPSG:28992", "28992", "http://www.opengis.net/def/crs/EPSG/0/3857", "x"] {
        assert_eq!(get(&format!("/collections/zones/items?crs={wrong}")).status, 400, "{wrong}");
        assert_eq!(
            get(&format!("/collections/zones/items/protection-zones.dr-beilen?crs={wrong}")).status,
            400,
            "{wrong}"
        );
    }
}

#[test]
fn crs_parameter_default() {
    let strip = |mut found: serde_json::Value| {
        for own in ["timeStamp", "links"] {
            found.as_object_mut().unwrap().remove(own);
        }
        found
    };
    assert_eq!(strip(items("zones", "?limit=5")), strip(items("zones", &format!("?limit=5&crs={CRS84}"))));
}

#[test]
fn crs_parameter_transform() {
    // RD New is that of the map to a millimetre, and degrees say the same place to 2 mm.
    let rd = bodemtoets_space::RdNew::new();
    let pack = bodemtoets_maps::pack::Pack::embedded().unwrap();
    let metres = items("abstractions", &format!("?limit=1000&crs={RD_NEW}"));
    let degrees = items("abstractions", "?limit=1000");
    let places = |found: &serde_json::Value| {
        let mut places = Vec::new();
        for feature in found["features"].as_array().unwrap() {
            each_place(&feature["geometry"]["coordinates"], &mut |x, y| places.push((x, y)));
        }
        places
    };
    let of_map: Vec<_> = pack.abstractions.iter().flat_map(|site| site.shape.vertices()).collect();
    let (metres, degrees) = (places(&metres), places(&degrees));
    assert_eq!((metres.len(), degrees.len()), (of_map.len(), of_map.len()));
    for ((place, (x, y)), (lon, lat)) in of_map.iter().zip(metres).zip(degrees) {
        assert!((place.x - x).abs() <= 0.000_501 && (place.y - y).abs() <= 0.000_501);
        let back = rd.to_rd(bodemtoets_space::Geographic { lon, lat }).unwrap();
        assert!((place.x - back.x).hypot(place.y - back.y) < 0.002, "{lon} {lat}");
    }
}

#[test]
fn bbox_crs_parameter() {
    let count = |query: &str| items("zones", query)["numberMatched"].as_u64().unwrap();
    let around = format!("?bbox=232000,542000,232500,543000&bbox-crs={RD_NEW}");
    assert!(count(&around) > 0);
    assert_eq!(count(&format!("?bbox=-99999,-99999,999999,999999&bbox-crs={RD_NEW}")), count(""));
    assert_eq!(count(&format!("?bbox=232000,242000,232001,242001&bbox-crs={RD_NEW}")), 0);
    // The same place in degrees.
    assert_eq!(
        count(&format!("?bbox=232289,542576,232289,542576&bbox-crs={RD_NEW}")),
        count("?bbox=6.5349273,52.8648212,6.5349273,52.8648212")
    );
}

#[test]
fn bbox_crs_parameter_invalid() {
    for wrong in ["EPSG:28992", "http://www.opengis.net/def/crs/EPSG/0/4326"] {
        assert_eq!(get(&format!("/collections/zones/items?bbox=1,2,3,4&bbox-crs={wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn bbox_crs_parameter_default() {
    let ids = |query: &str| super::ids(&items("zones", query)).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let bbox = "?bbox=6.5,52.85,6.6,52.9";
    assert_eq!(ids(bbox), ids(&format!("{bbox}&bbox-crs={CRS84}")));
}
