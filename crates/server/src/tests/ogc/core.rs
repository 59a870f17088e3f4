//! `/conf/core`.

use super::{COLLECTIONS, CRS84, each_place, follow, get, ids, items, links, parameter};

const ITEMS: &str = "/collections/{collectionId}/items";

#[test]
fn http() {
    assert_eq!(get("/").status, 200);
    assert_eq!(super::super::asked(&super::super::SERVER, "HEAD", "/", &[], "").status, 200);
    assert_eq!(super::super::asked(&super::super::SERVER, "PUT", "/", &[], "").status, 405);
    assert_eq!(get("/nowhere").status, 404);
}

#[test]
fn crs84() {
    for collection in COLLECTIONS {
        for feature in items(collection, "?limit=20")["features"].as_array().unwrap() {
            each_place(&feature["geometry"]["coordinates"], &mut |lon, lat| {
                assert!((2.0..8.0).contains(&lon) && (50.0..56.0).contains(&lat), "{lon} {lat}");
            });
        }
        let told = get(&format!("/collections/{collection}/items"));
        assert_eq!(told.header("content-crs"), format!("<{CRS84}>"));
    }
}

#[test]
fn root_op() {
    assert!(get("/").json().is_object());
}

#[test]
fn root_success() {
    let landing = get("/").json();
    for rel in ["service-desc", "service-doc", "conformance", "data"] {
        let found = links(&landing, rel);
        assert!(!found.is_empty(), "{rel}");
        for link in found {
            assert_eq!(follow(link).status, 200, "{link}");
        }
    }
}

#[test]
fn api_definition_op() {
    let landing = get("/").json();
    for link in links(&landing, "service-desc").into_iter().chain(links(&landing, "service-doc")) {
        assert_eq!(follow(link).status, 200);
    }
}

#[test]
fn api_definition_success() {
    let landing = get("/").json();
    let told = follow(links(&landing, "service-desc")[0]);
    assert_eq!(told.header("content-type"), "application/vnd.oai.openapi+json;version=3.0");
    assert_eq!(told.json()["openapi"], "3.0.3");
}

#[test]
fn conformance_op() {
    assert_eq!(get("/conformance").status, 200);
}

#[test]
fn conformance_success() {
    let classes = get("/conformance").json()["conformsTo"].as_array().unwrap().clone();
    for class in ["core", "geojson", "html", "oas30"] {
        let class = format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{class}");
        assert!(classes.contains(&class.clone().into()), "{class}");
    }
}

#[test]
fn fc_md_op() {
    assert_eq!(get("/collections").status, 200);
}

#[test]
fn fc_md_success() {
    let collections = get("/collections").json();
    let found: Vec<&str> =
        collections["collections"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert_eq!(found, COLLECTIONS);
}

#[test]
fn fc_md_links() {
    let collections = get("/collections").json();
    for rel in ["self", "alternate"] {
        let found = links(&collections, rel);
        assert!(!found.is_empty() && found.iter().all(|link| link["type"].is_string()), "{rel}");
    }
}

#[test]
fn fc_md_items() {
    for collection in get("/collections").json()["collections"].as_array().unwrap() {
        let found = links(collection, "items");
        assert!(found.iter().any(|link| link["type"] == "application/geo+json"));
        assert!(found.iter().all(|link| follow(link).status == 200));
    }
}

#[test]
fn fc_md_items_links() {
    for collection in get("/collections").json()["collections"].as_array().unwrap() {
        assert!(links(collection, "items").iter().all(|link| link["rel"].is_string() && link["type"].is_string()));
    }
}

#[test]
fn fc_md_extent() {
    for collection in get("/collections").json()["collections"].as_array().unwrap() {
        let Some(bbox) = collection["extent"]["spatial"]["bbox"][0].as_array() else { continue };
        let sides: Vec<f64> = bbox.iter().map(|side| side.as_f64().unwrap()).collect();
        let id = collection["id"].as_str().unwrap();
        for feature in items(id, "?limit=50")["features"].as_array().unwrap() {
            each_place(&feature["geometry"]["coordinates"], &mut |lon, lat| {
                // The sides of a rectangle in RD New are bent in degrees.
                let within = |value: f64, low: f64, high: f64| value >= low - 0.01 && value <= high + 0.01;
                assert!(
                    within(lon, sides[0], sides[2]) && within(lat, sides[1], sides[3]),
                    "{id}: {lon} {lat} {sides:?}"
                );
            });
        }
    }
}

#[test]
fn sfc_md_op() {
    for collection in COLLECTIONS {
        assert_eq!(get(&format!("/collections/{collection}")).status, 200);
    }
    assert_eq!(get("/collections/nothing").status, 404);
}

#[test]
fn sfc_md_success() {
    for among in get("/collections").json()["collections"].as_array().unwrap() {
        let alone = get(&format!("/collections/{}", among["id"].as_str().unwrap())).json();
        for same in ["id", "title", "description", "extent", "crs", "storageCrs", "itemType"] {
            assert_eq!(among[same], alone[same], "{same}");
        }
    }
}

#[test]
fn fc_op() {
    for collection in COLLECTIONS {
        assert_eq!(items(collection, "")["type"], "FeatureCollection");
    }
}

#[test]
fn fc_bbox_definition() {
    let bbox = parameter(ITEMS, "bbox");
    assert_eq!(
        (&bbox["in"], &bbox["required"], &bbox["style"], &bbox["explode"]),
        (&"query".into(), &false.into(), &"form".into(), &false.into())
    );
    let schema = &bbox["schema"];
    assert_eq!(
        (&schema["type"], &schema["minItems"], &schema["maxItems"], &schema["items"]["type"]),
        (&"array".into(), &4.into(), &6.into(), &"number".into())
    );
}

#[test]
fn fc_bbox_response() {
    let count = |query: &str| items("zones", query)["numberMatched"].as_u64().unwrap();
    let all = count("");
    assert_eq!(count("?bbox=2,50,8,56"), all);
    assert_eq!(count("?bbox=-180,-90,180,90"), all);
    assert_eq!(count("?bbox=10,40,11,41"), 0);
    // It goes around the back of the world, and over the Netherlands or not.
    assert_eq!((count("?bbox=5.5,50,-170,56") < all, count("?bbox=170,50,-170,56")), (true, 0));
    // Six numbers: heights are passed over.
    let few = count("?bbox=6.5,52.85,6.6,52.9");
    assert_eq!(count("?bbox=6.5,52.85,-10,6.6,52.9,10"), few);
    assert!(few > 0 && few < all, "{few} of {all}");
    // A place without a width, in the prohibition area of Beilen.
    let there = items("zones", "?bbox=6.5349273,52.8648212,6.5349273,52.8648212");
    assert!(ids(&there).contains(&"protection-zones.dr-beilen"), "{:?}", ids(&there));
}

#[test]
fn fc_limit_definition() {
    let limit = parameter(ITEMS, "limit");
    assert_eq!((&limit["in"], &limit["required"]), (&"query".into(), &false.into()));
    let schema = &limit["schema"];
    assert_eq!(schema["type"], "integer");
    assert!(schema["minimum"].as_u64().unwrap() >= 1 && schema["maximum"].is_u64() && schema["default"].is_u64());
}

#[test]
fn fc_limit_response() {
    for limit in [1, 7, 100] {
        let found = items("zones", &format!("?limit={limit}"));
        assert_eq!(found["features"].as_array().unwrap().len(), limit);
    }
    // More than there may be is as many as there may be, not an error.
    assert_eq!(get("/collections/zones/items?limit=100000").status, 200);
    for wrong in ["0", "-1", "many", "1.5"] {
        assert_eq!(get(&format!("/collections/zones/items?limit={wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn fc_time_definition() {
    let datetime = parameter(ITEMS, "datetime");
    assert_eq!(
        (&datetime["in"], &datetime["required"], &datetime["schema"]["type"]),
        (&"query".into(), &false.into(), &"string".into())
    );
}

#[test]
fn fc_time_response() {
    let all = items("zones", "")["numberMatched"].clone();
    // Features have no time of their own, so that all are of any time.
    for datetime in [
        "2018-02-12T23:20:50Z",
        "2018-02-12T00:00:00Z/2018-03-18T12:31:12Z",
        "2018-02-12T00:00:00Z/..",
        "../2018-03-18T12:31:12Z",
        "2018-02-12",
    ] {
        assert_eq!(items("zones", &format!("?datetime={datetime}"))["numberMatched"], all, "{datetime}");
    }
    for wrong in ["yesterday", "../..", "/", "2018-02-30", "2018-02-12/2018-03-18/2019-01-01"] {
        assert_eq!(get(&format!("/collections/zones/items?datetime={wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn query_param_invalid() {
    for wrong in [
        "bbox=1,2,3",
        "bbox=a,b,c,d",
        "bbox=5,53,6,52",
        "bbox=1,2,3,4,5,6,7",
        "bbox=NaN,0,1,1",
        "limit=x",
        "crs=EPSG:28992",
        "bbox-crs=x",
        "offset=-1",
        "f=xml",
    ] {
        assert_eq!(get(&format!("/collections/zones/items?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn query_param_unknown() {
    for path in ["/", "/conformance", "/collections", "/collections/zones", "/collections/zones/items", "/api"] {
        assert_eq!(get(&format!("{path}?unknown=1")).status, 400, "{path}");
    }
}

#[test]
fn fc_response() {
    for collection in COLLECTIONS {
        let found = items(collection, "");
        assert_eq!(found["type"], "FeatureCollection");
        assert!(
            found["features"]
                .as_array()
                .unwrap()
                .iter()
                .all(|feature| feature["type"] == "Feature" && feature["id"].is_string())
        );
    }
}

#[test]
fn fc_links() {
    // Page by page every feature comes by once.
    let all = items("zones", "?limit=1000");
    let (mut page, mut found) = (items("zones", "?limit=37"), Vec::new());
    loop {
        assert_eq!((links(&page, "self").len(), links(&page, "alternate").len()), (1, 1));
        found.extend(ids(&page).into_iter().map(str::to_owned));
        let Some(next) = links(&page, "next").first().copied().cloned() else { break };
        assert!(next["href"].as_str().unwrap().contains("limit=37"), "{next}");
        page = follow(&next).json();
    }
    assert_eq!(found, ids(&all));
    assert_eq!(found.len() as u64, all["numberMatched"].as_u64().unwrap());
}

#[test]
fn fc_time_stamp() {
    let stamp = items("zones", "?limit=1")["timeStamp"].as_str().unwrap().to_owned();
    assert!(stamp.parse::<jiff::Timestamp>().is_ok(), "{stamp}");
}

#[test]
fn fc_number_matched() {
    let pack = bodemtoets_maps::pack::Pack::embedded().unwrap();
    assert_eq!(items("zones", "?limit=1")["numberMatched"].as_u64().unwrap(), pack.zones.len() as u64);
    assert_eq!(items("abstractions", "?limit=1")["numberMatched"].as_u64().unwrap(), pack.abstractions.len() as u64);
}

#[test]
fn fc_number_returned() {
    for query in ["", "?limit=3", "?offset=100000", "?bbox=6.5,52.85,6.6,52.9"] {
        let found = items("zones", query);
        assert_eq!(
            found["numberReturned"].as_u64().unwrap(),
            found["features"].as_array().unwrap().len() as u64,
            "{query}"
        );
    }
}

#[test]
fn f_op() {
    for id in ids(&items("zones", "?limit=20")) {
        assert_eq!(get(&format!("/collections/zones/items/{id}")).status, 200, "{id}");
    }
    assert_eq!(get("/collections/zones/items/nothing").status, 404);
}

#[test]
fn f_success() {
    let all = items("abstractions", "?limit=5");
    for among in all["features"].as_array().unwrap() {
        let alone = get(&format!("/collections/abstractions/items/{}", among["id"].as_str().unwrap())).json();
        for same in ["type", "id", "geometry", "properties"] {
            assert_eq!(among[same], alone[same]);
        }
    }
}

#[test]
fn f_links() {
    let feature = get("/collections/zones/items/protection-zones.dr-beilen").json();
    for rel in ["self", "alternate", "collection"] {
        let found = links(&feature, rel);
        assert!(!found.is_empty() && found.iter().all(|link| follow(link).status == 200), "{rel}");
    }
}
