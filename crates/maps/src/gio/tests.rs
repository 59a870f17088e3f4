//! Made-up GIO files of every shape that occurs, and of many that may not be.

use geo::{Area as _, Coord, CoordsIter as _, Geometry};

use super::*;
use bodemtoets_space::{Crs, RdNew};
use bodemtoets_words::lang::Lang;

const STOP: &str = "https://standaarden.overheid.nl/stop/imop/geo/";
const RD: &str = "urn:ogc:def:crs:EPSG::28992";
const ETRS89: &str = "urn:ogc:def:crs:EPSG::4258";

/// A version of a map with something of the whole and some locations.
fn version(whole: &str, locations: &str) -> String {
    format!(
        "<geo:GeoInformatieObjectVersie xmlns:geo='{STOP}' xmlns:b='http://www.geostandaarden.nl/basisgeometrie/1.0' \
         xmlns:gml='http://www.opengis.net/gml/3.2' xmlns:xlink='http://www.w3.org/1999/xlink'>\n\
         <geo:FRBRWork>/join/id/regdata/pv99/2026/made-up</geo:FRBRWork>\n\
         <geo:FRBRExpression>/join/id/regdata/pv99/2026/made-up/nld@2026-01-01;2</geo:FRBRExpression>\n{whole}\n\
         <geo:locaties>\n{locations}\n</geo:locaties>\n</geo:GeoInformatieObjectVersie>\n"
    )
}

/// A location with an id, a geometry and what comes behind it.
fn location(id: &str, drawn: &str, behind: &str) -> String {
    format!(
        "<geo:Locatie><geo:naam>Place {id}</geo:naam><geo:geometrie><b:Geometrie><b:id>{id}</b:id>\
         <b:geometrie>{drawn}</b:geometrie></b:Geometrie></geo:geometrie>{behind}</geo:Locatie>\n"
    )
}

/// The rings of a square of 100 m with a hole of 20 m, from a corner.
fn holed(x: f64, y: f64) -> String {
    let ring = |from: f64, to: f64| {
        let corners = [(from, from), (to, from), (to, to), (from, to), (from, from)];
        let places: Vec<String> = corners.iter().map(|(dx, dy)| format!("{} {}", x + dx, y + dy)).collect();
        format!("<gml:LinearRing><gml:posList>{}</gml:posList></gml:LinearRing>", places.join(" "))
    };
    format!("<gml:exterior>{}</gml:exterior><gml:interior>{}</gml:interior>", ring(0.0, 100.0), ring(40.0, 60.0))
}

fn polygon() -> String {
    format!("<gml:Polygon srsName='{RD}'>{}</gml:Polygon>", holed(200_000.0, 450_000.0))
}

/// A ring of curves as the edge of a polygon.
fn round(segments: &str) -> String {
    format!(
        "<gml:Polygon srsName='{RD}'><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>{segments}\
         </gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>"
    )
}

fn read_one(drawn: &str) -> Location {
    let gio = read(version("", &location("a", drawn, "")).as_bytes(), None).unwrap();
    gio.locations.into_iter().next().unwrap()
}

fn area_m2(drawn: &str) -> f64 {
    read_one(drawn).geometry.unwrap().unsigned_area()
}

fn fault(drawn: &str) -> GeometryFault {
    read_one(drawn).geometry.unwrap_err()
}

fn refused(text: &str) -> GioError {
    read(text.as_bytes(), None).unwrap_err()
}

#[test]
fn what_a_map_says_of_itself_and_of_its_locations_is_read() {
    let whole = "<geo:eenheidID>http://example.org/meter</geo:eenheidID><geo:eenheidlabel>meter</geo:eenheidlabel>\
                 <geo:normID>http://example.org/depth</geo:normID><geo:normlabel>Deepest &amp; last</geo:normlabel>";
    let value = "<geo:kwantitatieveNormwaarde>80.5</geo:kwantitatieveNormwaarde>";
    let gio = read(version(whole, &location("guid-1", &polygon(), value)).as_bytes(), None).unwrap();
    let properties = serde_json::Value::from(gio.properties(&gio.locations[0]));
    assert_eq!(
        properties,
        serde_json::json!({
            "id": "guid-1",
            "naam": "Place guid-1",
            "kwantitatieve_normwaarde": 80.5,
            "eenheid": "http://example.org/meter",
            "eenheidlabel": "meter",
            "norm": "http://example.org/depth",
            "normlabel": "Deepest & last",
            "work": "/join/id/regdata/pv99/2026/made-up",
            "expression": "/join/id/regdata/pv99/2026/made-up/nld@2026-01-01;2",
            "version": "nld@2026-01-01;2",
        })
    );
    assert_eq!(gio.breaches, []);
    assert!((gio.locations[0].geometry.as_ref().unwrap().unsigned_area() - 9_600.0).abs() < 1e-6);
}

#[test]
fn every_root_is_read_by_its_name_whatever_the_prefix() {
    let bare = version("", &location("a", &polygon(), ""));
    let inner = bare.replace("geo:", "").replace("xmlns:geo", "xmlns");
    let adopted = format!(
        "\u{feff}<?xml version='1.0' encoding='utf-8'?>\n<GeoInformatieObjectVaststelling xmlns='{STOP}'><context>\
         <GeografischeContext xmlns='https://standaarden.overheid.nl/stop/imop/gio/'><FRBRExpression>other\
         </FRBRExpression></GeografischeContext></context><vastgesteldeVersie>{inner}</vastgesteldeVersie>\
         </GeoInformatieObjectVaststelling>"
    );
    let later = bare.replace("stop/imop/geo/", "stop/imop/gio/").replace("geo:", "gio:").replace(":geo=", ":gio=");
    let collection = format!(
        "<q:FeatureCollectionGeometrie xmlns:q='http://www.geostandaarden.nl/basisgeometrie/1.0' \
         xmlns:gml='http://www.opengis.net/gml/3.2'><q:featureMember><q:Geometrie><q:id>a</q:id><q:geometrie>{}\
         </q:geometrie></q:Geometrie></q:featureMember></q:FeatureCollectionGeometrie>",
        polygon()
    );
    for text in [&bare, &adopted, &later, &collection] {
        assert!(is_gio(text.as_bytes()), "{text}");
        let gio = read(text.as_bytes(), None).unwrap();
        assert_eq!(gio.locations.len(), 1);
        assert_eq!(gio.locations[0].id.as_deref(), Some("a"));
        assert!((gio.locations[0].geometry.as_ref().unwrap().unsigned_area() - 9_600.0).abs() < 1e-6);
        assert_eq!(gio.breaches, []);
        assert!(gio.expression.is_none_or(|expression| expression.ends_with("nld@2026-01-01;2")));
    }
}

#[test]
fn other_xml_is_left_to_others() {
    for text in [
        "",
        "id;x;y",
        "<?xml version='1.0'?><html/>",
        "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs/2.0'/>",
        "<GeoInformatieObjectVersie/>",
        "<!DOCTYPE x><a/>",
    ] {
        assert!(!is_gio(text.as_bytes()), "{text}");
    }
    // What is of STOP and no map is named, and not handed to a reader that knows nothing of it.
    let effect = format!("<Effectgebied xmlns='{STOP}'/>");
    assert!(is_gio(effect.as_bytes()));
    assert_eq!(refused(&effect), GioError::NotGio { root: "Effectgebied".to_owned() });
}

#[test]
fn surfaces_of_every_form_have_the_same_area() {
    let rings = holed(200_000.0, 450_000.0);
    let patch = format!("<gml:PolygonPatch>{rings}</gml:PolygonPatch>");
    let inner = format!("<gml:Polygon>{rings}</gml:Polygon>");
    let pos = rings.replace("<gml:posList>", "<gml:pos>").replace("</gml:posList>", "</gml:pos>");
    let pos = pos.split("<gml:pos>").enumerate().map(|(at, part)| match (at, part.split_once("</gml:pos>")) {
        (1.., Some((numbers, rest))) => {
            let numbers: Vec<&str> = numbers.split(' ').collect();
            let each: Vec<String> =
                numbers.chunks(2).map(|pair| format!("<gml:pos>{} {}</gml:pos>", pair[0], pair[1])).collect();
            each.concat() + rest
        }
        _ => part.to_owned(),
    });
    let pos: String = pos.collect();
    let heights = rings.replace("<gml:posList>", "<gml:posList srsDimension='3'>");
    let heights = heights.split("<gml:posList srsDimension='3'>").enumerate().map(|(at, part)| {
        match (at, part.split_once("</gml:posList>")) {
            (1.., Some((numbers, rest))) => {
                let numbers: Vec<&str> = numbers.split(' ').collect();
                let each: Vec<String> = numbers.chunks(2).map(|pair| format!("{} {} 5.5", pair[0], pair[1])).collect();
                format!("<gml:posList srsDimension='3'>{}</gml:posList>{rest}", each.join("\n"))
            }
            _ => part.to_owned(),
        }
    });
    let heights: String = heights.collect();
    for drawn in [
        format!("<gml:Polygon srsName='{RD}'>{rings}</gml:Polygon>"),
        format!("<gml:Polygon srsName='{RD}' srsDimension='2'>{rings}</gml:Polygon>"),
        format!("<gml:Polygon srsName='{RD}'>{pos}</gml:Polygon>"),
        format!("<gml:Polygon srsName='{RD}'>{heights}</gml:Polygon>"),
        format!("<gml:Surface srsName='{RD}'><gml:patches>{patch}</gml:patches></gml:Surface>"),
        format!("<gml:MultiSurface srsName='{RD}'><gml:surfaceMember>{inner}</gml:surfaceMember></gml:MultiSurface>"),
        format!("<gml:MultiSurface srsName='{RD}'><gml:surfaceMembers>{inner}</gml:surfaceMembers></gml:MultiSurface>"),
        format!(
            "<gml:MultiSurface srsName='{RD}'><gml:surfaceMember><gml:Surface><gml:patches>{patch}</gml:patches>\
             </gml:Surface></gml:surfaceMember></gml:MultiSurface>"
        ),
        format!(
            "<gml:CompositeSurface srsName='{RD}'><gml:surfaceMember>{inner}</gml:surfaceMember></gml:CompositeSurface>"
        ),
        format!(
            "<gml:MultiGeometry srsName='{RD}'><gml:geometryMember>{inner}</gml:geometryMember></gml:MultiGeometry>"
        ),
    ] {
        assert!((area_m2(&drawn) - 9_600.0).abs() < 1e-6, "{drawn}");
        assert_eq!(read_one(&drawn).had_heights, drawn.contains("='3'"));
    }
}

#[test]
fn the_system_may_be_named_anywhere_around_and_nowhere_is_an_error() {
    let unnamed = format!("<gml:Polygon>{}</gml:Polygon>", holed(200_000.0, 450_000.0));
    let text = version("", &location("a", &unnamed, ""));
    assert_eq!(refused(&text), GioError::Srs { location: 1, name: None });
    let around = text.replace("<geo:locaties>", &format!("<geo:locaties srsName='{RD}'>"));
    assert_eq!(read(around.as_bytes(), None).unwrap().locations[0].crs, Crs::RdNew);
    assert_eq!(read(text.as_bytes(), Some(Crs::RdNew)).unwrap().locations[0].crs, Crs::RdNew);
    // Degrees that somebody names by a system of the wrong order, or another projection, are refused by name.
    for other in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::25831", "EPSG:28992"] {
        let named = text.replace("<gml:Polygon>", &format!("<gml:Polygon srsName='{other}'>"));
        assert_eq!(refused(&named), GioError::Srs { location: 1, name: Some(other.to_owned()) });
    }
    let both = unnamed.replacen("<gml:LinearRing>", &format!("<gml:LinearRing srsName='{ETRS89}'>"), 1);
    let both = both.replace("<gml:Polygon>", &format!("<gml:Polygon srsName='{RD}'>"));
    assert_eq!(fault(&both), GeometryFault::TwoSystems(RD.to_owned(), ETRS89.to_owned()));
}

#[test]
fn degrees_are_latitude_first() {
    // Amersfoort, the middle of RD New: x 155 000, y 463 000.
    let drawn = format!("<gml:Point srsName='{ETRS89}'><gml:pos>52.155172 5.387206</gml:pos></gml:Point>");
    let location = read_one(&drawn);
    assert_eq!(location.crs, Crs::Geographic);
    let Geometry::Point(place) = location.geometry.unwrap() else { panic!("no point") };
    assert_eq!((place.x(), place.y()), (5.387_206, 52.155_172));
    let at = location.crs.to_rd(place.0, &RdNew::new()).unwrap();
    assert!((at - Coord { x: 155_000.0, y: 463_000.0 }).x.abs() < 2.0 && (at.y - 463_000.0).abs() < 2.0, "{at:?}");
}

#[test]
fn circles_and_arcs_become_lines_within_a_millimetre() {
    let circle_m2 = std::f64::consts::PI * 100.0 * 100.0;
    let pos = |places: &str| format!("<gml:posList>{places}</gml:posList>");
    for segments in [
        format!("<gml:Circle>{}</gml:Circle>", pos("200100 450000 200000 450100 199900 450000")),
        "<gml:CircleByCenterPoint><gml:pos>200000 450000</gml:pos><gml:radius uom='m'>100</gml:radius>\
         </gml:CircleByCenterPoint>"
            .to_owned(),
        format!(
            "<gml:ArcString>{}</gml:ArcString>",
            pos("200100 450000 200000 450100 199900 450000 200000 449900 200100 450000")
        ),
        format!(
            "<gml:Arc>{}</gml:Arc><gml:Arc>{}</gml:Arc>",
            pos("200100 450000 200000 450100 199900 450000"),
            pos("199900 450000 200000 449900 200100 450000")
        ),
    ] {
        let area_m2 = area_m2(&round(&segments));
        assert!(area_m2 < circle_m2 && circle_m2 - area_m2 < 0.7, "{segments}: {area_m2}");
    }
    // Half round, half straight.
    let half = format!(
        "<gml:Arc>{}</gml:Arc><gml:LineStringSegment>{}</gml:LineStringSegment>",
        pos("200100 450000 200000 450100 199900 450000"),
        pos("199900 450000 200100 450000")
    );
    assert!((area_m2(&round(&half)) - circle_m2 / 2.0).abs() < 0.4);
}

#[test]
fn what_is_not_certain_is_refused_by_name_and_the_location_stays() {
    let rings = holed(200_000.0, 450_000.0);
    let arcs = "<gml:ArcByBulge><gml:posList>0 0 1 1</gml:posList></gml:ArcByBulge>";
    assert_eq!(fault(&round(arcs)), GeometryFault::Form("ArcByBulge".to_owned()));
    let turned = format!("<gml:OrientableSurface srsName='{RD}' orientation='-'/>");
    assert_eq!(fault(&turned), GeometryFault::Form("OrientableSurface".to_owned()));
    let elsewhere = format!(
        "<gml:MultiSurface srsName='{RD}'><gml:surfaceMember xlink:href='http://example.org/a.gml'/></gml:MultiSurface>"
    );
    assert_eq!(fault(&elsewhere), GeometryFault::Reference("surfaceMember".to_owned()));
    let old = format!("<gml:Point srsName='{RD}'><gml:coordinates>1,2</gml:coordinates></gml:Point>");
    assert_eq!(fault(&old), GeometryFault::Form("coordinates".to_owned()));
    let degrees = round("<gml:Circle><gml:posList>52 5 52.1 5.1 52 5.2</gml:posList></gml:Circle>").replace(RD, ETRS89);
    assert_eq!(fault(&degrees), GeometryFault::ArcInDegrees("Circle".to_owned()));
    let feet = round(
        "<gml:CircleByCenterPoint><gml:pos>200000 450000</gml:pos><gml:radius uom='ft'>9</gml:radius>\
         </gml:CircleByCenterPoint>",
    );
    assert_eq!(fault(&feet), GeometryFault::Radius("9 ft".to_owned()));
    let ring = |list: &str| {
        format!(
            "<gml:Polygon srsName='{RD}'><gml:exterior><gml:LinearRing>{list}</gml:LinearRing></gml:exterior>\
             </gml:Polygon>"
        )
    };
    let odd = ring("<gml:posList>0 0 1 0 1 1 0</gml:posList>");
    assert_eq!(fault(&odd), GeometryFault::Positions { numbers: 7, dimension: "2".to_owned() });
    assert_eq!(fault(&ring("<gml:posList>0 0 1 NaN 0 0</gml:posList>")), GeometryFault::NotANumber("NaN".to_owned()));
    assert_eq!(fault(&ring("<gml:posList>0 0 1,5 2 0 0</gml:posList>")), GeometryFault::NotANumber("1,5".to_owned()));
    assert!(matches!(fault(&ring("<gml:posList>0 0 9 0 9 9</gml:posList>")), GeometryFault::Open { .. }));
    assert_eq!(fault(&ring("")), GeometryFault::Incomplete("LinearRing".to_owned()));
    assert_eq!(fault(""), GeometryFault::Absent);
    let two = format!("<gml:Polygon srsName='{RD}'>{rings}</gml:Polygon>").repeat(2);
    assert_eq!(fault(&two), GeometryFault::Incomplete("geometrie".to_owned()));
    // A polygon of some other language of the same name.
    let foreign = "<Polygon xmlns='http://example.org/'/>";
    assert_eq!(fault(foreign), GeometryFault::Form("Polygon".to_owned()));
}

#[test]
fn a_file_that_is_cut_anywhere_is_never_half_a_map() {
    let text = version("", &(location("a", &polygon(), "") + &location("b", &polygon(), "")));
    let whole = text.trim_end();
    assert_eq!(read(whole.as_bytes(), None).unwrap().locations.len(), 2);
    for end in 0..whole.len() {
        assert!(read(&whole.as_bytes()[..end], None).is_err(), "{end}: {}", &whole[..end]);
    }
    let half = &whole[..whole.len() / 2];
    let said = refused(half).text(Lang::Nl);
    assert!(said.contains("regel ") && said.contains("halve kaart"), "{said}");
}

#[test]
fn traps_are_refused() {
    let bomb = format!("<!DOCTYPE x [<!ENTITY a 'aaaa'>]>{}", version("", &location("&a;", &polygon(), "")));
    assert_eq!(refused(&bomb), GioError::DocType);
    let unknown = version("", &location("&secret;", &polygon(), ""));
    assert!(matches!(refused(&unknown), GioError::Entity { name, line: 6 } if name == "secret"));
    let deep =
        version("", &location("a", &("<gml:MultiGeometry>".repeat(100) + &"</gml:MultiGeometry>".repeat(100)), ""));
    assert!(matches!(refused(&deep), GioError::TooMuch { .. }));
    let latin = format!("<?xml version='1.0' encoding='iso-8859-1'?>{}", version("", &location("a", &polygon(), "")));
    assert!(matches!(refused(&latin), GioError::Encoding(_)));
    assert!(matches!(read(b"<a>\xff</a>", None), Err(GioError::Encoding(_))));
    let twice = version("", &location("a", &polygon(), "")).repeat(2);
    assert!(matches!(refused(&twice), GioError::Malformed { .. }));
    assert_eq!(refused(&version("", "")), GioError::NoLocations);
    let change = version("", "").replace("<geo:locaties>", "<geo:GeoInformatieObjectMutatie/><geo:locaties>");
    assert!(matches!(refused(&change), GioError::Change { .. }));
}

#[test]
fn each_rule_of_the_standard_is_told_with_the_location_that_breaks_it() {
    let number = "<geo:kwantitatieveNormwaarde>80</geo:kwantitatieveNormwaarde>";
    let word = "<geo:kwalitatieveNormwaarde>deep</geo:kwalitatieveNormwaarde>";
    let group = "<geo:groepID>g</geo:groepID>";
    let unit = "<geo:eenheidlabel>m</geo:eenheidlabel>";
    let norm = "<geo:normlabel>n</geo:normlabel>";
    let list =
        "<geo:groepen><geo:Groep><geo:groepID>g</geo:groepID><geo:label>Group</geo:label></geo:Groep></geo:groepen>";
    let both = [unit, norm].concat();
    let told = |whole: &str, behind: &[&str]| -> Vec<(Option<&'static str>, Option<usize>)> {
        let locations: String =
            behind.iter().enumerate().map(|(at, behind)| location(&format!("id{at}"), &polygon(), behind)).collect();
        let gio = read(version(whole, &locations).as_bytes(), None).unwrap();
        gio.breaches.iter().map(|breach| (breach.rule.code(), breach.location)).collect()
    };
    assert_eq!(told("", &["", ""]), []);
    assert_eq!(told(&both, &[number, number]), []);
    assert_eq!(told(norm, &[word]), []);
    assert_eq!(told(list, &[group, group]), []);
    assert_eq!(told(list, &[group, ""]), [(Some("STOP3000"), Some(2))]);
    assert_eq!(told("", &[group]), [(Some("STOP3001"), Some(1))]);
    assert_eq!(told(&both, &[number, ""]), [(Some("STOP3006"), Some(2))]);
    assert_eq!(told(norm, &["", word]), [(Some("STOP3007"), Some(1))]);
    assert_eq!(told(&both, &[&[word, number].concat()]), [(Some("STOP3008"), Some(1))]);
    assert_eq!(told(norm, &[number]), [(Some("STOP3009"), None)]);
    assert_eq!(told(unit, &[number]), [(Some("STOP3011"), None)]);
    assert_eq!(told(&[&both, list].concat(), &[&[number, group].concat()]), [(Some("STOP3012"), Some(1))]);
    assert_eq!(told(&both, &[word]), [(Some("STOP3015"), None)]);
    assert_eq!(told(&both, &[""]), [(Some("STOP3016"), None)]);
    let twice = location("same", &polygon(), "").repeat(2);
    let gio = read(version("", &twice).as_bytes(), None).unwrap();
    assert_eq!(gio.breaches.iter().filter(|breach| breach.rule == Rule::IdOnce).count(), 2);
    let empty = read(version("", &location("a", "", "")).as_bytes(), None).unwrap();
    assert_eq!(empty.breaches, [Breach { rule: Rule::Geometry, location: Some(1) }]);
    // Values that contradict each other are not used.
    let gio = read(version(&both, &location("a", &polygon(), &[word, number].concat())).as_bytes(), None).unwrap();
    let properties = gio.properties(&gio.locations[0]);
    assert!(!properties.contains_key(NUMBER_FIELD) && !properties.contains_key("kwalitatieve_normwaarde"));
}

#[test]
fn a_summary_counts_what_is_there() {
    let whole =
        "<geo:groepen><geo:Groep><geo:groepID>g</geo:groepID><geo:label>Group</geo:label></geo:Groep></geo:groepen>";
    let group = "<geo:groepID>g</geo:groepID>";
    let point = format!("<gml:Point srsName='{RD}'><gml:pos>210000 460000</gml:pos></gml:Point>");
    let locations = location("a", &polygon(), group) + &location("b", &point, group) + &location("c", "", group);
    let gio = read(version(whole, &locations).as_bytes(), None).unwrap();
    let summary = Summary::of(&gio, &RdNew::new()).unwrap();
    assert_eq!(
        summary.forms.iter().map(|(form, count)| (form.as_str(), *count)).collect::<Vec<_>>(),
        [("-", 1), ("Point", 1), ("Polygon", 1)]
    );
    assert_eq!(summary.groups, [("g".to_owned(), Some("Group".to_owned()), 3)]);
    assert_eq!((summary.area_m2, summary.holes, summary.values), (9_600.0, 1, NormValues::None));
    let extent = summary.extent.unwrap();
    assert_eq!((extent.min(), extent.max()), ((200_000.0, 450_000.0).into(), (210_000.0, 460_000.0).into()));
    assert_eq!(summary.unusable, [(3, "it has no geometry (STOP3019)".to_owned())]);
}

#[test]
fn lines_of_one_piece_are_joined_and_gaps_are_told() {
    let curve = |second: &str| {
        format!(
            "<gml:CompositeCurve srsName='{RD}'><gml:curveMember><gml:LineString><gml:posList>0 0 1 0</gml:posList>\
             </gml:LineString></gml:curveMember><gml:curveMember><gml:LineString><gml:posList>{second}</gml:posList>\
             </gml:LineString></gml:curveMember></gml:CompositeCurve>"
        )
    };
    assert_eq!(read_one(&curve("1 0 1 5")).geometry.unwrap().coords_count(), 3);
    assert!(matches!(fault(&curve("2 0 1 5")), GeometryFault::Apart { .. }));
}
