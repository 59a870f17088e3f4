//! A page of at most so many lines.

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

/// Parts under each other and an end, in at most so many lines: of the longest parts the last lines give way to one that
/// says how many. The end stays whole.
pub(super) fn page(parts: &[String], end: &str, most: usize, lang: Lang) -> String {
    let parts: Vec<Vec<&str>> = parts.iter().map(|part| part.lines().collect()).collect();
    let kept = kept(&parts.iter().map(Vec::len).collect::<Vec<_>>(), most.saturating_sub(end.lines().count()));
    let mut page = String::new();
    for (lines, kept) in parts.iter().zip(kept) {
        for line in &lines[..kept] {
            page.extend([line, "\n"]);
        }
        let more = lines.len() - kept;
        if more > 0 {
            page += &text!(lang, nl: "  … en nog {more} regels (--full)\n", en: "  … and {more} more lines (--full)\n");
        }
    }
    page + end
}

/// How many lines of each part are kept, when a part that is cut off has one line more.
fn kept(lengths: &[usize], most: usize) -> Vec<usize> {
    let mut kept = lengths.to_vec();
    let shown = |kept: &[usize]| -> Vec<usize> {
        kept.iter().zip(lengths).map(|(kept, length)| kept + usize::from(kept < length)).collect()
    };
    loop {
        let shown = shown(&kept);
        let longest = (0..shown.len()).rev().max_by_key(|part| shown[*part]);
        let Some(longest) = longest.filter(|_| shown.iter().sum::<usize>() > most) else { return kept };
        if kept[longest] == 0 {
            return kept;
        }
        kept[longest] -= if kept[longest] == lengths[longest] { 2.min(kept[longest]) } else { 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> String {
        (0..count).fold(String::new(), |page, line| page + &format!("line {line}\n"))
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        assert_eq!(page(&[lines(3), lines(2)], "end\n", 6, Lang::En), lines(3) + &lines(2) + "end\n");
    }

    #[test]
    fn the_longest_gives_way_and_says_how_much() {
        let page = page(&[lines(10), lines(2)], "end\n", 8, Lang::En);
        assert_eq!(page, lines(4) + "  … and 6 more lines (--full)\n" + &lines(2) + "end\n");
    }

    #[test]
    fn no_page_is_longer_than_it_may_be() {
        for lengths in [[0, 0, 0], [500, 1, 90], [13, 12, 13], [40, 40, 40], [1, 1, 38]] {
            let page = page(&lengths.map(lines), "end\n", 30, Lang::Nl);
            assert!(page.lines().count() <= 30 && page.ends_with("end\n"), "{lengths:?}: {page}");
        }
    }
}
