//! Cells as rows: of a table, or as features.

use geo::Rect;
use geojson::{Feature, Geometry, GeometryValue, JsonObject};

use bodemtoets_ogr::{Field, FieldType};
use bodemtoets_screening::density::{Cell, DensityMap, End, Level, Measure};
use bodemtoets_words::words::{Page, rounded};

/// The cells of a map as rows; with a map from before, each measure also with what has changed since.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    map: &'a DensityMap,
    before: Option<&'a DensityMap>,
}

/// More than the model knows.
const DECIMALS: i32 = 4;

const ENDS: [End; 2] = [End::Low, End::High];

impl<'a> Table<'a> {
    /// Of a map, and perhaps one of the same cells from before.
    #[must_use]
    pub fn of(map: &'a DensityMap, before: Option<&'a DensityMap>) -> Self {
        Self { map, before }
    }

    /// The columns of numbers: both ends of each measure, and what has changed.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let ends = || Measure::ALL.into_iter().flat_map(|measure| ENDS.map(|end| measure.column(end)));
        let changes = ends().map(|column| format!("{column}_change")).filter(|_| self.before.is_some());
        ends().chain(changes).collect()
    }

    /// The attributes of a layer, in which a cell is a feature.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::new("level", FieldType::Text)];
        fields.extend(["x", "y"].map(|name| Field::new(name, FieldType::Real)));
        fields.extend(self.columns().into_iter().map(|name| Field::new(name, FieldType::Real)));
        fields
    }

    /// The cells of a level with anything in them or in the way of a new doublet, with the numbers of the
    /// columns, in the order of the grid.
    pub fn rows(&self, level: Level) -> impl Iterator<Item = (usize, Vec<f64>)> + '_ {
        self.map.cells(level).map(move |(index, cell)| (index, self.numbers(level, index, cell)))
    }

    fn numbers(&self, level: Level, index: usize, cell: &Cell) -> Vec<f64> {
        let of = |cell: &Cell| -> Vec<f64> {
            let both = |measure| ENDS.map(|end| rounded(cell.end(measure, end), DECIMALS));
            Measure::ALL.into_iter().flat_map(both).collect()
        };
        let mut numbers = of(cell);
        if let Some(before) = self.before.and_then(|before| before.cell(level, index)) {
            let changes: Vec<f64> =
                numbers.iter().zip(of(before)).map(|(now, was)| rounded(now - was, DECIMALS)).collect();
            numbers.extend(changes);
        }
        numbers
    }

    /// A cell as a feature in RD New: its square, with the columns.
    #[must_use]
    pub fn feature(&self, level: Level, index: usize, numbers: &[f64]) -> Feature {
        let middle = self.map.grid.centre(index);
        let mut properties = JsonObject::new();
        properties.insert("level".to_owned(), level.slug().into());
        properties.insert("x".to_owned(), middle.x.into());
        properties.insert("y".to_owned(), middle.y.into());
        for (column, number) in self.columns().into_iter().zip(numbers) {
            properties.insert(column, (*number).into());
        }
        let geometry = Geometry::new(square(self.map.grid.square(index)));
        Feature { geometry: Some(geometry), properties: Some(properties), ..Feature::default() }
    }

    /// All levels as CSV: a cell at a level is a row.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut page = Page::new();
        page.line(format_args!("level,x,y,{}", self.columns().join(",")));
        for level in &self.map.levels {
            let slug = level.slug();
            for (index, numbers) in self.rows(*level) {
                let middle = self.map.grid.centre(index);
                page.put(format_args!("{slug},{},{}", middle.x, middle.y));
                for number in numbers {
                    page.put(format_args!(",{number}"));
                }
                page.line("");
            }
        }
        page.finish()
    }
}

fn square(square: Rect) -> GeometryValue {
    let (low, high) = (square.min(), square.max());
    let ring = [[low.x, low.y], [high.x, low.y], [high.x, high.y], [low.x, high.y], [low.x, low.y]];
    GeometryValue::new_polygon([ring])
}
