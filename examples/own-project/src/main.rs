use bodemtoets_screening::jiff::civil::date;
use bodemtoets_screening::{Application, Screener, System};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let screener = Screener::embedded(date(2026, 11, 30))?;
    let loops = Application::builder().xy(232_289.0, 542_576.0).system(System::Closed).drilling_depth_m(60.0).build()?;
    let assessment = screener.assess(&loops);
    println!("{}: {}", assessment.outcome().slug(), assessment.decisive_ids().join(", "));
    Ok(())
}
