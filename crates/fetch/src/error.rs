//! Why a map could not be fetched whole.

use bodemtoets_words::lang::Lang;

use crate::census_fault::CensusFault;

/// Why a map could not be fetched whole. Nothing was written in its place.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum FetchError {
    /// The address is not one that can be asked.
    Address {
        /// As written.
        text: String,
        /// Why.
        fault: AddressFault,
    },
    /// The server could not be reached, or stopped answering.
    Connection {
        /// What was asked.
        address: String,
        /// What went wrong.
        problem: String,
        /// How often it was tried.
        tries: u32,
    },
    /// The server answered that it cannot.
    Status {
        /// What was asked.
        address: String,
        /// The number of its answer.
        status: u16,
        /// What it said besides.
        said: String,
        /// How often it was tried.
        tries: u32,
    },
    /// The server refers to where we do not go.
    Redirect {
        /// What was asked.
        address: String,
        /// Where it leads.
        to: String,
        /// Why we do not go there; `None`: it goes round in a circle.
        fault: Option<AddressFault>,
    },
    /// An answer larger than it may be.
    TooLarge {
        /// What was asked.
        address: String,
        /// The most that it may have, bytes.
        most_bytes: u64,
    },
    /// An answer that came too slowly.
    TooSlow {
        /// What was asked.
        address: String,
        /// What had come, bytes.
        bytes: u64,
    },
    /// An answer that is something else than the data: a page of HTML, an exception report.
    NotData {
        /// What was asked.
        address: String,
        /// What it says.
        said: String,
        /// Whether it is a page for people.
        is_page: bool,
    },
    /// An answer that cannot be understood, or breaks off.
    Malformed {
        /// What was asked.
        address: String,
        /// What is wrong.
        problem: String,
    },
    /// The service has no such collection, or several of which none was named.
    Collection {
        /// The name that was asked for.
        asked: Option<String>,
        /// The names that there are.
        known: Vec<String>,
    },
    /// The service does not give RD New.
    NoRdNew {
        /// What was asked.
        address: String,
        /// What it gives.
        offers: Vec<String>,
    },
    /// An answer in another coordinate system than was asked.
    OtherCrs {
        /// What was asked.
        address: String,
        /// The system that it states.
        stated: String,
    },
    /// Other features came than the service promised.
    Count {
        /// What it promised.
        promised: u64,
        /// What came.
        received: u64,
        /// Whether more than promised were to be had.
        more: bool,
    },
    /// The last page was full, without a next one and without a count.
    FullLastPage {
        /// What came.
        received: u64,
    },
    /// A page refers to one that was read already.
    Circle {
        /// The page.
        address: String,
    },
    /// Something is wrong with what came.
    Census {
        /// The page in which it was found.
        address: String,
        /// What.
        fault: CensusFault,
    },
    /// The service cannot give what is needed.
    Unsupported {
        /// What was asked.
        address: String,
        /// What it cannot.
        what: Unsupported,
    },
    /// What was fetched could not be read as a map.
    Unreadable {
        /// Where it was fetched.
        address: String,
        /// Why.
        problem: String,
    },
    /// What was fetched could not be kept.
    Keep(String),
}

/// Why an address is not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressFault {
    /// It does not begin with `https://` or `http://`.
    Scheme,
    /// It holds a user or a password.
    User,
    /// It is on another host than the one that was asked.
    OtherHost {
        /// That host.
        host: String,
    },
    /// It leaves a safe connection for an unsafe one.
    Unsafe,
    /// It is no address.
    Form(String),
}

/// What a service cannot give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsupported {
    /// Pages, while it has more features than it gives at once.
    Pages {
        /// What it gives at once.
        at_once: u64,
        /// What it has.
        all: u64,
    },
    /// A format that is read here.
    Format(Vec<String>),
    /// Features: it is a group of layers, or a table or an image.
    Features(String),
    /// A version that is spoken here.
    Version(String),
}

impl std::fmt::Display for FetchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for FetchError {}
