//! "Did you mean": the nearest known name to one that is not known.

/// Letters of a name beyond which it is compared with nothing: no name of ours is so long.
const LONGEST: usize = 200;

/// The candidate most like `name`, when it is like it at all.
///
/// ```
/// use bodemtoets_words::suggest::nearest;
/// assert_eq!(nearest("flow_m3h", ["flow_m3_h", "drilling_depth_m"]), Some("flow_m3_h"));
/// assert_eq!(nearest("colour", ["flow_m3_h", "drilling_depth_m"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// Adds "did you mean" to serde's `unknown field` and `unknown variant` messages.
#[must_use]
pub fn improve(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (Some(unknown), true) =
        (quoted.first(), message.contains("unknown field") || message.contains("unknown variant"))
    else {
        return message.to_owned();
    };
    match nearest(unknown, quoted[1..].iter().copied()) {
        Some(found) => format!("{}\ndid you mean `{found}`?", message.trim_end()),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_messages_gain_a_suggestion() {
        let message = "unknown field `max_dept_m`, expected one of `id`, `name`, `max_depth_m`";
        assert!(improve(message).ends_with("did you mean `max_depth_m`?"));
        assert_eq!(improve("missing field `id`"), "missing field `id`");
    }
}
