//! What an import came to: counts, sums, and everything that could not be taken as it was.

use studio_domain::{Cents, Currency};

/// What became of the old application's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// Whether it was a rehearsal: nothing was written.
    pub dry_run: bool,
    /// IANA name of the zone in which local times were read.
    pub time_zone: String,
    /// The studio's currency.
    pub currency: Currency,
    /// Every table that was read, in the order in which it was.
    pub tables: Vec<TableReport>,
    /// What was made besides rows of the same kind: a client's notes, consents and so on.
    pub made: Vec<Made>,
    /// Sums of money on both sides.
    pub sums: Vec<SumReport>,
    /// What is there and is not imported.
    pub left: Vec<Left>,
    /// Every row that could not be taken as it was, and why.
    pub issues: Vec<Issue>,
}

/// What became of one table. Every row that was read was either imported or skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableReport {
    /// Its name in the old application.
    pub table: &'static str,
    /// Rows that it has.
    pub read: u64,
    /// Rows that are here now because of this import.
    pub imported: u64,
    /// Rows that are not.
    pub skipped: u64,
    /// Of those, rows that were here before: their id came with an earlier import.
    pub already_here: u64,
}

/// A count of things that were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Stable code, one of [`Made::CODES`].
    pub what: &'static str,
    /// How many.
    pub count: u64,
}

impl Made {
    /// All codes, for the tests that each has its words.
    pub const CODES: [&'static str; 11] = [
        "appointments_cancelled",
        "appointments_completed",
        "appointments_confirmed",
        "appointments_no_show",
        "appointments_pending",
        "consents",
        "contacts",
        "notes",
        "rates",
        "screenings",
        "settings",
    ];
}

/// A sum of money on both sides: `source` is `imported`, `already_here` and `skipped` together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SumReport {
    /// Table and column in the old application: `sessions.price`.
    pub what: &'static str,
    /// The sum there, exact, rounded once at the end.
    pub source: Cents,
    /// The sum of what was imported.
    pub imported: Cents,
    /// The sum of rows that were here before.
    pub already_here: Cents,
    /// The sum of rows that were skipped for a reason; each has its issue.
    pub skipped: Cents,
}

/// Something that is there and is not imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Stable code, one of [`Left::CODES`].
    pub what: &'static str,
    /// How many.
    pub count: u64,
    /// The money in them, where they are about money.
    pub sum: Option<Cents>,
}

impl Left {
    /// All codes, for the tests that each has its words.
    pub const CODES: [&'static str; 7] = [
        "transactions",
        "transactions_deleted",
        "products",
        "portfolio_items",
        "portfolio_images",
        "portfolio_images_missing",
        "avatars",
    ];
}

/// One thing that could not be taken as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The table, or the file beside the database.
    pub table: String,
    /// The row's id there; `None` where it has none that can be read, or it is about the whole table.
    pub id: Option<i64>,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// What it is.
    pub code: IssueCode,
    /// What was found: the value, or the id of the other row. Empty where it is a secret or about health.
    pub detail: String,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// Kinds of issue. What each means for people is said by the message of its code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum IssueCode { $($(#[$doc])* $name,)+ }

        impl IssueCode {
            /// All of them, for the tests that each has its words.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

codes! {
    /// A known table is not in the file: an older version.
    TableMissing = "table_missing",
    /// A table that nothing is known of; it was not read.
    TableUnknown = "table_unknown",
    /// A known column is not in the file: an older version.
    ColumnMissing = "column_missing",
    /// A column that nothing is known of; it was not read.
    ColumnUnknown = "column_unknown",
    /// A file beside the database can't be read.
    FileUnreadable = "file_unreadable",
    /// The row has no usable id; it was skipped.
    IdUnreadable = "id_unreadable",
    /// An earlier row has the same id; this one was skipped.
    IdRepeated = "id_repeated",
    /// There is no name; the row is called by its number.
    NameMissing = "name_missing",
    /// The client has no phone number.
    PhoneMissing = "phone_missing",
    /// A date that is needed is not there; today was taken.
    DateMissing = "date_missing",
    /// A date of the past lies in the future; it was kept.
    DateInFuture = "date_in_future",
    /// The clocks were put forward over this time: the next moment was taken.
    TimeSkipped = "time_skipped",
    /// The clocks went through this time twice: the first was taken.
    TimeTwice = "time_twice",
    /// The text is longer than it may be here: shortened.
    TooLong = "too_long",
    /// Characters without shape were taken out.
    ControlCharacters = "control_characters",
    /// Bytes that are no text were replaced.
    NotUnicode = "not_unicode",
    /// The value can't be read as what the column holds: left out.
    Unreadable = "unreadable",
    /// A line of preferences has parts that nothing is known of.
    PreferenceUnknown = "preference_unknown",
    /// The preferred artist is not in the file.
    ArtistUnknown = "artist_unknown",
    /// The rate was above one and was taken for percent.
    RateAsPercent = "rate_as_percent",
    /// The user name had forms that are not allowed here.
    UserNameChanged = "user_name_changed",
    /// The user name is taken: it got a suffix.
    UserNameTaken = "user_name_taken",
    /// The role is not known: the account is switched off and may do nothing.
    RoleUnknown = "role_unknown",
    /// An artist's account without artist: switched off.
    ArtistNeeded = "artist_needed",
    /// The artist is linked to another account: this one is switched off.
    ArtistTaken = "artist_taken",
    /// The role has no artist: the link was left out.
    LinkDropped = "link_dropped",
    /// The password is stored in a form that can't be checked: a new one has to be chosen.
    PasswordUnusable = "password_unusable",
    /// The client is not in the file: skipped.
    ClientMissing = "client_missing",
    /// The artist is not in the file: skipped.
    ArtistMissing = "artist_missing",
    /// The start can't be read: skipped.
    StartMissing = "start_missing",
    /// The end can't be read: an hour was assumed.
    EndMissing = "end_missing",
    /// The status is not known: pending was taken.
    StatusUnknown = "status_unknown",
    /// The price is below zero; it was kept.
    PriceNegative = "price_negative",
    /// The artist has another appointment at that time; both were kept.
    OverlapArtist = "overlap_artist",
    /// The client has another appointment at that time; both were kept.
    OverlapClient = "overlap_client",
    /// The artist can't be booked here at that time; it was kept.
    OverlapBlock = "overlap_block",
    /// It ends before it starts; it was kept.
    EndBeforeStart = "end_before_start",
    /// It lasts less than five minutes or more than twelve hours; it was kept.
    LengthUnusual = "length_unusual",
    /// A master code was set there: it is not taken, a new one has to be set.
    MasterCode = "master_code",
    /// A setting that nothing is known of.
    SettingUnknown = "setting_unknown",
    /// The setting was set here by hand; that stays.
    SettingKept = "setting_kept",
    /// A file that should be there is not.
    FileMissing = "file_missing",
    /// The picture is damaged or of a kind that is not taken; the code of the reason is the detail.
    PictureRefused = "picture_refused",
    /// The client has another photo already; that stays.
    PhotoKept = "photo_kept",
    /// Who uploaded it is not known: it is nobody's who has an account.
    OwnerUnknown = "owner_unknown",
    /// The file belongs to no client.
    FileOfNobody = "file_of_nobody",
}

impl IssueCode {
    /// Whether the row that it is about was not imported.
    #[must_use]
    pub const fn skips(self) -> bool {
        matches!(
            self,
            Self::IdUnreadable
                | Self::IdRepeated
                | Self::ClientMissing
                | Self::ArtistMissing
                | Self::StartMissing
                | Self::FileMissing
                | Self::PictureRefused
                | Self::PhotoKept
                | Self::FileOfNobody
        )
    }
}
