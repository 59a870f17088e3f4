//! The map of a heat pump as a table: a row for each part load and temperature.

use std::collections::BTreeMap;

use super::problem::{Problem, unreadable};
use super::pump_map::{Column, PumpMap, usual_evaporator_c};
use super::table::Table;

const COLUMNS: [&str; 4] = ["condenser_return_c", "part_load_pct", "condenser_kw", "electricity_kw"];

impl PumpMap {
    /// Reads a map from CSV with the columns `condenser_return_c`, `part_load_pct`, `condenser_kw` and
    /// `electricity_kw`, in any order of columns and rows. Its rating is the heat at 100 % of the lowest
    /// temperature; `what` is its name, and names it in messages.
    ///
    /// # Errors
    /// When a column or a cell is missing or no number, a point is there twice, or the map is impossible.
    pub fn from_csv(what: &str, text: &str) -> Result<Self, Problem> {
        let table = Table::read(what, text)?;
        let mut places = [0; COLUMNS.len()];
        for (place, name) in places.iter_mut().zip(COLUMNS) {
            *place = table.column(what, &[name])?;
        }
        // Thousandths, so that they can be compared and sorted.
        let mut points: BTreeMap<(i64, i64), (f64, f64)> = BTreeMap::new();
        for row in &table.rows {
            let line = row.0;
            let mut values = [0.0; COLUMNS.len()];
            for ((value, place), name) in values.iter_mut().zip(places).zip(COLUMNS) {
                let empty = || unreadable(what, format!("line {line}: {name} is ``, which is not a number"));
                *value = table.number(what, name, row, place)?.ok_or_else(empty)?;
            }
            let [temperature, load, heat, electricity] = values;
            if points.insert((thousandths(temperature), thousandths(load)), (heat, electricity)).is_some() {
                return Err(unreadable(what, format!("line {line}: {load} % at {temperature} degC is there twice")));
            }
        }
        let unique = |read: fn(&(i64, i64)) -> i64| {
            let mut values: Vec<i64> = points.keys().map(read).collect();
            values.sort_unstable();
            values.dedup();
            values
        };
        let (temperatures, loads) = (unique(|point| point.0), unique(|point| point.1));
        let mut columns = Vec::new();
        for temperature in &temperatures {
            let mut column = Column {
                condenser_return_c: whole(*temperature),
                condenser_kw: Vec::new(),
                electricity_kw: Vec::new(),
            };
            for load in &loads {
                let (heat, electricity) = points.get(&(*temperature, *load)).ok_or_else(|| {
                    let (load, temperature) = (whole(*load), whole(*temperature));
                    unreadable(what, format!("no row for {load} % at {temperature} degC: every part load needs one"))
                })?;
                column.condenser_kw.push(*heat);
                column.electricity_kw.push(*electricity);
            }
            columns.push(column);
        }
        let rated_kw = columns.first().and_then(|column| column.condenser_kw.last()).copied().unwrap_or_default();
        let map = Self {
            name: what.to_owned(),
            source: what.to_owned(),
            rated_kw,
            evaporator_c: usual_evaporator_c(),
            part_load_pct: loads.into_iter().map(whole).collect(),
            columns,
        };
        map.check(what)?;
        Ok(map)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a temperature or a per cent; a cast saturates")]
fn thousandths(value: f64) -> i64 {
    (value * 1000.0).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "a temperature or a per cent")]
fn whole(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn carrier() -> String {
        let map = PumpMap::carrier().unwrap();
        let mut text = "part_load_pct;condenser_return_c;condenser_kw;electricity_kw;remark\n".to_owned();
        for column in &map.columns {
            for (step, load) in map.part_load_pct.iter().enumerate() {
                let (at, heat) = (column.condenser_return_c, column.condenser_kw[step]);
                let row = format!("{load};{at};{heat};{};Tabel 15\n", column.electricity_kw[step]);
                // Decimal commas, as a Dutch spreadsheet writes them.
                write!(text, "{}", row.replace('.', ",")).unwrap();
            }
        }
        text
    }

    fn refused(text: &str) -> String {
        PumpMap::from_csv("mine.csv", text).unwrap_err().to_string()
    }

    #[test]
    fn the_table_is_the_map() {
        let (table, map) = (PumpMap::from_csv("mine.csv", &carrier()).unwrap(), PumpMap::carrier().unwrap());
        assert_eq!((table.columns, table.part_load_pct), (map.columns, map.part_load_pct));
        assert!((table.rated_kw - map.rated_kw).abs() < 1e-9);
    }

    #[test]
    fn holes_repetitions_and_words_are_refused() {
        let all = carrier();
        assert_eq!(
            refused(&all.replace("20;30;103,5;17,9;Tabel 15\n", "")),
            "mine.csv: no row for 20 % at 30 degC: every part load needs one"
        );
        assert_eq!(
            refused(&all.replace("30;30;114,2", "20;30;114,2")),
            "mine.csv: line 3: 20 % at 30 degC is there twice"
        );
        assert_eq!(
            refused(&all.replace("30;30;114,2", "30;30;")),
            "mine.csv: line 3: condenser_kw is ``, which is not a number"
        );
        assert_eq!(
            refused("part_load_pct,condenser_kw\n"),
            "mine.csv: no column `condenser_return_c`; there are `part_load_pct`, `condenser_kw`"
        );
    }
}
