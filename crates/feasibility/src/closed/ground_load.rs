//! Heat out of and into the ground, hour by hour, from CSV.

use bodemtoets_loops::YearLoad;

use crate::problem::{Problem, unreadable};
use crate::table::Table;

/// Reads the columns `out_kw` and `in_kw`, a row for each of 8760 hours from 1 January; `what` names it in
/// messages.
///
/// # Errors
/// When a column is missing, a cell is empty, negative or no number, or the rows are not those of a year.
pub fn ground_load(what: &str, text: &str) -> Result<YearLoad, Problem> {
    let table = Table::read(what, text)?;
    if table.rows.len() != bodemtoets_loops::HOURS {
        return Err(Problem::Length {
            name: what.to_owned(),
            found: table.rows.len(),
            expected: "8760".to_owned(),
            why: "each hour of a year of 365 days has a row".to_owned(),
        });
    }
    let column = |name: &str| {
        let place = table.column(what, &[name])?;
        let cell = |row: &(u64, csv::StringRecord)| {
            let value = table.number(what, name, row, place)?;
            value.ok_or_else(|| {
                unreadable(what, format!("line {}: {name} is empty; write 0 where nothing is asked", row.0))
            })
        };
        table.rows.iter().map(cell).collect::<Result<Vec<f64>, Problem>>()
    };
    Ok(YearLoad::of_kw(&column("out_kw")?, &column("in_kw")?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(row: &str) -> String {
        format!("hour,out_kw,in_kw\n{}", format!("{row}\n").repeat(8760))
    }

    #[test]
    fn a_year_is_read_and_less_is_not() {
        let load = ground_load("x.csv", &year("0,1.5,0.25")).unwrap();
        assert!((load.mean_w() + 1250.0).abs() < 1e-9);
        let said = ground_load("x.csv", "out_kw,in_kw\n1,0\n").unwrap_err().to_string();
        assert_eq!(said, "x.csv has 1 numbers, but should have 8760: each hour of a year of 365 days has a row");
        let said = ground_load("x.csv", &year("0,,0")).unwrap_err().to_string();
        assert_eq!(said, "x.csv: line 2: out_kw is empty; write 0 where nothing is asked");
        assert!(ground_load("x.csv", &year("0,-1,0")).unwrap_err().to_string().starts_with("out_kw of hour 0 is -1"));
        assert!(ground_load("x.csv", &year("0,1,0").replace("in_kw", "into")).is_err());
    }
}
