//! What part of a meter counts, in words.

use crate::concept::{Count, Hours};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::number;

/// What part of a meter counts for the SPF: "Qw × 20 %, E outside operating hours".
pub(crate) fn counted(counts: &[Count]) -> Text {
    Text::both(|lang| counts.iter().filter_map(|count| part(count, lang)).collect::<Vec<_>>().join(", "))
}

fn part(count: &Count, lang: Lang) -> Option<String> {
    let letter = count.quantity.letter()?;
    #[expect(clippy::float_cmp, reason = "1 is the default")]
    let share = if count.share == 1.0 { String::new() } else { format!(" × {} %", number(count.share * 100.0, lang)) };
    let hours = match count.hours {
        None => "",
        Some(Hours::In) => lang.pick(" in bedrijfstijd", " in operating hours"),
        Some(Hours::Out) => lang.pick(" buiten bedrijfstijd", " outside operating hours"),
    };
    Some(format!("{letter}{share}{hours}"))
}
