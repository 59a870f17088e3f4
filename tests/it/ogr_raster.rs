//! Rasters through the worker: written, read back, and refused in sentences.

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use bodemtoets_ogr::{Band, OgrError, Raster, raster_info, read_raster, write_raster};

type Outcome = Result<(), Box<dyn Error>>;

/// Also makes sure that the worker is built before these tests run.
const WORKER: &str = env!("CARGO_BIN_EXE_bodemtoets-ogr");

/// A raster whose every value tells where it is; in its second band, every seventh cell has none.
fn raster(columns: usize, rows: usize, nodata: f32) -> Raster {
    let value = |at: usize| f32::from(u16::try_from(at % 60_000).unwrap_or_default());
    let values = |band: usize| {
        let cells = 0..columns * rows;
        cells.map(|at| if band == 1 && at % 7 == 0 { f32::NAN } else { value(at) / 8.0 - 100.0 }).collect()
    };
    let band = |name: &str, unit: &str, values| Band { name: name.to_owned(), unit: unit.to_owned(), values };
    Raster {
        crs: "EPSG:28992".to_owned(),
        left_m: 10_000.0,
        top_m: 620_000.5,
        cell_m: 25.0,
        columns,
        rows,
        nodata,
        bands: vec![band("Diepte <ë> & \"m\"", "m", values(0)), band("Straal", "", values(1))],
    }
}

fn names(folder: &Path) -> Result<Vec<String>, std::io::Error> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, _>>()?;
    names.sort();
    Ok(names)
}

/// The sentence of a refusal.
fn refusal<T>(result: Result<T, OgrError>) -> String {
    match result {
        Err(OgrError::Refused(sentence)) => sentence,
        Err(other) => format!("not a refusal: {other}"),
        Ok(_) => "no refusal at all".to_owned(),
    }
}

#[test]
fn values_and_place_come_back_as_they_were() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("d'één \"kaart\".tif");
    for nodata in [-9999.0, f32::MIN, 0.1, f32::NAN] {
        let written = raster(13, 7, nodata);
        write_raster(&path, &written)?;
        assert_eq!(names(folder.path())?, ["d'één \"kaart\".tif"]);
        let (info, values) = read_raster(&path)?;
        assert_eq!((info.driver.as_str(), info.crs.as_deref()), ("GTiff", Some("EPSG:28992")));
        assert_eq!(info.transform, Some([10_000.0, 25.0, 0.0, 620_000.5, 0.0, -25.0]));
        assert_eq!((info.columns, info.rows), (13, 7));
        assert_eq!((info.layout.as_deref(), info.compression.as_deref()), (Some("COG"), Some("DEFLATE")));
        for ((written, found), band) in written.bands.iter().zip(&values).zip(&info.bands) {
            assert_eq!((&band.name, &band.unit), (&written.name, &written.unit));
            assert_eq!(band.nodata.as_deref(), Some(f64::from(nodata).to_string().as_str()));
            let expected = written.values.iter().map(|value| if value.is_nan() { nodata } else { *value });
            assert!(expected.map(f32::to_bits).eq(found.iter().map(|value| value.to_bits())), "{nodata}");
        }
        assert_eq!(info.bands[0].cells, 91);
        assert_eq!((info.bands[0].min, info.bands[0].max), (Some(-100.0), Some(-88.75)));
        assert_eq!((info.bands[0].sum, info.bands[1].cells), (Some(-91.0 * 94.375), 78));
    }
    Ok(())
}

#[test]
fn a_large_raster_can_be_seen_from_afar() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("large.tif");
    let written = raster(1500, 1100, -9999.0);
    write_raster(&path, &written)?;
    let (info, values) = read_raster(&path)?;
    assert_eq!(info.block, (512, 512));
    assert_eq!(info.overviews, [(750, 550), (375, 275)]);
    assert_eq!(values[0], written.bands[0].values);
    assert_eq!(info, raster_info(&path)?);
    Ok(())
}

#[test]
fn a_raster_without_any_value_is_one() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("empty.tif");
    let mut empty = raster(1, 1, -9999.0);
    for band in &mut empty.bands {
        band.values = vec![f32::NAN];
    }
    write_raster(&path, &empty)?;
    let info = raster_info(&path)?;
    assert_eq!((info.bands[0].cells, info.bands[0].min, info.bands[0].max), (0, None, None));
    Ok(())
}

/// Gives the worker these bytes; its sentence.
fn by_hand(path: &Path, bytes: &[u8]) -> Result<String, Box<dyn Error>> {
    let mut worker =
        Command::new(WORKER).arg("write-raster").arg(path).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // The worker may have stopped listening before the last byte.
    let _ = worker.stdin.take().ok_or("no pipe")?.write_all(bytes);
    let output = worker.wait_with_output()?;
    assert_eq!(output.status.code(), Some(1));
    Ok(String::from_utf8(output.stderr)?)
}

#[test]
fn what_is_not_whole_changes_nothing() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("out.tif");
    fs::write(&path, "what was there")?;
    let line = |columns: &str, cell: &str, crs: &str, bands: &str| {
        format!(
            r#"{{"crs":"{crs}","left_m":0,"top_m":0,"cell_m":{cell},"columns":{columns},"rows":2,"bands":[{bands}]}}"#
        ) + "\n"
    };
    let good = line("3", "25", "EPSG:28992", r#"{"name":"a"}"#);
    for (line, count, part) in [
        (good.clone(), 23, "the values stop after 23 of 24 bytes"),
        (good.clone(), 0, "the values stop after 0 of 24 bytes"),
        (good, 25, "more values came than the 24 bytes that the first line asks for"),
        (String::new(), 0, "the first line does not describe a raster"),
        (line("0", "25", "EPSG:28992", r#"{"name":"a"}"#), 0, "cannot have 0 columns and 2 rows"),
        (line("2147483648", "25", "EPSG:28992", r#"{"name":"a"}"#), 0, "cannot have 2147483648 columns"),
        (line("3", "25", "EPSG:28992", ""), 0, "cannot have 0 bands"),
        (line("3", "-1", "EPSG:28992", r#"{"name":"a"}"#), 24, "its cells cannot be -1 m wide"),
        (line("3", "25", "EPSG:4258", r#"{"name":"a"}"#), 24, "`EPSG:4258` is not in metres"),
        (line("3", "25", "nonsense", r#"{"name":"a"}"#), 24, "`nonsense` is not a coordinate system"),
        (line("3", "25", "EPSG:28992", r#"{"name":"a\u0001"}"#), 24, "is no name or unit of a band"),
    ] {
        let sentence = by_hand(&path, &[line.as_bytes(), &vec![0; count]].concat())?;
        assert!(sentence.contains(part), "{sentence}");
        assert_eq!(names(folder.path())?, ["out.tif"]);
        assert_eq!(fs::read_to_string(&path)?, "what was there");
    }
    Ok(())
}

#[test]
fn refusals_say_what_is_wrong() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("out.tif");
    let sentence = refusal(write_raster(&folder.path().join("no/out.tif"), &raster(600, 600, 0.0)));
    assert!(sentence.contains("there is no folder"), "{sentence}");
    let degrees = Raster { crs: "EPSG:4258".to_owned(), ..raster(600, 600, 0.0) };
    let sentence = refusal(write_raster(&path, &degrees));
    assert!(sentence.ends_with("use EPSG:28992 (RD New)"), "{sentence}");
    let sentence = refusal(write_raster(&path, &Raster { rows: 8, ..raster(13, 7, 0.0) }));
    assert!(sentence.ends_with("has 91 values, and 13 columns and 8 rows need 104"), "{sentence}");
    assert!(names(folder.path())?.is_empty());

    let sentence = refusal(raster_info(&path));
    assert!(sentence.ends_with("out.tif: no such file"), "{sentence}");
    fs::write(&path, "no map\n")?;
    let sentence = refusal(raster_info(&path));
    assert!(sentence.contains("not recognized as a supported file format"), "{sentence}");
    write_raster(&path, &raster(600, 600, 0.0))?;
    let whole = fs::read(&path)?;
    fs::write(&path, &whole[..whole.len() / 2])?;
    let sentence = refusal(read_raster(&path));
    assert!(sentence.starts_with("cannot read"), "{sentence}");
    Ok(())
}
