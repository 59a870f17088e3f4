//! The sentences of the server. What is wrong with an application is said in the words of the application.

use axum::http::StatusCode;
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{text, visible};

use crate::guard::Role;

fn both(nl: &str, en: &str) -> Text {
    Text { nl: nl.to_owned(), en: en.to_owned() }
}

/// What kind of problem a status is.
pub(crate) fn title(status: StatusCode, lang: Lang) -> &'static str {
    match status.as_u16() {
        400 => lang.pick("De vraag klopt niet", "The request is not right"),
        401 => lang.pick("Een token is nodig", "A token is needed"),
        403 => lang.pick("Dat mag niet", "That is not allowed"),
        404 => lang.pick("Niet gevonden", "Not found"),
        405 => lang.pick("Zo kan dit adres niet worden gebruikt", "This address cannot be used that way"),
        408 => lang.pick("Het duurde te lang", "It took too long"),
        409 => lang.pick("Er is iets veranderd", "Something has changed"),
        413 => lang.pick("Te groot", "Too large"),
        415 => lang.pick("Dat wordt niet gelezen", "That is not read"),
        421 => lang.pick("Verkeerd adres", "Wrong address"),
        429 => lang.pick("Te veel vragen", "Too many requests"),
        503 => lang.pick("Dat kan nu niet", "That is not possible now"),
        _ => lang.pick("Er ging iets mis", "Something went wrong"),
    }
}

/// A parameter that the address does not have.
pub(crate) fn unknown_parameter(name: &str, nearest: Option<&str>) -> Text {
    let name = visible(name);
    Text::both(|lang| {
        let hint =
            nearest.map(|nearest| text!(lang, nl: "; bedoelt u `{nearest}`?", en: "; did you mean `{nearest}`?"));
        let hint = hint.unwrap_or_default();
        text!(lang, nl: "{name}: deze parameter is hier niet bekend{hint}", en: "{name}: this parameter is not known here{hint}")
    })
}

/// A parameter that stands there twice.
pub(crate) fn twice(name: &str) -> Text {
    Text::both(
        |lang| text!(lang, nl: "{name}: staat er meer dan eens; geef één waarde", en: "{name}: stands there more than once; give one value"),
    )
}

/// A value that is none of those that may be.
pub(crate) fn not_one_of(name: &str, value: &str, choices: &[&str]) -> Text {
    let (value, choices) = (visible(value), choices.join(", "));
    Text::both(
        |lang| text!(lang, nl: "{name} = {value}: kies uit {choices}", en: "{name} = {value}: choose from {choices}"),
    )
}

/// A value that is not the number that it should be.
pub(crate) fn not_a_number(name: &str, value: &str, low: f64, high: f64) -> Text {
    let value = visible(value);
    Text::both(
        |lang| text!(lang, nl: "{name} = {value}: een getal van {low} tot en met {high} is nodig", en: "{name} = {value}: a number from {low} to {high} is needed"),
    )
}

/// Bytes that are no text.
pub(crate) fn not_utf8(name: &str) -> Text {
    Text::both(|lang| text!(lang, nl: "{name}: geen UTF-8", en: "{name}: not valid UTF-8"))
}

/// A day that is none.
pub(crate) fn not_a_day(name: &str, value: &str) -> Text {
    let value = visible(value);
    Text::both(
        |lang| text!(lang, nl: "{name} = {value}: een dag zoals 2026-11-21 is nodig", en: "{name} = {value}: a day such as 2026-11-21 is needed"),
    )
}

/// What is no rectangle.
pub(crate) fn no_bbox(value: &str) -> Text {
    let value = visible(value);
    Text::both(
        |lang| text!(lang, nl: "bbox = {value}: vier getallen zijn nodig: links, onder, rechts, boven", en: "bbox = {value}: four numbers are needed: left, bottom, right, top"),
    )
}

/// What is no moment and no period.
pub(crate) fn no_interval(name: &str, value: &str) -> Text {
    let value = visible(value);
    Text::both(
        |lang| text!(lang, nl: "{name} = {value}: een moment (2026-11-21T12:00:00Z) of een periode (../2026-11-21T12:00:00Z) is nodig", en: "{name} = {value}: a moment (2026-11-21T12:00:00Z) or a period (../2026-11-21T12:00:00Z) is needed"),
    )
}

/// A collection that there is not.
pub(crate) fn no_such_collection(id: &str, known: &[&str]) -> Text {
    let (id, known) = (visible(id), known.join(", "));
    Text::both(
        |lang| text!(lang, nl: "er is geen verzameling `{id}`; er zijn {known}", en: "there is no collection `{id}`; there are {known}"),
    )
}

/// A feature that there is not.
pub(crate) fn no_such_feature(id: &str, collection: &str) -> Text {
    let id = visible(id);
    Text::both(
        |lang| text!(lang, nl: "er is geen object `{id}` in {collection}", en: "there is no feature `{id}` in {collection}"),
    )
}

/// The server has no journal.
pub(crate) fn no_journal() -> Text {
    both(
        "Deze server houdt geen journaal bij; start hem met --journal BESTAND.",
        "This server keeps no journal; start it with --journal FILE.",
    )
}

/// A process that there is not.
pub(crate) fn no_such_process(id: &str, known: &[&str]) -> Text {
    let (id, known) = (visible(id), known.join(", "));
    Text::both(
        |lang| text!(lang, nl: "er is geen proces `{id}`; er zijn {known}", en: "there is no process `{id}`; there are {known}"),
    )
}

/// A job that there is not, or not any more.
pub(crate) fn no_such_job(id: &str) -> Text {
    let id = visible(id);
    Text::both(
        |lang| text!(lang, nl: "er is geen taak `{id}`; een uur na haar einde is een taak weg", en: "there is no job `{id}`; a job is gone an hour after its end"),
    )
}

/// A job that has not ended.
pub(crate) fn not_ready() -> Text {
    both("De taak is nog niet klaar; vraag het zo weer.", "The job is not done yet; ask again in a moment.")
}

/// A job that nobody wants any more.
pub(crate) fn dismissed() -> Text {
    both("De taak is afgebroken; er is geen resultaat.", "The job was dismissed; there is no result.")
}

/// An input that a process does not have.
pub(crate) fn unknown_input(name: &str, nearest: Option<&str>) -> Text {
    let name = visible(name);
    Text::both(|lang| {
        let hint =
            nearest.map(|nearest| text!(lang, nl: "; bedoelt u `{nearest}`?", en: "; did you mean `{nearest}`?"));
        let hint = hint.unwrap_or_default();
        text!(lang, nl: "{name}: deze invoer is hier niet bekend{hint}", en: "{name}: this input is not known here{hint}")
    })
}

/// An input that is needed and not there.
pub(crate) fn no_input(name: &str) -> Text {
    Text::both(|lang| text!(lang, nl: "{name}: deze invoer is nodig", en: "{name}: this input is needed"))
}

/// An input that is there too often.
pub(crate) fn too_many(name: &str, most: usize) -> Text {
    Text::both(
        |lang| text!(lang, nl: "{name}: hiervan mogen er hoogstens {most} zijn", en: "{name}: there may be {most} of these at most"),
    )
}

/// An input that is no value.
pub(crate) fn no_value(name: &str) -> Text {
    Text::both(|lang| text!(lang, nl: "{name}: hier is een waarde nodig", en: "{name}: a value is needed here"))
}

/// An input that is no file.
pub(crate) fn no_file(name: &str) -> Text {
    Text::both(
        |lang| text!(lang, nl: "{name}: geef de tekst van het bestand, een JSON-document, of {{\"value\": …, \"mediaType\": …}}", en: "{name}: give the text of the file, a JSON document, or {{\"value\": …, \"mediaType\": …}}"),
    )
}

/// A file in a form that is not read.
pub(crate) fn wrong_form(name: &str, known: &str) -> Text {
    Text::both(
        |lang| text!(lang, nl: "{name}: gelezen wordt {known}, niet ingepakt", en: "{name}: what is read is {known}, not compressed"),
    )
}

/// An address where a value is needed.
pub(crate) fn no_address(name: &str) -> Text {
    Text::both(
        |lang| text!(lang, nl: "{name}: adressen worden niet opgezocht; geef de waarde zelf, of een data:-adres", en: "{name}: addresses are not looked up; give the value itself, or a data: address"),
    )
}

/// Settings that name a file.
pub(crate) fn names_a_file(name: &str, file: &str) -> Text {
    let file = visible(file);
    Text::both(
        |lang| text!(lang, nl: "{name}: noemt het bestand {file}; stuur dat mee als invoer van zijn eigen naam", en: "{name}: names the file {file}; send that along as the input of its own name"),
    )
}

/// What is no number and no range.
pub(crate) fn no_range(name: &str, value: &str) -> Text {
    let value = visible(value);
    Text::both(
        |lang| text!(lang, nl: "{name} = {value}: een getal (0.6) of twee met een streepje (0.4-0.8) is nodig", en: "{name} = {value}: a number (0.6) or two with a dash (0.4-0.8) is needed"),
    )
}

/// What cannot be computed with what there is for one request.
pub(crate) fn took_too_much() -> Text {
    both(
        "Dit vraagt meer geheugen of tijd dan er voor één vraag is; vraag minder, of gebruik de opdrachtregel.",
        "This takes more memory or time than there is for one request; ask less, or use the command line.",
    )
}

/// An entry that there is not, or that has been erased.
pub(crate) fn no_such_entry(number: &str) -> Text {
    let number = visible(number);
    Text::both(
        |lang| text!(lang, nl: "er is geen nummer {number} in het journaal", en: "there is no number {number} in the journal"),
    )
}

/// A file that there is not, or that has been erased.
pub(crate) fn no_such_attachment(number: &str) -> Text {
    let number = visible(number);
    Text::both(
        |lang| text!(lang, nl: "er is geen bijlage {number} bij dit nummer", en: "there is no attachment {number} to this entry"),
    )
}

/// A note without a word.
pub(crate) fn empty_note() -> Text {
    both("De notitie is leeg.", "The note is empty.")
}

/// What was kept would be another answer today.
pub(crate) fn changed_since(number: i64) -> Text {
    Text::both(
        |lang| text!(lang, nl: "nummer {number}: lagen, regels of programma zijn sindsdien veranderd, zodat dit document niet hetzelfde zou zijn; het antwoord zelf staat in /journal/{number}", en: "entry {number}: layers, rules or the program have changed since, so that this document would not be the same; the answer itself stands in /journal/{number}"),
    )
}

/// Text that is longer than is kept.
pub(crate) fn too_long(name: &str, most: usize) -> Text {
    Text::both(
        |lang| text!(lang, nl: "{name}: is langer dan {most} tekens", en: "{name}: is longer than {most} letters"),
    )
}

/// The server has no map behind the map in a folder.
pub(crate) fn no_basemap() -> Text {
    both(
        "Deze server heeft geen map met achtergrondkaart (--basemap MAP).",
        "This server has no folder with a basemap (--basemap FOLDER).",
    )
}

/// A tile outside of the grid.
pub(crate) fn no_such_tile(last: u32) -> Text {
    Text::both(
        |lang| text!(lang, nl: "zo'n tegel is er niet: niveaus gaan van 0 tot en met {last}, en niveau n heeft 2^n rijen en kolommen", en: "there is no such tile: levels go from 0 to {last}, and level n has 2^n rows and columns"),
    )
}

/// A rule that is not known.
pub(crate) fn no_such_rule(id: &str, nearest: Option<&str>) -> Text {
    let id = visible(id);
    Text::both(|lang| {
        let hint =
            nearest.map(|nearest| text!(lang, nl: "; bedoelt u `{nearest}`?", en: "; did you mean `{nearest}`?"));
        let hint = hint.unwrap_or_default();
        text!(lang, nl: "er is geen regel `{id}`{hint}", en: "there is no rule `{id}`{hint}")
    })
}

/// There is nothing at an address.
pub(crate) fn no_such_address() -> Text {
    both("Op dit adres staat niets; / noemt wat er is.", "There is nothing at this address; / names what there is.")
}

/// A method that an address does not have.
pub(crate) fn no_such_method(allowed: &str) -> Text {
    Text::both(|lang| text!(lang, nl: "Dit adres kent alleen {allowed}.", en: "This address knows {allowed} only."))
}

/// Nobody said who asks.
pub(crate) fn no_token() -> Text {
    both(
        "Geef een geldig token mee: Authorization: Bearer TOKEN. De beheerder geeft het uit (bodemtoets serve token).",
        "Send a valid token: Authorization: Bearer TOKEN. The administrator gives it out (bodemtoets serve token).",
    )
}

/// Who asks may not do this.
pub(crate) fn not_allowed(role: &str) -> Text {
    Text::both(
        |lang| text!(lang, nl: "Hiervoor is de rol `{role}` nodig; dit token heeft een mindere.", en: "This takes the role `{role}`; this token has a lesser one."),
    )
}

/// A request for another name than ours.
pub(crate) fn wrong_host(host: &str) -> Text {
    let host = visible(host);
    Text::both(
        |lang| text!(lang, nl: "Host = {host}: onder die naam antwoordt deze server niet; noem de naam met --host of --behind-proxy als dat wel moet.", en: "Host = {host}: this server does not answer to that name; name it with --host or --behind-proxy if it should."),
    )
}

/// A request from a page of somebody else.
pub(crate) fn wrong_origin(origin: &str) -> Text {
    let origin = visible(origin);
    Text::both(
        |lang| text!(lang, nl: "Origin = {origin}: bladzijden van een ander adres mogen deze server niet gebruiken.", en: "Origin = {origin}: pages of another address may not use this server."),
    )
}

/// Everything is at work, and the queue is full.
pub(crate) fn too_busy() -> Text {
    both("Er wachten al te veel vragen; probeer het zo weer.", "Too many requests are waiting; try again in a moment.")
}

/// One client asks too often.
pub(crate) fn too_often() -> Text {
    both(
        "U vraagt vaker dan is afgesproken; wacht even. Veel plaatsen tegelijk gaan als tabel: POST /screen.",
        "You ask more often than is agreed; wait a moment. Many places go as a table: POST /screen.",
    )
}

/// The time is up.
pub(crate) fn took_too_long() -> Text {
    both(
        "Het antwoord kwam niet binnen de tijd die ervoor is; vraag minder tegelijk, of gebruik de opdrachtregel.",
        "The answer did not come within the time there is for it; ask less at once, or use the command line.",
    )
}

/// A slip of the program.
pub(crate) fn fault_of_ours() -> Text {
    both(
        "Een fout in het programma; de vraag is niet beantwoord. De beheerder vindt haar in het logboek.",
        "A fault of the program; the request has not been answered. The administrator finds it in the log.",
    )
}

/// The body is larger than is taken.
pub(crate) fn too_large(most: u64) -> Text {
    let most = most / (1024 * 1024);
    Text::both(
        |lang| text!(lang, nl: "De inhoud is groter dan {most} MiB; gebruik daarvoor de opdrachtregel (bodemtoets screen BESTAND).", en: "The body is larger than {most} MiB; use the command line for that (bodemtoets screen FILE)."),
    )
}

/// A table has more rows than are taken.
pub(crate) fn too_many_rows(most: u64) -> Text {
    Text::both(
        |lang| text!(lang, nl: "De tabel heeft meer dan {most} rijen; gebruik daarvoor de opdrachtregel (bodemtoets screen BESTAND).", en: "The table has more than {most} rows; use the command line for that (bodemtoets screen FILE)."),
    )
}

/// There is no room for a body.
pub(crate) fn no_room() -> Text {
    both(
        "Er is geen ruimte om de inhoud te bewaren tot zij is gelezen.",
        "There is no room to keep the body until it has been read.",
    )
}

/// A collection where one feature is needed.
pub(crate) fn not_one(count: usize) -> Text {
    Text::both(
        |lang| text!(lang, nl: "features: hier is er één nodig, en het zijn er {count}", en: "features: one is needed here, and there are {count}"),
    )
}

/// The body did not come in time.
pub(crate) fn too_slow() -> Text {
    both("De inhoud kwam niet op tijd binnen.", "The body did not come in time.")
}

/// The body broke off.
pub(crate) fn broken_off() -> Text {
    both("De inhoud brak af voor haar einde.", "The body broke off before its end.")
}

/// A body of a kind that is not read.
pub(crate) fn wrong_media(known: &str) -> Text {
    Text::both(
        |lang| text!(lang, nl: "Content-Type: gelezen wordt {known}, niet ingepakt.", en: "Content-Type: what is read is {known}, not compressed."),
    )
}

/// What a role may do.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Look => "look",
        Role::Screen => "screen",
        Role::Keep => "keep",
        Role::Administer => "administer",
    }
}
