//! Tiles, read back by a reader of their own.

use std::collections::BTreeMap;

use bodemtoets_space::Shape;
use geo::{Coord, Geometry, LineString, polygon};

use super::encoding::EXTENT;
use super::grid::{LEVELS, Square};
use super::outline::commands;
use crate::tests::{get, got_bytes};

/// A number, and the bytes after it.
fn varint(bytes: &[u8]) -> (u64, &[u8]) {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return (number, &bytes[at + 1..]);
        }
    }
    panic!("a number without an end");
}

/// The fields of a message: number and content, of numbers an empty one.
fn fields(mut bytes: &[u8]) -> Vec<(u64, u64, &[u8])> {
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let (tag, rest) = varint(bytes);
        let (number, rest) = varint(rest);
        if tag & 7 == 2 {
            let (content, rest) = rest.split_at(usize::try_from(number).unwrap());
            fields.push((tag >> 3, 0, content));
            bytes = rest;
        } else {
            assert_eq!(tag & 7, 0);
            fields.push((tag >> 3, number, &[][..]));
            bytes = rest;
        }
    }
    fields
}

/// The rings, lines or points that commands draw.
fn drawn(commands: &[u32]) -> Vec<Vec<(i64, i64)>> {
    let (mut parts, mut at, mut rest) = (Vec::<Vec<(i64, i64)>>::new(), (0, 0), commands.iter().copied());
    while let Some(command) = rest.next() {
        // The end of a ring draws to where it began.
        for _ in 0..if command & 7 == 7 { 0 } else { command >> 3 } {
            let mut step = || {
                let number = i64::from(rest.next().unwrap());
                if number & 1 == 0 { number / 2 } else { -number / 2 - 1 }
            };
            at = (at.0 + step(), at.1 + step());
            if command & 7 == 1 {
                parts.push(Vec::new());
            }
            parts.last_mut().unwrap().push(at);
        }
    }
    parts
}

fn twice_area(ring: &[(i64, i64)]) -> i64 {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

fn shape(geometry: impl Into<Geometry>) -> Shape {
    Shape::from_geometry(geometry.into()).unwrap().0
}

#[test]
fn squares_halve_with_each_level_and_end_where_the_grid_does() {
    let all = Square::of(0, 0, 0).unwrap();
    assert_eq!(all.units(Coord { x: -285_401.92, y: 903_401.92 }), (0, 0));
    assert_eq!(all.units(Coord { x: 595_401.92, y: 22_598.08 }), (4096, 4096));
    let quarter = Square::of(1, 1, 0).unwrap();
    assert_eq!(quarter.units(Coord { x: -285_401.92, y: 463_000.0 }), (0, 0));
    for (level, row, column) in [(0, 1, 0), (0, 0, 1), (1, 2, 0), (LEVELS, 0, 0), (40, 0, 0), (u32::MAX, 0, 0)] {
        assert!(Square::of(level, row, column).is_none(), "{level} {row} {column}");
    }
}

#[test]
fn a_hole_runs_the_other_way_and_both_are_cut_off_at_the_margin() {
    let square = Square::of(10, 512, 512).unwrap();
    let middle = square.window().center();
    let at = |x: f64, y: f64| Coord { x: middle.x + x, y: middle.y + y };
    let area = polygon!(
        exterior: [at(-9e3, -9e3), at(9e3, -9e3), at(9e3, 9e3), at(-9e3, 9e3)],
        interiors: [[at(-50.0, -50.0), at(50.0, -50.0), at(50.0, 50.0), at(-50.0, 50.0)]],
    );
    let rings = drawn(&commands(&shape(area), square).1);
    assert_eq!(rings.len(), 2);
    assert!(twice_area(&rings[0]) > 0 && twice_area(&rings[1]) < 0, "{rings:?}");
    let most = i64::from(EXTENT) + 64;
    assert!(rings.iter().flatten().all(|(x, y)| (-64..=most).contains(x) && (-64..=most).contains(y)), "{rings:?}");
    assert_eq!(twice_area(&rings[0]), 2 * (most + 64).pow(2), "the outer ring fills the tile");
}

#[test]
fn a_line_that_comes_back_is_drawn_in_two_parts() {
    let square = Square::of(10, 512, 512).unwrap();
    let (low, high) = (square.window().min(), square.window().max());
    let middle = square.window().center().y;
    let line = LineString(vec![
        Coord { x: low.x - 1e5, y: middle },
        Coord { x: high.x + 1e5, y: middle },
        Coord { x: high.x + 1e5, y: middle + 50.0 },
        Coord { x: low.x - 1e5, y: middle + 50.0 },
    ]);
    let lines = drawn(&commands(&shape(line), square).1);
    assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
}

#[test]
fn what_is_smaller_than_a_unit_or_elsewhere_is_not_drawn() {
    let square = Square::of(0, 0, 0).unwrap();
    let small = polygon![(x: 200_000.0, y: 400_000.0), (x: 200_010.0, y: 400_000.0), (x: 200_000.0, y: 400_010.0)];
    assert!(commands(&shape(small.clone()), square).1.is_empty());
    assert!(commands(&shape(small), Square::of(3, 0, 0).unwrap()).1.is_empty());
}

#[test]
fn every_zone_that_is_large_enough_is_in_the_tile_of_all_with_its_properties() {
    let bytes = got_bytes("/collections/zones/tiles/NetherlandsRDNewQuad/0/0/0");
    let layers = fields(&bytes);
    assert_eq!(layers.len(), 1);
    let layer = fields(layers[0].2);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let of = |field: u64| layer.iter().filter(move |(found, ..)| *found == field);
    assert_eq!(of(1).map(|(_, _, name)| text(name)).collect::<Vec<_>>(), ["zones"]);
    let keys: Vec<String> = of(3).map(|(_, _, key)| text(key)).collect();
    let values: Vec<String> = of(4).map(|(_, _, value)| text(fields(value)[0].2)).collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, feature) in of(2) {
        let (mut tags, mut told) =
            (fields(feature).into_iter().find(|(field, ..)| *field == 2).unwrap().2, BTreeMap::new());
        while !tags.is_empty() {
            let (key, rest) = varint(tags);
            let (value, rest) = varint(rest);
            told.insert(keys[usize::try_from(key).unwrap()].as_str(), values[usize::try_from(value).unwrap()].clone());
            tags = rest;
        }
        *kinds.entry(told["kind"].clone()).or_default() += 1;
        assert!(get(&format!("/collections/zones/items/{}", told["id"])).status == 200);
    }
    assert!(kinds["prohibition"] > 5, "{kinds:?}");
}

#[test]
fn a_tile_with_nothing_in_it_is_empty_and_one_outside_of_the_grid_is_none() {
    assert!(got_bytes("/collections/zones/tiles/NetherlandsRDNewQuad/5/0/0").is_empty());
    assert!(!got_bytes("/collections/abstractions/tiles/NetherlandsRDNewQuad/0/0/0").is_empty());
    for path in [
        "zones/tiles/NetherlandsRDNewQuad/1/2/0",
        "zones/tiles/NetherlandsRDNewQuad/99/0/0",
        "zones/tiles/NetherlandsRDNewQuad/a/0/0",
        "zones/tiles/WebMercatorQuad/0/0/0",
        "x/tiles/NetherlandsRDNewQuad/0/0/0",
    ] {
        assert_eq!(get(&format!("/collections/{path}")).status, 404, "{path}");
    }
    let tileset = get("/collections/zones/tiles").json();
    assert_eq!(tileset["tileMatrices"][0]["cellSize"], 3440.64);
    assert!(
        tileset["links"][0]["href"].as_str().unwrap().ends_with("/tiles/NetherlandsRDNewQuad/{level}/{row}/{column}")
    );
}
