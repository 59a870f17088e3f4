//! Screens one place and prints the verdict as JSON.
//!
//! ```text
//! cargo run --release -p bodemtoets-screening --example screen_a_place -- 232289 542576 60
//! ```

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use bodemtoets_screening::jiff::Zoned;
use bodemtoets_screening::spatial::RdNew;
use bodemtoets_screening::{Application, Screener, System};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers: Vec<f64> = std::env::args().skip(1).map(|number| number.parse()).collect::<Result<_, _>>()?;
    let [x, y, depth_m] = numbers[..] else {
        return Err("three numbers: x and y in RD New, metres, and the depth of the drilling, metres".into());
    };
    let screener = Screener::embedded(Zoned::now().date())?;
    let application = Application::builder().xy(x, y).system(System::Open).drilling_depth_m(depth_m).build()?;
    let assessment = screener.assess(&application);
    let verdict = assessment.verdict(Some(&RdNew::new()), Some(assessment.remedies(500.0)));
    println!("{}", serde_json::to_string_pretty(&verdict)?);
    Ok(())
}
