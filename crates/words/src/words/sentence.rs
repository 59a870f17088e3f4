//! The macro that holds a sentence in both languages.

/// A sentence in the language asked for, as a `String`: both languages stand side by side, and each is a format string
/// that names the values around it.
///
/// What is no variable gets a name behind the sentences; both languages have to use it. A piece that one language
/// alone needs is made a variable first.
///
/// ```
/// use bodemtoets_words::lang::Lang;
/// use bodemtoets_words::words::text;
///
/// let depth = 80;
/// let text = |lang| text!(lang, nl: "De boring is {depth} m diep", en: "The drilling is {depth} m deep");
/// assert_eq!(text(Lang::Nl), "De boring is 80 m diep");
/// assert_eq!(text(Lang::En), "The drilling is 80 m deep");
///
/// let wells = [1, 2, 3];
/// assert_eq!(text!(Lang::En, nl: "{n} putten", en: "{n} wells", n = wells.len()), "3 wells");
/// ```
#[macro_export]
macro_rules! text {
    ($lang:expr, nl: $nl:literal, en: $en:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match $lang {
            $crate::lang::Lang::Nl => ::std::format!($nl $(, $name = $value)*),
            $crate::lang::Lang::En => ::std::format!($en $(, $name = $value)*),
        }
    };
}
