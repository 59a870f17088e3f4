//! Features cut out of a GeoJSON collection as it streams by.
//!
//! The text of a feature is cut out first and understood afterwards, so that one that is no
//! feature (a circle, a number) costs those after it nothing. A collection is whole or it is
//! nothing: text that is no collection, that breaks off, or that says it is one page of several
//! ends the stream with [`FeatureError::BrokenOff`].

use std::io::BufRead;

use super::collection::Members;

/// Bytes of one feature, at most: a ring of a million corners has 40 million.
pub const LONGEST_FEATURE_BYTES: usize = 256 << 20;

/// Bytes of a name or of a member beside the features, at most.
const LONGEST_MEMBER_BYTES: usize = 1 << 20;

/// Why the next feature of a stream is not there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeatureError {
    /// One feature that cannot be read; those after it follow.
    #[error("{0}")]
    Unreadable(String),
    /// The stream ends here, before its end: what came is not the whole, and nothing may rest on it.
    #[error("{0}")]
    BrokenOff(String),
}

/// The features of a collection, or why one cannot be understood.
#[derive(Debug)]
pub struct Features<R: BufRead> {
    text: Text<R>,
    state: State,
    count: u64,
    members: Members,
}

#[derive(Debug, PartialEq)]
enum State {
    Before,
    Within,
    After,
}

impl<R: BufRead> Features<R> {
    /// Reads from a buffered source, with or without a byte order mark.
    pub fn new(input: R) -> Self {
        Self { text: Text { input }, state: State::Before, count: 0, members: Members::default() }
    }

    /// Reads to the end without understanding the features: what the collection says of itself.
    ///
    /// # Errors
    /// [`FeatureError::BrokenOff`] when it is not a whole collection.
    pub fn into_members(mut self) -> Result<Members, FeatureError> {
        while self.cut(&mut None)? {}
        Ok(self.members)
    }

    /// Takes the text of the next feature; says whether there was one.
    fn cut(&mut self, kept: &mut Option<Vec<u8>>) -> Result<bool, FeatureError> {
        if self.state == State::Before {
            self.state = State::After;
            if !self
                .seek()
                .map_err(|why| FeatureError::BrokenOff(format!("not a GeoJSON feature collection: {why}")))?
            {
                return Err(broken("not a GeoJSON feature collection: it has no list of `features`"));
            }
            self.state = State::Within;
        }
        let cut = self.within(kept);
        if !matches!(cut, Ok(true)) {
            self.state = State::After;
        }
        cut.map_err(|why| broken(&format!("after {} features: {why}", self.count)))
    }

    /// Goes to the first feature; says whether there is a list of them.
    fn seek(&mut self) -> Result<bool, String> {
        self.text.skip_mark()?;
        match self.text.peek()? {
            Some(b'{') => self.text.next()?,
            Some(b'<') => return Err("it is XML or a page of HTML, as a portal sends instead of a file".to_owned()),
            Some(_) => return Err("it does not begin with `{`".to_owned()),
            None => return Err("it is empty".to_owned()),
        }
        self.seek_features()
    }

    /// Reads members up to a list of features, or to the end of the collection.
    fn seek_features(&mut self) -> Result<bool, String> {
        loop {
            match self.text.peek()? {
                Some(b'"') => {}
                Some(b',') => {
                    self.text.next()?;
                    continue;
                }
                Some(b'}') => {
                    self.text.next()?;
                    return Ok(false);
                }
                Some(other) => {
                    return Err(format!("`{}` stands where the name of a member is expected", char::from(other)));
                }
                None => return Err(ENDS.to_owned()),
            }
            let mut name = Some(Vec::new());
            self.text.value(&mut name, LONGEST_MEMBER_BYTES)?;
            match self.text.peek()? {
                Some(b':') => {}
                Some(_) => return Err("a name without a value".to_owned()),
                None => return Err(ENDS.to_owned()),
            }
            self.text.next()?;
            let name = name.and_then(|name| serde_json::from_slice::<String>(&name).ok()).unwrap_or_default();
            if name == "features" && self.state != State::Within && self.text.peek()? == Some(b'[') {
                self.text.next()?;
                return Ok(true);
            }
            let mut value = Members::knows(&name).then(Vec::new);
            self.text.value(&mut value, LONGEST_MEMBER_BYTES)?;
            if let Some(value) = value {
                self.members.set(&name, serde_json::from_slice(&value).map_err(|error| format!("`{name}`: {error}"))?);
            }
        }
    }

    fn within(&mut self, kept: &mut Option<Vec<u8>>) -> Result<bool, String> {
        if self.state != State::Within {
            return Ok(false);
        }
        while self.text.peek()? == Some(b',') {
            self.text.next()?;
        }
        if self.text.peek()? == Some(b']') {
            self.text.next()?;
            self.seek_features()?;
            if self.text.peek()?.is_some() {
                return Err("there is more text behind the end of the collection".to_owned());
            }
            self.members.check(self.count)?;
            return Ok(false);
        }
        // What is no JSON value runs on to the next comma: it costs itself and nothing else.
        loop {
            self.text.value(kept, LONGEST_FEATURE_BYTES)?;
            match self.text.peek()? {
                Some(b',' | b']') => break,
                Some(b'}') => return Err("a bracket is closed that was not opened".to_owned()),
                Some(_) => {}
                None => return Err(ENDS.to_owned()),
            }
        }
        self.count += 1;
        Ok(true)
    }
}

const ENDS: &str = "the file breaks off before the end of its features";

fn broken(why: &str) -> FeatureError {
    FeatureError::BrokenOff(why.to_owned())
}

impl<R: BufRead> Iterator for Features<R> {
    type Item = Result<geojson::Feature, FeatureError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut text = Some(Vec::new());
        match self.cut(&mut text) {
            Ok(true) => {
                let read = serde_json::from_slice(&text.unwrap_or_default());
                Some(read.map_err(|error| FeatureError::Unreadable(error.to_string())))
            }
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

/// JSON as far as its brackets and quotes.
#[derive(Debug)]
struct Text<R> {
    input: R,
}

impl<R: BufRead> Text<R> {
    fn skip_mark(&mut self) -> Result<(), String> {
        if self.input.fill_buf().map_err(|error| error.to_string())?.starts_with(b"\xef\xbb\xbf") {
            self.input.consume(3);
        }
        Ok(())
    }

    /// The next byte that is not white space, still to be read; nothing at the end.
    fn peek(&mut self) -> Result<Option<u8>, String> {
        loop {
            let buffer = self.input.fill_buf().map_err(|error| error.to_string())?;
            if buffer.is_empty() {
                return Ok(None);
            }
            if let Some(at) = buffer.iter().position(|byte| !byte.is_ascii_whitespace()) {
                let byte = buffer[at];
                self.input.consume(at);
                return Ok(Some(byte));
            }
            let length = buffer.len();
            self.input.consume(length);
        }
    }

    /// Takes the byte that [`Text::peek`] has shown.
    fn next(&mut self) -> Result<(), String> {
        self.peek()?;
        self.input.consume(1);
        Ok(())
    }

    /// Takes a value: up to the end of its brackets or quotes, or, of anything else, up to what can
    /// only come after it.
    fn value(&mut self, kept: &mut Option<Vec<u8>>, longest: usize) -> Result<(), String> {
        self.peek()?;
        // A bracket that closes another than the last one closes all within it: what is wrong costs itself only.
        let mut open: Vec<u8> = Vec::new();
        let (mut quoted, mut escaped, mut taken) = (false, false, 0_usize);
        loop {
            let buffer = self.input.fill_buf().map_err(|error| error.to_string())?;
            if buffer.is_empty() {
                return Err(ENDS.to_owned());
            }
            let mut end = None;
            for (at, byte) in buffer.iter().enumerate() {
                if quoted {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => quoted = false,
                        _ => {}
                    }
                    if !quoted && open.is_empty() {
                        end = Some(at + 1);
                        break;
                    }
                    continue;
                }
                match byte {
                    b'"' => quoted = true,
                    b'{' => open.push(b'}'),
                    b'[' => open.push(b']'),
                    b'}' | b']' if !open.is_empty() => {
                        let closed = open.iter().rposition(|closing| closing == byte).unwrap_or(open.len() - 1);
                        open.truncate(closed);
                        if open.is_empty() {
                            end = Some(at + 1);
                            break;
                        }
                    }
                    b',' | b'}' | b']' if open.is_empty() => {
                        end = Some(at);
                        break;
                    }
                    _ => {}
                }
            }
            let length = end.unwrap_or(buffer.len());
            taken += length;
            if taken > longest {
                return Err(format!("a value of more than {} MB", longest >> 20));
            }
            if let Some(kept) = kept {
                kept.extend_from_slice(&buffer[..length]);
            }
            self.input.consume(length);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<geojson::Feature, FeatureError>> {
        // A small buffer, so that every value is cut somewhere.
        Features::new(std::io::BufReader::with_capacity(7, text.as_bytes())).collect()
    }

    fn ends(text: &str) -> String {
        match read(text).pop() {
            Some(Err(FeatureError::BrokenOff(why))) => why,
            other => format!("{other:?}"),
        }
    }

    const FEATURE: &str = r#"{"type":"Feature","geometry":null,"properties":{"a":"]}\"{["}}"#;

    #[test]
    fn a_bad_feature_costs_itself_and_nothing_else() {
        let read =
            read(&format!(r#"{{"type":"FeatureCollection","features":[{FEATURE}, 5 x, {{"a":[1}}, {FEATURE}]}}"#));
        let good: Vec<bool> = read.iter().map(Result::is_ok).collect();
        assert_eq!(good, [true, false, false, true]);
        assert!(read.iter().filter_map(|it| it.as_ref().err()).all(|it| matches!(it, FeatureError::Unreadable(_))));
    }

    #[test]
    fn a_collection_that_is_cut_anywhere_is_never_whole() {
        let whole = format!(r#"{{"name":"x","features":[{FEATURE},{FEATURE}],"crs":null}}"#);
        assert!(read(&whole).iter().all(Result::is_ok));
        for end in 0..whole.len() {
            let cut = ends(&whole[..end]);
            assert!(cut.contains("not a GeoJSON feature collection") || cut.contains("breaks off"), "{end}: {cut}");
        }
    }

    #[test]
    fn what_is_no_collection_is_named() {
        assert!(ends("<!DOCTYPE html><html>").contains("HTML"));
        assert!(ends("").contains("empty"));
        assert!(ends(r#"{"exceptions":[{"code":"x"}]}"#).contains("no list of `features`"));
        assert!(ends(&format!(r#"{{"features":[{FEATURE}]}}{{"#)).contains("more text"));
    }

    #[test]
    fn one_page_of_several_is_not_the_whole() {
        for member in [
            r#""numberMatched":9"#,
            r#""numberReturned":2"#,
            r#""totalFeatures":9"#,
            r#""exceededTransferLimit":true"#,
            r#""properties":{"exceededTransferLimit":true}"#,
            r#""links":[{"rel":"self"},{"rel":"next","href":"?page=2"}]"#,
        ] {
            let why = ends(&format!(r#"{{"features":[{FEATURE}],{member}}}"#));
            assert!(why.contains("after 1 features"), "{why}");
        }
        let whole = r#""numberMatched":1,"numberReturned":1,"totalFeatures":"unknown","links":[{"rel":"self"}]"#;
        assert!(read(&format!(r#"{{{whole},"features":[{FEATURE}]}}"#)).iter().all(Result::is_ok));
    }

    #[test]
    fn members_are_found_before_and_behind_the_features() {
        let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}}"#;
        for text in
            [format!(r#"{{{crs},"features":[{FEATURE}]}}"#), format!(r#"{{"features":[{FEATURE}],"x":{{}},{crs}}}"#)]
        {
            let members = Features::new(text.as_bytes()).into_members().unwrap();
            assert_eq!(members.crs().as_deref(), Some("urn:ogc:def:crs:EPSG::28992"));
        }
    }
}
