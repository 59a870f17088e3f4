//! What a reader of a report has to know, in words.

use crate::remark::Remark;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{counted, number, text};

impl Remark {
    /// The remark as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::NonexistentTimes => text!(
                lang,
                nl: "Er zijn tijden in het uur dat in het voorjaar niet bestaat: houdt de logger het hele jaar wintertijd aan, zet dan time_zone = \"+01:00\".",
                en: "There are times in the hour that does not exist in spring: if the logger keeps winter time all year, set time_zone = \"+01:00\".",
            ),
            Self::NoClass(columns) => text!(
                lang,
                nl: "De klasse is niet opgegeven van {columns}; gerekend is met 5 %, wat de wet hoogstens toestaat.",
                en: "The class is not given of {columns}; counted with 5 %, the most that the law allows.",
                columns = columns.join(", "),
            ),
            Self::UnusedColumns(columns) => text!(
                lang,
                nl: "Niet gebruikte kolommen: {columns}.",
                en: "Columns not used: {columns}.",
                columns = columns.join(", "),
            ),
            Self::GasValue(mj_m3) => text!(
                lang,
                nl: "De onderste verbrandingswaarde van gas is opgegeven: {value} MJ/m3.",
                en: "The lower heating value of gas is given: {value} MJ/m3.",
                value = number(*mj_m3, lang),
            ),
            Self::BeforeTheLaw => text!(
                lang,
                nl: "Over jaren voor 2013 was nog niets te melden.",
                en: "Nothing was to be reported yet of years before 2013.",
            ),
            Self::DaysWithoutTime { rows, end: true } => text!(
                lang,
                nl: "{rows} met een dag zonder tijd: geteld voor het einde van die dag (day_reading = \"end\").",
                en: "{rows} with a day and no time: counted for the end of that day (day_reading = \"end\").",
                rows = rows_of(*rows, lang),
            ),
            Self::DaysWithoutTime { rows, end: false } => text!(
                lang,
                nl: "{rows} met een dag zonder tijd: geteld voor 00:00 van die dag. Is aan het einde van de dag afgelezen, zet dan day_reading = \"end\".",
                en: "{rows} with a day and no time: counted for 00:00 of that day. If it was read at its end, set day_reading = \"end\".",
                rows = rows_of(*rows, lang),
            ),
            Self::Written(text) => text.get(lang).to_owned(),
        }
    }
}

fn rows_of(rows: u64, lang: Lang) -> String {
    let rows = usize::try_from(rows).unwrap_or(usize::MAX);
    counted(rows, [lang.pick("rij", "row"), lang.pick("rijen", "rows")], lang)
}
