//! Servers that lie: each lie is told, and no map comes of it.

use bodemtoets_fetch::{CensusFault, FetchError, Source};

use crate::server::Server;
use crate::services::{Lie, arcgis, ogc, wfs};
use crate::truth::{fetched, fetched_within, impatient, limits, source};

/// What each kind of service says of a lie.
fn said(lie: Lie) -> Vec<(&'static str, FetchError)> {
    let limits = || if matches!(lie, Lie::SlowDrip | Lie::Silence) { impatient() } else { limits() };
    let ask = |server: &Server, path: &str| {
        fetched_within(limits(), &source(&server.at(path))).map(|(collected, _)| collected)
    };
    let all = [
        ("OGC API", ask(&ogc(lie), "/ogc/collections/zones")),
        ("WFS, GeoJSON", ask(&wfs(lie, false), "/wfs")),
        ("WFS, GML", ask(&wfs(lie, true), "/wfs")),
        ("ArcGIS", ask(&arcgis(lie), "/rest/services/Zones/FeatureServer/4")),
    ];
    let refused = |(kind, asked): (&'static str, Result<_, FetchError>)| match asked {
        Err(error) => (kind, error),
        Ok(collected) => panic!("{lie:?}: {kind} was believed: {collected:?}"),
    };
    all.into_iter().map(refused).collect()
}

fn check(lie: Lie, is_meant: impl Fn(&FetchError) -> bool) {
    for (kind, error) in said(lie) {
        assert!(is_meant(&error), "{lie:?}: {kind} says {error:?}");
        for lang in [bodemtoets_words::lang::Lang::Nl, bodemtoets_words::lang::Lang::En] {
            assert!(!error.text(lang).is_empty());
        }
    }
}

fn found(error: &FetchError) -> Option<&CensusFault> {
    match error {
        FetchError::Census { fault, .. } => Some(fault),
        _ => None,
    }
}

#[test]
fn pages_that_repeat_are_seen() {
    check(Lie::RepeatedPage, |error| found(error) == Some(&CensusFault::RepeatedPage));
    check(Lie::Overlap, |error| matches!(found(error), Some(CensusFault::Twice { id }) if id.ends_with('9')));
}

#[test]
fn a_count_that_does_not_agree_is_seen() {
    check(Lie::PromisesLess, |error| matches!(error, FetchError::Count { promised: 20, .. }));
    check(Lie::PromisesMore, |error| matches!(error, FetchError::Count { promised: 30, received: 25, more: false }));
    check(Lie::StopsEarly, |error| matches!(error, FetchError::Count { promised: 25, received: 10, more: false }));
}

#[test]
fn an_error_in_the_middle_is_told_with_what_the_server_says() {
    check(
        Lie::ErrorInTheMiddle,
        |error| matches!(error, FetchError::Status { status: 500, said, tries: 2, .. } if said == "out of memory"),
    );
}

#[test]
fn no_redirect_leads_to_another_host_or_to_a_file() {
    for lie in [Lie::RedirectElsewhere, Lie::RedirectToFile, Lie::RedirectCircle] {
        check(lie, |error| matches!(error, FetchError::Redirect { .. }));
    }
}

#[test]
fn an_answer_without_end_is_left() {
    check(Lie::GzipBomb, |error| matches!(error, FetchError::TooLarge { .. }));
    check(Lie::SlowDrip, |error| matches!(error, FetchError::TooSlow { .. }));
    check(Lie::Silence, |error| matches!(error, FetchError::Connection { .. }));
}

#[test]
fn coordinates_that_were_not_asked_are_seen() {
    check(Lie::SwappedAxes, |error| matches!(found(error), Some(CensusFault::SwappedAxes { .. })));
    check(Lie::Degrees, |error| matches!(found(error), Some(CensusFault::Degrees { .. })));
    check(Lie::SaysDegrees, |error| matches!(error, FetchError::OtherCrs { .. }));
    check(Lie::OnePlace, |error| matches!(found(error), Some(CensusFault::OnePlace { .. })));
}

#[test]
fn what_is_no_data_is_told_apart() {
    check(Lie::Html, |error| matches!(error, FetchError::NotData { said, is_page: true, .. } if said == "Onderhoud"));
    check(Lie::Exception, |error| matches!(error, FetchError::NotData { is_page: false, .. }));
    check(Lie::Nothing, |error| found(error) == Some(&CensusFault::Empty));
}

#[test]
fn an_answer_that_breaks_off_is_seen() {
    check(Lie::CutOff, |error| matches!(error, FetchError::Connection { .. }));
    check(Lie::Unclosed, |error| matches!(error, FetchError::Malformed { .. }));
}

#[test]
fn a_feature_that_is_not_whole_is_named() {
    check(Lie::NoGeometry, |error| matches!(found(error), Some(CensusFault::NoGeometry { id }) if id.ends_with("12")));
    for (kind, error) in said(Lie::NotANumber) {
        let text = error.to_string();
        assert!(text.contains("12") || text.contains("feature 3") || text.contains("number"), "{kind}: {text}");
    }
}

#[test]
fn a_schema_that_changes_between_pages_is_seen() {
    // In GML all is text: a field of another type is seen by whoever reads it as a number.
    for (kind, error) in [Lie::OtherField].into_iter().flat_map(said) {
        assert!(matches!(found(&error), Some(CensusFault::FieldReplaced { .. })), "{kind}: {error:?}");
    }
    for server in [ogc(Lie::OtherType), arcgis(Lie::OtherType)] {
        let path = ["/ogc/collections/zones", "/rest/services/Zones/FeatureServer/4"];
        let errors: Vec<_> = path.iter().filter_map(|path| fetched(&source(&server.at(path))).err()).collect();
        assert!(errors.iter().any(|error| matches!(found(error), Some(CensusFault::FieldType { .. }))), "{errors:?}");
    }
}

#[test]
fn features_without_geometry_are_kept_when_that_is_asked() {
    let server = ogc(Lie::NoGeometry);
    let asked = Source { keep_empty: true, ..source(&server.at("/ogc/collections/zones")) };
    let (collected, _) = fetched(&asked).unwrap();
    assert_eq!((collected.features.received, collected.features.without_geometry), (25, 1));
}

#[test]
fn the_sentences_say_what_and_what_to_do() {
    let mut sentences = Vec::new();
    for lie in [Lie::RepeatedPage, Lie::Overlap, Lie::PromisesMore, Lie::SwappedAxes, Lie::Html, Lie::RedirectToFile] {
        let server = ogc(lie);
        let error = fetched(&source(&server.at("/ogc/collections/zones"))).unwrap_err();
        let text = error.to_string().replace(&server.address, "http://server");
        sentences.push(text.replace("&crs=http://www.opengis.net/def/crs/EPSG/0/28992", ""));
    }
    insta::assert_snapshot!(sentences.join("\n"));
}
