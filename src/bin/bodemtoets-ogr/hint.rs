//! "Did you mean ...?"

/// "did you mean" for a name that is not among these.
pub(super) fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a String>) -> String {
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&name, &known.to_lowercase()), known))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or_else(String::new, |(_, known)| format!(" (did you mean `{known}`?)"))
}
