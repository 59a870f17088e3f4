//! The format of a vector tile (Mapbox Vector Tile 2.1): layers of features, as protocol buffers.

use std::collections::HashMap;

/// Units along the side of a tile.
pub(super) const EXTENT: u32 = 4096;

/// What a feature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GeometryKind {
    /// Places.
    Point,
    /// Lines.
    Line,
    /// Areas.
    Polygon,
}

/// A tile.
#[derive(Debug, Default)]
pub(super) struct Tile(Vec<u8>);

/// A layer of a tile.
#[derive(Debug)]
pub(super) struct Layer {
    name: &'static str,
    features: Vec<u8>,
    keys: Names,
    values: Names,
}

/// Texts, each with its place in a list.
#[derive(Debug, Default)]
struct Names {
    list: Vec<String>,
    places: HashMap<String, u64>,
}

impl Names {
    fn place(&mut self, text: &str) -> u64 {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.list.len() as u64;
        self.list.push(text.to_owned());
        self.places.insert(text.to_owned(), place);
        place
    }
}

impl Tile {
    /// Adds a layer; one without features is left out.
    pub(super) fn push(&mut self, layer: &Layer) {
        if layer.features.is_empty() {
            return;
        }
        let mut bytes = Vec::new();
        put_bytes(&mut bytes, 1, layer.name.as_bytes());
        bytes.extend_from_slice(&layer.features);
        for key in &layer.keys.list {
            put_bytes(&mut bytes, 3, key.as_bytes());
        }
        for value in &layer.values.list {
            let mut text = Vec::new();
            put_bytes(&mut text, 1, value.as_bytes());
            put_bytes(&mut bytes, 4, &text);
        }
        put_number(&mut bytes, 5, EXTENT.into());
        put_number(&mut bytes, 15, 2);
        put_bytes(&mut self.0, 3, &bytes);
    }

    /// The tile; nothing when it has no layers.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Layer {
    /// A layer without features.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, features: Vec::new(), keys: Names::default(), values: Names::default() }
    }

    /// Adds a feature.
    pub(super) fn push(&mut self, id: u64, kind: GeometryKind, commands: &[u32], properties: &[(&str, &str)]) {
        let (mut feature, mut tags, mut geometry) = (Vec::new(), Vec::new(), Vec::new());
        for (key, value) in properties {
            put_varint(&mut tags, self.keys.place(key));
            put_varint(&mut tags, self.values.place(value));
        }
        for command in commands {
            put_varint(&mut geometry, (*command).into());
        }
        put_number(&mut feature, 1, id);
        put_bytes(&mut feature, 2, &tags);
        let kind = match kind {
            GeometryKind::Point => 1,
            GeometryKind::Line => 2,
            GeometryKind::Polygon => 3,
        };
        put_number(&mut feature, 3, kind);
        put_bytes(&mut feature, 4, &geometry);
        put_bytes(&mut self.features, 2, &feature);
    }
}

/// Goes to places without drawing.
pub(super) fn move_to(commands: &mut Vec<u32>, at: &mut (i32, i32), places: &[(i32, i32)]) {
    put_command(commands, at, 1, places);
}

/// Draws lines to places.
pub(super) fn line_to(commands: &mut Vec<u32>, at: &mut (i32, i32), places: &[(i32, i32)]) {
    if !places.is_empty() {
        put_command(commands, at, 2, places);
    }
}

/// Draws a line to where the ring began.
pub(super) fn ring_end(commands: &mut Vec<u32>) {
    commands.push(7 | 1 << 3);
}

fn put_command(commands: &mut Vec<u32>, at: &mut (i32, i32), command: u32, places: &[(i32, i32)]) {
    commands.push(command | u32::try_from(places.len()).unwrap_or(0) << 3);
    for place in places {
        commands.extend([zigzag(place.0 - at.0), zigzag(place.1 - at.1)]);
        *at = *place;
    }
}

/// A number of either sign as one without: 0, -1, 1, -2 become 0, 1, 2, 3.
fn zigzag(number: i32) -> u32 {
    (number << 1 ^ number >> 31).cast_unsigned()
}

fn put_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or(0));
}

fn put_number(bytes: &mut Vec<u8>, field: u64, number: u64) {
    put_varint(bytes, field << 3);
    put_varint(bytes, number);
}

fn put_bytes(bytes: &mut Vec<u8>, field: u64, content: &[u8]) {
    put_varint(bytes, field << 3 | 2);
    put_varint(bytes, content.len() as u64);
    bytes.extend_from_slice(content);
}
