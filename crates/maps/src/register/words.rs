//! Remarks on a register, in words.

use super::remark::{Effect, What};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{number, text};

impl Effect {
    /// The heading above such remarks.
    #[must_use]
    pub fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::LeftOut => lang.pick("Weggelaten putten en lussen", "Wells and loops left out"),
            Self::NotUsed => lang.pick("Niet gebruikt", "Not used"),
            Self::SetAside => lang.pick("Waarden die als onbekend gelden", "Values that count as unknown"),
            Self::Doubted => lang.pick("Twijfel", "Doubted"),
        }
    }
}

impl What {
    /// The remark as a sentence.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a sentence for each remark, both languages side by side")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Duplicate => text!(
                lang,
                nl: "dezelfde put nog eens: zelfde installatie, plaats en kenmerken",
                en: "the same well again: same installation, place and attributes"
            ),
            Self::Abroad(value) => text!(
                lang,
                nl: "ligt buiten Nederland of is geen coördinaat: {value}",
                en: "outside the Netherlands, or no coordinate: {value}"
            ),
            Self::NoPlace => text!(
                lang,
                nl: "geen plaats bekend, ook niet van de installatie",
                en: "no place known, nor that of its installation"
            ),
            Self::OlderVersion => text!(
                lang,
                nl: "oudere versie",
                en: "older version"
            ),
            Self::Ended(date) => text!(
                lang,
                nl: "beëindigd: {date}",
                en: "ended: {date}"
            ),
            Self::Built => text!(
                lang,
                nl: "ontwerp dat gebouwd is: wat gebouwd is telt",
                en: "a design that has been built: what was built counts"
            ),
            Self::OlderCopy => text!(
                lang,
                nl: "een bericht over of oudere kopie van een object waarvan de laatste kopie telt",
                en: "a message about, or older copy of, an object whose latest copy counts"
            ),
            Self::Withdrawn => text!(
                lang,
                nl: "uit de registratie genomen",
                en: "withdrawn from the register"
            ),
            Self::Rejected(reason) => text!(
                lang,
                nl: "de dienst gaf het object niet: {reason}",
                en: "the service did not give the object: {reason}"
            ),
            Self::DeleteRequest => text!(
                lang,
                nl: "verzoek om iets uit de registratie te nemen; niet toegepast",
                en: "a request to take something out of the register; not applied"
            ),
            Self::Unreadable(why) => text!(
                lang,
                nl: "niet te lezen: {why}",
                en: "cannot be read: {why}"
            ),
            Self::Implausible { limit, value } => text!(
                lang,
                nl: "{column} = {value} kan niet: {why}; de waarde geldt als onbekend",
                en: "{column} = {value} cannot be: {why}; the value counts as unknown",
                column = limit.column,
                value = number(*value, lang),
                why = limit.why(lang)
            ),
            Self::NotANumber { field, value } => text!(
                lang,
                nl: "{field}: {value:?} is geen getal; geldt als onbekend",
                en: "{field}: {value:?} is not a number; counts as unknown"
            ),
            Self::OtherUnit { field, unit } => text!(
                lang,
                nl: "{field}: eenheid {unit:?} niet verwacht; geldt als onbekend",
                en: "{field}: unit {unit:?} not expected; counts as unknown"
            ),
            Self::UpsideDown { top_m, bottom_m } => text!(
                lang,
                nl: "filter staat op zijn kop: boven {top_m} m, onder {bottom_m} m; beide gelden als onbekend",
                en: "screen upside down: top {top_m} m, bottom {bottom_m} m; both count as unknown",
                top_m = number(*top_m, lang),
                bottom_m = number(*bottom_m, lang)
            ),
            Self::AxesSwapped => text!(
                lang,
                nl: "de assen stonden verwisseld; omgedraaid",
                en: "the axes were the wrong way round; turned"
            ),
            Self::Hidden => text!(
                lang,
                nl: "de bron verbergt de plaats; die van de installatie is genomen",
                en: "the source hides the place; that of the installation is taken"
            ),
            Self::Near => text!(
                lang,
                nl: "de bron geeft geen plaats; die van de installatie is genomen",
                en: "the source gives no place; that of the installation is taken"
            ),
            Self::UnknownWord { field, value } => text!(
                lang,
                nl: "{field}: {value:?} staat niet op de lijst; betekenis onbekend",
                en: "{field}: {value:?} is not on the list; its meaning is unknown"
            ),
            Self::Differs { column, kept, other } => text!(
                lang,
                nl: "{column}: rijen van één installatie verschillen, {kept} en {other}; de grootste telt",
                en: "{column}: rows of one installation differ, {kept} and {other}; the larger counts",
                kept = number(*kept, lang),
                other = number(*other, lang)
            ),
            Self::Apart(metres) => text!(
                lang,
                nl: "putten van één installatie liggen {metres:.0} m uit elkaar; alle behouden",
                en: "wells of one installation are {metres:.0} m apart; all are kept"
            ),
            Self::PlaceShared { installations, x_m, y_m } => text!(
                lang,
                nl: "{installations} installaties staan precies op één plaats (x {x_m}, y {y_m}), wellicht die van een kantoor; alle behouden",
                en: "{installations} installations stand in exactly one place (x {x_m}, y {y_m}), perhaps that of an office; all are kept"
            ),
            Self::YearAssumed(count) => text!(
                lang,
                nl: "de bron noemt geen periode bij {count} vergunde volumes; een jaar is aangenomen",
                en: "the source gives no period with {count} licensed volumes; a year is assumed"
            ),
            Self::VolumeWithoutYear => text!(
                lang,
                nl: "werkelijk volume zonder jaar; bewaard zonder jaar",
                en: "an actual volume without a year; kept without one"
            ),
            Self::SeveralOpen => text!(
                lang,
                nl: "meer versies zonder einde; de nieuwste telt",
                en: "several versions without an end; the newest counts"
            ),
            Self::NoParts => text!(
                lang,
                nl: "geen putten of lussen; het punt van de installatie staat ervoor in de plaats",
                en: "no wells or loops; the installation's own point stands for them"
            ),
            Self::ScreenBelowWell { bottom_m, depth_m } => text!(
                lang,
                nl: "filter eindigt op {bottom_m} m, dieper dan de put van {depth_m} m; beide behouden",
                en: "screen ends at {bottom_m} m, deeper than the well of {depth_m} m; both are kept",
                bottom_m = number(*bottom_m, lang),
                depth_m = number(*depth_m, lang)
            ),
            Self::NotRead(what) => text!(
                lang,
                nl: "wordt hier niet gelezen: {what}",
                en: "is not read here: {what}"
            ),
            Self::UnknownColumn(name) => text!(
                lang,
                nl: "kolom {name:?} is niet bekend en niet gelezen",
                en: "column {name:?} is not known and not read"
            ),
            Self::NoSystem => text!(
                lang,
                nl: "het bestand zegt niet of de systemen open of gesloten zijn; geef --system, anders is het onbekend",
                en: "the file does not say whether its systems are open or closed; give --system, or it stays unknown"
            ),
            Self::Nothing => text!(
                lang,
                nl: "geen installatie erin",
                en: "no installation in it"
            ),
            Self::Thousands { field, value, thousands } => text!(
                lang,
                nl: "{field}: {value:?}: {why}; geldt als onbekend",
                en: "{field}: {value:?}: {why}; counts as unknown",
                why = thousands.text(lang)
            ),
            Self::FewDigits { field, value } => text!(
                lang,
                nl: "{field}: {value:?} is door een rekenblad afgerond en geeft niet elke meter; geldt als onbekend, schrijf alle cijfers",
                en: "{field}: {value:?} was rounded by a spreadsheet and does not give every metre; counts as unknown, write every digit"
            ),
            Self::RoundedId(id) => text!(
                lang,
                nl: "id {id:?} is door een rekenblad afgerond; meer installaties kunnen er een zijn geworden",
                en: "id {id:?} was rounded by a spreadsheet; several installations may have become one"
            ),
            Self::OpenQuote => text!(
                lang,
                nl: "een aanhalingsteken is niet gesloten; de waarde is gelezen tot het einde van de regel",
                en: "a quote is not closed; its value was read to the end of the line"
            ),
            Self::NoInstallation => text!(
                lang,
                nl: "geen veld zegt welke putten bij elkaar horen: elke put telt als een systeem; geef --field installation_id=VELD",
                en: "no field says which wells belong together: every well counts as a system; give --field installation_id=FIELD"
            ),
        }
    }
}
