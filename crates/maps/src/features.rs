//! Features cut out of a GeoJSON collection as it streams by.
//!
//! The text of a feature is cut out first and understood afterwards, so that one that is no
//! feature (a circle, a number) costs those after it nothing. What ends the stream is text that
//! is no JSON at all, or that breaks off.

use std::io::{BufRead, Bytes};
use std::iter::Peekable;

/// The features of a collection, or why one cannot be understood.
pub struct Features<R: BufRead> {
    bytes: Peekable<Bytes<R>>,
    state: State,
}

#[derive(PartialEq)]
enum State {
    Before,
    Within,
    After,
}

impl<R: BufRead> Features<R> {
    /// Reads from a buffered source.
    pub fn new(input: R) -> Self {
        Self { bytes: input.bytes().peekable(), state: State::Before }
    }

    fn next_byte(&mut self) -> Result<u8, String> {
        match self.bytes.next() {
            Some(Ok(byte)) => Ok(byte),
            Some(Err(error)) => Err(error.to_string()),
            None => Err("the file breaks off before the end of its features".to_owned()),
        }
    }

    /// The next byte that is not white space, still to be read.
    fn peek(&mut self) -> Result<u8, String> {
        loop {
            match self.bytes.peek() {
                Some(Ok(byte)) if !byte.is_ascii_whitespace() => return Ok(*byte),
                _ => self.next_byte()?,
            };
        }
    }

    /// Takes the rest of a text whose opening quote has been taken.
    fn text(&mut self, taken: &mut Vec<u8>) -> Result<(), String> {
        loop {
            let byte = self.next_byte()?;
            taken.push(byte);
            match byte {
                b'"' => return Ok(()),
                b'\\' => taken.push(self.next_byte()?),
                _ => {}
            }
        }
    }

    /// Goes to the first feature.
    fn seek(&mut self) -> Result<(), String> {
        let not_here = |_| "no list of `features` in it: not a GeoJSON feature collection".to_owned();
        let mut depth = 0_usize;
        loop {
            match self.next_byte().map_err(not_here)? {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => {
                    let mut name = Vec::new();
                    self.text(&mut name).map_err(not_here)?;
                    if depth == 1 && name == b"features\"" && self.peek().map_err(not_here)? == b':' {
                        self.next_byte()?;
                        if self.peek()? == b'[' {
                            self.next_byte()?;
                            return Ok(());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes the text of the next feature; `None` after the last.
    fn cut(&mut self) -> Result<Option<Vec<u8>>, String> {
        while self.peek()? == b',' {
            self.next_byte()?;
        }
        if self.peek()? == b']' {
            return Ok(None);
        }
        let mut taken = Vec::new();
        let mut depth = 0_usize;
        loop {
            let next = if depth == 0 { self.peek()? } else { self.next_byte()? };
            if depth == 0 {
                if matches!(next, b',' | b']') {
                    return Ok(Some(taken));
                }
                self.next_byte()?;
            }
            taken.push(next);
            match next {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b'"' => self.text(&mut taken)?,
                _ => {}
            }
        }
    }
}

impl<R: BufRead> Iterator for Features<R> {
    type Item = Result<geojson::Feature, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::After {
            return None;
        }
        let sought = if self.state == State::Before { self.seek() } else { Ok(()) };
        self.state = State::Within;
        match sought.and_then(|()| self.cut()) {
            Ok(Some(text)) => Some(serde_json::from_slice(&text).map_err(|error| error.to_string())),
            Ok(None) => {
                self.state = State::After;
                None
            }
            Err(problem) => {
                self.state = State::After;
                Some(Err(problem))
            }
        }
    }
}
