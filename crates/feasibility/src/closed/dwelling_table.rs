//! Many dwellings, from CSV.

use super::dwelling::Dwelling;
use crate::problem::{Problem, unreadable};
use crate::table::Table;

/// A dwelling of a row with how deep may be drilled there, m, or why the row cannot be used.
type Row = Result<(Dwelling, Option<f64>), Problem>;

const NUMBERS: [&str; 7] = ["area_m2", "persons", "gas_m3", "heat_kwh", "hot_water_kwh", "cooling_kwh", "depth_cap_m"];

/// Reads dwellings: a row each, with any of the columns `type`, `label`, `area_m2`, `persons`, `gas_m3`, `heat_kwh`,
/// `hot_water_kwh`, `cooling_kwh`, `depth_cap_m`. A row that cannot be used says why; the others go on.
///
/// # Errors
/// When it is no table, or has none of these columns.
pub fn dwellings_of_table(what: &str, text: &str) -> Result<Vec<Row>, Problem> {
    let table = Table::read(what, text)?;
    let place = |name: &str| table.column(what, &[name]).ok();
    let words = [place("type"), place("label")];
    let numbers = NUMBERS.map(|name| (name, place(name)));
    if words.iter().chain(numbers.iter().map(|(_, place)| place)).all(Option::is_none) {
        return Err(unreadable(what, format!("it has none of the columns type, label, {}", NUMBERS.join(", "))));
    }
    let row = |row: &(u64, csv::StringRecord)| -> Row {
        let word = |place: Option<usize>| {
            let cell = place.and_then(|place| row.1.get(place)).unwrap_or_default();
            (!cell.is_empty()).then(|| cell.to_owned())
        };
        let mut values = [None; NUMBERS.len()];
        for (value, (name, place)) in values.iter_mut().zip(&numbers) {
            if let Some(place) = place {
                *value = table.number(what, name, row, *place)?;
            }
        }
        let [area_m2, persons, gas_m3, heat_kwh, hot_water_kwh, cooling_kwh, depth_cap_m] = values;
        let [kind, label] = words.map(word);
        let dwelling = Dwelling {
            kind,
            area_m2,
            label,
            persons,
            gas_m3,
            heat_kwh,
            hot_water_kwh,
            cooling_kwh,
            heat_peak_kw: None,
        };
        Ok((dwelling, depth_cap_m))
    };
    Ok(table.rows.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_cannot_be_used_does_not_stop_the_others() {
        let rows = dwellings_of_table("x.csv", "type,area_m2\nterraced,120\ncorner,big\n,80\n").unwrap();
        assert_eq!(rows[0].as_ref().unwrap().0.area_m2, Some(120.0));
        assert!(rows[1].as_ref().unwrap_err().to_string().contains("line 3"));
        assert_eq!(rows[2].as_ref().unwrap().0.kind, None);
        assert!(dwellings_of_table("x.csv", "a,b\n1,2\n").is_err());
    }
}
