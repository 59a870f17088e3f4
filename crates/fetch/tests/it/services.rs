//! Services of three kinds with the same points, which tell the truth or one lie.

use std::fmt::Write as _;

use crate::server::{Asked, Reply, Server};

/// How a service lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    None,
    /// Every page is the first.
    RepeatedPage,
    /// A page begins with the last feature of the one before.
    Overlap,
    PromisesLess,
    /// It counts no further than its largest page, as `MapServer` does.
    PromisesAPage,
    PromisesMore,
    /// The pages end before the features do.
    StopsEarly,
    /// The second page is an error, always.
    ErrorInTheMiddle,
    /// The second page is an error, once.
    ErrorOnce,
    RedirectElsewhere,
    RedirectToFile,
    RedirectCircle,
    GzipBomb,
    SlowDrip,
    Silence,
    SwappedAxes,
    Degrees,
    /// It says that it gives degrees.
    SaysDegrees,
    Html,
    Exception,
    NoGeometry,
    OtherType,
    OtherField,
    CutOff,
    /// The last page ends in the middle, and the length agrees.
    Unclosed,
    OnePlace,
    Nothing,
    NotANumber,
}

/// Points of the service.
pub const POINTS: usize = 25;
/// The most that a page has.
pub const MOST: usize = 10;

fn point(index: usize, lie: Lie) -> Option<(String, String)> {
    let (x, y) = (150_000.123 + index as f64, 450_000.456 + 2.0 * index as f64);
    Some(match lie {
        Lie::NoGeometry if index == 12 => return None,
        Lie::SwappedAxes => (y.to_string(), x.to_string()),
        Lie::Degrees => ((5.3 + index as f64 * 1e-4).to_string(), (52.0 + index as f64 * 1e-4).to_string()),
        Lie::OnePlace => ("155000".to_owned(), "463000".to_owned()),
        Lie::NotANumber if index == 12 => ("1e999".to_owned(), "463000".to_owned()),
        _ => (x.to_string(), y.to_string()),
    })
}

/// The fields of a point: its name and a depth, as JSON.
fn fields(index: usize, lie: Lie) -> String {
    let late = index >= MOST;
    match lie {
        Lie::OtherType if late => format!(r#""naam":"p{index}","diepte":"{index} m""#),
        Lie::OtherField if late => format!(r#""naam":"p{index}","max_diepte":{index}"#),
        _ => format!(r#""naam":"p{index}","diepte":{index}"#),
    }
}

/// Which points a page has.
fn indexes(start: usize, limit: usize, lie: Lie) -> Vec<usize> {
    let start = match lie {
        Lie::RepeatedPage => 0,
        Lie::Overlap if start > 0 => start - 1,
        _ => start,
    };
    let end = (start + limit.min(MOST)).min(POINTS);
    match lie {
        Lie::Nothing => Vec::new(),
        Lie::StopsEarly if start >= MOST => Vec::new(),
        _ => (start..end.max(start)).collect(),
    }
}

fn promised(lie: Lie) -> usize {
    match lie {
        Lie::PromisesLess => POINTS - 5,
        Lie::PromisesAPage => MOST,
        Lie::PromisesMore => POINTS + 5,
        Lie::Nothing => 0,
        _ => POINTS,
    }
}

/// A lie that has nothing to do with what is in a page.
fn around(reply: Reply, is_later: bool, lie: Lie, own: &str, tries: usize) -> Reply {
    match lie {
        Lie::ErrorInTheMiddle if is_later => Reply::new(500, "text/plain", "out of memory"),
        Lie::ErrorOnce if is_later && tries == 1 => Reply::new(503, "text/plain", "later"),
        Lie::RedirectElsewhere if is_later => Reply::redirect("http://127.0.0.2:1/items"),
        Lie::RedirectToFile if is_later => Reply::redirect("file:///etc/passwd"),
        Lie::RedirectCircle if is_later => Reply::redirect(&format!("{own}/circle")),
        Lie::GzipBomb if is_later => {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            let blanks = vec![b' '; 1 << 20];
            for _ in 0..8 {
                std::io::Write::write_all(&mut packed, &blanks).unwrap();
            }
            Reply::new(200, "application/json", packed.finish().unwrap()).with("Content-Encoding", "gzip")
        }
        Lie::SlowDrip if is_later => Reply { drip: Some(std::time::Duration::from_millis(20)), ..reply },
        Lie::Silence if is_later => Reply { drip: Some(std::time::Duration::from_mins(10)), ..reply },
        Lie::Html if is_later => {
            Reply::new(200, "text/html", "<!DOCTYPE html><html><head><title>Onderhoud</title></head><body>Later")
        }
        Lie::Exception if is_later => Reply::xml(
            "<ows:ExceptionReport xmlns:ows='o'><ows:Exception><ows:ExceptionText>Cannot do natural order\
             </ows:ExceptionText></ows:Exception></ows:ExceptionReport>",
        ),
        Lie::CutOff if is_later => reply.cut_off(),
        Lie::Unclosed if is_later => {
            let half = reply.body.len() / 2;
            Reply { body: reply.body[..half].to_vec(), ..reply }
        }
        _ => reply,
    }
}

/// An OGC API Features.
pub fn ogc(lie: Lie) -> Server {
    let tries = std::sync::atomic::AtomicUsize::new(0);
    Server::start(move |asked, own| {
        let crs = "http://www.opengis.net/def/crs/EPSG/0/28992";
        match asked.path.as_str() {
            "/ogc/collections" => Reply::json(r#"{"collections":[{"id":"zones"}],"crs":[]}"#),
            "/ogc/collections/zones" => Reply::json(format!(r#"{{"id":"zones","crs":["{crs}"]}}"#)),
            "/ogc/collections/degrees" => {
                Reply::json(r#"{"id":"degrees","crs":["http://www.opengis.net/def/crs/OGC/1.3/CRS84"]}"#)
            }
            "/ogc/collections/zones/items" => {
                let start = asked.number("offset").unwrap_or(0);
                let limit = asked.number("limit").unwrap_or(MOST).min(MOST);
                let found = indexes(start, limit, lie);
                let next = if start + limit < POINTS && !(lie == Lie::StopsEarly && start > 0) {
                    let at = start + limit;
                    format!(
                        r#"{{"rel":"next","href":"{own}/ogc/collections/zones/items?f=json&crs={crs}&limit={limit}&offset={at}"}}"#
                    )
                } else {
                    String::new()
                };
                let body = format!(
                    r#"{{"type":"FeatureCollection","numberMatched":{},"numberReturned":{},"links":[{next}],"features":[{}]}}"#,
                    promised(lie),
                    found.len(),
                    geojson(&found, lie)
                );
                let stated = if lie == Lie::SaysDegrees { "http://www.opengis.net/def/crs/OGC/1.3/CRS84" } else { crs };
                let reply = Reply::new(200, "application/geo+json", body).with("Content-Crs", &format!("<{stated}>"));
                let tries = if start > 0 { tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1 } else { 0 };
                around(reply, start > 0, lie, own, tries)
            }
            "/circle" => Reply::redirect("/circle"),
            _ => Reply::new(404, "application/json", r#"{"description":"Collection not found"}"#),
        }
    })
}

fn geojson(found: &[usize], lie: Lie) -> String {
    let features = found.iter().map(|index| {
        let geometry = point(*index, lie)
            .map_or_else(|| "null".to_owned(), |(x, y)| format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#));
        let fields = fields(*index, lie);
        format!(r#"{{"type":"Feature","id":"zones.{index}","geometry":{geometry},"properties":{{{fields}}}}}"#)
    });
    features.collect::<Vec<_>>().join(",")
}

/// A WFS 2.0 that gives GML or GeoJSON.
pub fn wfs(lie: Lie, in_gml: bool) -> Server {
    let tries = std::sync::atomic::AtomicUsize::new(0);
    Server::start(move |asked, own| {
        if asked.path == "/circle" {
            return Reply::redirect("/circle");
        }
        match (asked.value("request").as_deref(), asked.value("resultType").as_deref()) {
            (Some("GetCapabilities"), _) => Reply::xml(capabilities(in_gml)),
            (Some("GetFeature"), Some("hits")) => {
                Reply::xml(format!(r#"<wfs:FeatureCollection xmlns:wfs="w" numberMatched="{}"/>"#, promised(lie)))
            }
            (Some("GetFeature"), _) => {
                let start = asked.number("startIndex").unwrap_or(0);
                let found = indexes(start, asked.number("count").unwrap_or(MOST), lie);
                let reply = if in_gml {
                    Reply::xml(gml(&found, lie))
                } else {
                    let crs = if lie == Lie::SaysDegrees {
                        "urn:ogc:def:crs:OGC:1.3:CRS84"
                    } else {
                        "urn:ogc:def:crs:EPSG::28992"
                    };
                    Reply::json(format!(
                        r#"{{"type":"FeatureCollection","numberMatched":{},"numberReturned":{},
                           "crs":{{"type":"name","properties":{{"name":"{crs}"}}}},"features":[{}]}}"#,
                        promised(lie),
                        found.len(),
                        geojson(&found, lie)
                    ))
                };
                let tries = if start > 0 { tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1 } else { 0 };
                around(reply, start > 0, lie, own, tries)
            }
            _ => Reply::new(400, "text/plain", "what?"),
        }
    })
}

fn capabilities(in_gml: bool) -> String {
    let json = if in_gml { "" } else { "<ows:Value>application/json</ows:Value>" };
    format!(
        r#"<wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="w" xmlns:ows="o"><ows:OperationsMetadata>
        <ows:Operation name="GetFeature"><ows:Parameter name="outputFormat"><ows:AllowedValues>
        <ows:Value>application/gml+xml; version=3.2</ows:Value>{json}</ows:AllowedValues></ows:Parameter></ows:Operation>
        <ows:Constraint name="CountDefault"><ows:NoValues/><ows:DefaultValue>{MOST}</ows:DefaultValue></ows:Constraint>
        </ows:OperationsMetadata><FeatureTypeList>
        <FeatureType><Name>a:zones</Name><DefaultCRS>urn:ogc:def:crs:EPSG::28992</DefaultCRS></FeatureType>
        </FeatureTypeList></wfs:WFS_Capabilities>"#
    )
}

fn gml(found: &[usize], lie: Lie) -> String {
    let crs = if lie == Lie::SaysDegrees { "urn:ogc:def:crs:EPSG::4258" } else { "urn:ogc:def:crs:EPSG::28992" };
    let mut page = format!(
        r#"<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
           xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="a" numberMatched="{}" numberReturned="{}"
           xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a http://127.0.0.2:1/schema.xsd">"#,
        promised(lie),
        found.len()
    );
    for index in found {
        let geometry = point(*index, lie).map_or_else(String::new, |(x, y)| {
            format!(r#"<a:geom><gml:Point srsName="{crs}"><gml:pos>{x} {y}</gml:pos></gml:Point></a:geom>"#)
        });
        let depth = if lie == Lie::OtherField && *index >= MOST { "max_diepte" } else { "diepte" };
        write!(
            page,
            r#"<wfs:member><a:zones gml:id="zones.{index}">{geometry}<a:naam>p{index}</a:naam>
               <a:{depth}>{index}</a:{depth}></a:zones></wfs:member>"#
        )
        .unwrap();
    }
    page + "</wfs:FeatureCollection>"
}

/// A layer of an ArcGIS feature service.
pub fn arcgis(lie: Lie) -> Server {
    let tries = std::sync::atomic::AtomicUsize::new(0);
    Server::start(move |asked: &Asked, own| match asked.path.as_str() {
        "/rest/services/Zones/FeatureServer" => {
            Reply::json(r#"{"layers":[{"id":0,"name":"nature"},{"id":4,"name":"zones"}]}"#)
        }
        "/rest/services/Zones/FeatureServer/4" => Reply::json(format!(
            r#"{{"id":4,"name":"zones","type":"Feature Layer","objectIdField":"FID","maxRecordCount":{MOST},
               "advancedQueryCapabilities":{{"supportsPagination":true}},
               "fields":[{{"name":"FID","type":"esriFieldTypeOID"}},{{"name":"naam","type":"esriFieldTypeString"}}]}}"#
        )),
        "/rest/services/Zones/FeatureServer/4/query" if asked.value("returnCountOnly").is_some() => {
            Reply::json(format!(r#"{{"count":{}}}"#, promised(lie)))
        }
        "/rest/services/Zones/FeatureServer/4/query" => {
            let start = asked.number("resultOffset").unwrap_or(0);
            let found = indexes(start, asked.number("resultRecordCount").unwrap_or(MOST), lie);
            let exceeded = start + found.len() < POINTS && !matches!(lie, Lie::StopsEarly | Lie::Nothing);
            let features: Vec<String> = found.iter().map(|index| esri(*index, lie)).collect();
            let wkid = if lie == Lie::SaysDegrees { 4258 } else { 28992 };
            let reply = Reply::json(format!(
                r#"{{"objectIdFieldName":"FID","spatialReference":{{"wkid":{wkid}}},"features":[{}],
                   "exceededTransferLimit":{exceeded}}}"#,
                features.join(",")
            ));
            if lie == Lie::Exception && start > 0 {
                return Reply::json(r#"{"error":{"code":500,"message":"Error performing query","details":[]}}"#);
            }
            let tries = if start > 0 { tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1 } else { 0 };
            around(reply, start > 0, lie, own, tries)
        }
        "/circle" => Reply::redirect("/circle"),
        _ => Reply::json(r#"{"error":{"code":404,"message":"Service not found","details":[]}}"#),
    })
}

fn esri(index: usize, lie: Lie) -> String {
    let geometry = point(index, lie).map_or_else(String::new, |(x, y)| format!(r#","geometry":{{"x":{x},"y":{y}}}"#));
    format!(r#"{{"attributes":{{"FID":{index},{}}}{geometry}}}"#, fields(index, lie))
}
