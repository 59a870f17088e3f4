//! What the module says, in both languages. The rest of it holds values.

mod check;
mod defect;
mod fault;
mod inspection;
mod meter;
mod reason;
mod remark;
mod table_fault;

pub(super) use meter::counted;

use super::reason::Reason;
use super::remark::Remark;
use super::statement::Statement;
use bodemtoets_words::lang::Text;

/// Lets a value travel as its sentence in both languages, in JSON, and come back as that sentence.
macro_rules! travels_as_text {
    ($kind:ident) => {
        impl From<Text> for $kind {
            fn from(text: Text) -> Self {
                Self::Written(text)
            }
        }

        impl From<$kind> for Text {
            fn from(value: $kind) -> Self {
                match value {
                    $kind::Written(text) => text,
                    value => Text::both(|lang| value.text(lang)),
                }
            }
        }
    };
}

travels_as_text!(Reason);
travels_as_text!(Remark);
travels_as_text!(Statement);
