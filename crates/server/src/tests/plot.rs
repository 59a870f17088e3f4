//! `POST /plot`.

use super::{get, post};

/// A square that lies partly in the prohibition area of Beilen.
const PLOT: &str = "{\"type\":\"Polygon\",\"coordinates\":[[[232000,542300],[233500,542300],[233500,543500],[232000,543500],[232000,542300]]]}";

#[test]
fn a_plot_is_told_part_by_part() {
    let uri = "/plot?system=closed&drilling_depth_m=60&date=2026-11-21";
    let verdict = post(uri, "application/geo+json", PLOT).json();
    assert_eq!(verdict["schema"], "bodemtoets/plot/1");
    assert!((verdict["area_m2"].as_f64().unwrap() - 1_800_000.0).abs() < 1e-3);
    let parts = verdict["parts"].as_array().unwrap();
    assert!(parts.len() > 1, "{verdict:#}");
    let features = post(&format!("{uri}&f=geojson"), "application/geo+json", PLOT).json();
    assert_eq!(features["features"].as_array().unwrap().len(), parts.len());
    let page = post(&format!("{uri}&f=html&lang=en"), "application/geo+json", PLOT);
    assert!(page.status == 200 && page.body.contains("<h1>A plot</h1>"), "{}", page.body);
}

#[test]
fn loops_are_placed_when_asked_for() {
    let plot = PLOT
        .replace("232000", "232600")
        .replace("542300", "545000")
        .replace("233500", "232700")
        .replace("543500", "545100");
    let uri = "/plot?system=closed&drilling_depth_m=15&date=2026-11-21&place=loops&loops=4";
    let verdict = post(uri, "application/json", plot).json();
    assert!(verdict["placement"].is_object(), "{verdict:#}");
}

#[test]
fn what_is_no_plot_is_refused() {
    let point = "{\"type\":\"Point\",\"coordinates\":[232000,542300]}";
    for (body, said) in [
        (point.to_owned(), "geometry: "),
        (
            "{\"type\":\"FeatureCollection\",\"features\":[]}".to_owned(),
            "features: one is needed here, and there are 0",
        ),
        ("[]".to_owned(), "JSON: "),
    ] {
        let detail = post("/plot?system=closed&lang=en", "application/geo+json", body).detail(400);
        assert!(detail.starts_with(said), "{detail}");
    }
    let corners: Vec<String> = (0..10_100)
        .map(|at| {
            let angle = f64::from(at) / 10_100.0 * std::f64::consts::TAU;
            format!("[{:.3},{:.3}]", 232_000.0 + 500.0 * angle.cos(), 545_000.0 + 500.0 * angle.sin())
        })
        .collect();
    let many = format!("{{\"type\":\"Polygon\",\"coordinates\":[[{},{}]]}}", corners.join(","), corners[0]);
    let detail = post("/plot?system=closed&lang=en", "application/geo+json", many).detail(400);
    assert!(detail.contains("10000") || detail.contains("10,000") || detail.contains("10 000"), "{detail}");
    assert_eq!(get("/plot").status, 405);
}
