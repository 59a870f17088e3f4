//! Geometries as well-known text (WKT), as spreadsheets and databases write them.

use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

/// The geometry of a text such as `POLYGON ((0 0, 9 0, 9 9, 0 0))`, in the coordinates it is written
/// in. A leading `SRID=28992;` is passed over, and so are heights and measures.
///
/// ```
/// use bodemtoets_space::from_wkt;
/// assert!(from_wkt("SRID=28992;Polygon Z((0 0 1, 9 0 1, 9 9 1, 0 0 1))").is_ok());
/// assert_eq!(from_wkt("POLYGON ((0 0, 9 zero))").unwrap_err(), "`zero` is no number");
/// ```
///
/// # Errors
/// What is wrong, in a few words.
pub fn from_wkt(text: &str) -> Result<Geometry, String> {
    let text = match text.split_once(';') {
        Some((srid, rest)) if srid.trim().to_ascii_uppercase().starts_with("SRID") => rest,
        _ => text,
    };
    let open = text.find('(').ok_or_else(|| format!("`{}` has no coordinates", short(text)))?;
    let (words, body) = text.split_at(open);
    let words = words.to_ascii_uppercase();
    let mut words = words.split_whitespace();
    let kind = words.next().unwrap_or_default();
    let kind = kind.strip_suffix("ZM").or(kind.strip_suffix(['Z', 'M'])).unwrap_or(kind);
    if let Some(odd) = words.find(|word| !["Z", "M", "ZM"].contains(word)) {
        return Err(format!("`{}` is not understood", short(odd)));
    }
    let mut reader = Reader { rest: body.trim() };
    let list = reader.list(0)?;
    if !reader.rest.is_empty() {
        return Err(format!("`{}` comes after the end", short(reader.rest)));
    }
    list.geometry(kind).ok_or_else(|| format!("`{}` does not fit its coordinates, or is not understood", short(kind)))
}

/// Lists within lists, and places at the bottom.
enum List {
    Places(Vec<Coord>),
    Lists(Vec<List>),
}

impl List {
    fn geometry(self, kind: &str) -> Option<Geometry> {
        Some(match (kind, self) {
            ("POINT", Self::Places(places)) => match places.as_slice() {
                [one] => Point(*one).into(),
                _ => return None,
            },
            ("LINESTRING", Self::Places(places)) => LineString(places).into(),
            ("MULTIPOINT", Self::Places(places)) => MultiPoint(places.into_iter().map(Point).collect()).into(),
            ("MULTIPOINT", Self::Lists(lists)) => {
                let places = lists.into_iter().map(Self::places).collect::<Option<Vec<_>>>()?;
                MultiPoint(places.into_iter().flatten().map(Point).collect()).into()
            }
            ("MULTILINESTRING", Self::Lists(lists)) => MultiLineString(rings(lists)?).into(),
            ("POLYGON", list) => list.polygon()?.into(),
            ("MULTIPOLYGON", Self::Lists(lists)) => {
                MultiPolygon(lists.into_iter().map(Self::polygon).collect::<Option<Vec<_>>>()?).into()
            }
            _ => return None,
        })
    }

    fn places(self) -> Option<Vec<Coord>> {
        if let Self::Places(places) = self { Some(places) } else { None }
    }

    fn polygon(self) -> Option<Polygon> {
        let Self::Lists(lists) = self else { return None };
        let mut rings = rings(lists)?.into_iter();
        Some(Polygon::new(rings.next()?, rings.collect()))
    }
}

fn rings(lists: Vec<List>) -> Option<Vec<LineString>> {
    lists.into_iter().map(|list| list.places().map(LineString)).collect()
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Reads what stands between brackets. No geometry has more than three of them in each other.
    fn list(&mut self, depth: u8) -> Result<List, String> {
        if depth > 2 {
            return Err("it has too many brackets".to_owned());
        }
        self.take('(')?;
        if !self.rest.starts_with('(') {
            let end = self.rest.find(['(', ')']).ok_or("a bracket is not closed")?;
            let (places, rest) = self.rest.split_at(end);
            let places = places.split(',').map(place).collect::<Result<Vec<_>, _>>()?;
            self.rest = rest;
            self.take(')')?;
            return Ok(List::Places(places));
        }
        let mut lists = vec![self.list(depth + 1)?];
        while self.rest.starts_with(',') {
            self.take(',')?;
            lists.push(self.list(depth + 1)?);
        }
        self.take(')')?;
        Ok(List::Lists(lists))
    }

    fn take(&mut self, sign: char) -> Result<(), String> {
        let rest = self.rest.strip_prefix(sign).ok_or_else(|| match self.rest {
            "" => "a bracket is not closed".to_owned(),
            rest => format!("`{}` stands where `{sign}` is expected", short(rest)),
        })?;
        self.rest = rest.trim_start();
        Ok(())
    }
}

fn place(text: &str) -> Result<Coord, String> {
    let mut numbers = text.split_whitespace().map(|word| {
        let number: Result<f64, _> = word.parse();
        number.ok().filter(|number| number.is_finite()).ok_or_else(|| format!("`{}` is no number", short(word)))
    });
    let (x, y) = (numbers.next(), numbers.next());
    let (Some(x), Some(y)) = (x, y) else { return Err(format!("`{}` is no place", short(text.trim()))) };
    let (x, y) = (x?, y?);
    numbers.try_for_each(|number| number.map(drop))?;
    Ok(Coord { x, y })
}

/// The beginning of a text, to show.
fn short(text: &str) -> String {
    text.trim().chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::wkt;

    #[test]
    fn every_sort_is_read() {
        let hole: Polygon = wkt!(POLYGON((0. 0., 4. 0., 4. 4., 0. 0.), (1. 1., 2. 1., 2. 2., 1. 1.)));
        assert_eq!(from_wkt("polygon((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1))"), Ok(hole.clone().into()));
        assert_eq!(
            from_wkt("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0), (1 1, 2 1, 2 2, 1 1)))"),
            Ok(MultiPolygon(vec![hole]).into())
        );
        assert_eq!(from_wkt("POINT(1.5 -2)"), Ok(Point::new(1.5, -2.0).into()));
        let two: Geometry = MultiPoint(vec![Point::new(1.0, 2.0), Point::new(3.0, 4.0)]).into();
        assert_eq!(from_wkt("MULTIPOINT (1 2, 3 4)"), Ok(two.clone()));
        assert_eq!(from_wkt("MULTIPOINT ((1 2), (3 4))"), Ok(two));
        assert!(
            from_wkt("LINESTRING M (1 2 3, 3 4 5)").is_ok() && from_wkt("MULTILINESTRINGZM((1 2 0 0,3 4 0 0))").is_ok()
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, why) in [
            ("", "`` has no coordinates"),
            ("POLYGON EMPTY", "`POLYGON EMPTY` has no coordinates"),
            ("POLYGON ((0 0, 4 0, 4 4, 0 0)", "a bracket is not closed"),
            ("POLYGON ((0 0, 4 0, 4 4, 0 0))x", "`x` comes after the end"),
            ("POLYGON (0 0, 4 0)", "`POLYGON` does not fit its coordinates, or is not understood"),
            ("CIRCLE (0 0, 4 0)", "`CIRCLE` does not fit its coordinates, or is not understood"),
            ("POLYGON ((((0 0))))", "it has too many brackets"),
            ("POINT (1)", "`1` is no place"),
            ("POINT (1 NaN)", "`NaN` is no number"),
            ("POINT (1 2) (3", "`(3` comes after the end"),
        ] {
            assert_eq!(from_wkt(text), Err(why.to_owned()), "{text}");
        }
    }
}
