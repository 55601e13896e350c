//! A few hundred clients with awkward names, and what should be found of them, said without the product's queries.

use std::cmp::Ordering;
use std::sync::OnceLock;

use studio_domain::{
    AppointmentStatus, ArtistId, BirthDate, ClientId, ClientSort, ClientStatus, Email, Instagram, Order,
    PersonName, Phone, Timestamp, digits, fold, needles, sort_key,
};
use studio_store::actions::{ImportLegacy, ListClients};
use studio_store::{
    ClientEdit, ClientPage, ClientQuery, ClientRow, Error, MovedAppointment, Named, NewClient, OpCtx, Permit,
    Store, Tx, Write,
};

use crate::kit::{Cast, Chance, NOW, TestFile, operator};

/// An appointment, as far as lists see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meeting {
    pub(crate) at: Timestamp,
    pub(crate) status: AppointmentStatus,
    pub(crate) artist: ArtistId,
}

/// A client, as the test knows it.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: ClientId,
    pub(crate) name: String,
    /// What the name sorts by.
    pub(crate) key: String,
    pub(crate) phone: Option<String>,
    pub(crate) e164: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) instagram: Option<String>,
    pub(crate) archived: bool,
    pub(crate) preferred: Option<ArtistId>,
    pub(crate) created_at: Timestamp,
    pub(crate) meetings: Vec<Meeting>,
    /// Records of the same person that were merged into this one; their meetings are among those above.
    pub(crate) also: Vec<Person>,
}

impl Person {
    pub(crate) fn named(name: &str) -> Self {
        Self {
            id: ClientId::new(0),
            name: name.to_owned(),
            key: sort_key(name),
            phone: None,
            e164: None,
            email: None,
            instagram: None,
            archived: false,
            preferred: None,
            created_at: NOW,
            meetings: Vec::new(),
            also: Vec::new(),
        }
    }

    fn new_client(&self) -> NewClient {
        NewClient {
            name: PersonName::parse(&self.name).unwrap(),
            phone: self.phone.as_deref().map(|phone| Phone::parse(phone).unwrap()),
            more: ClientEdit {
                phone_e164: self.e164.clone(),
                email: self.email.as_deref().map(|email| Some(Email::parse(email).unwrap())),
                instagram: self.instagram.as_deref().map(|handle| Some(Instagram::parse(handle).unwrap())),
                preferred_artist: self.preferred.map(Some),
                birth_date: Some(Some(BirthDate::parse("1990-05-31").unwrap())),
                ..ClientEdit::default()
            },
            legacy_id: None,
            created_at: Some(self.created_at),
        }
    }

    /// The first one ahead that is pending or confirmed. At the same moment confirmed comes first, then the older artist.
    pub(crate) fn next(&self, now: Timestamp) -> Option<Meeting> {
        use AppointmentStatus::{Confirmed, Pending};
        let ahead =
            self.meetings.iter().filter(|one| one.at > now && matches!(one.status, Pending | Confirmed));
        ahead.min_by_key(|one| (one.at, one.status.code(), one.artist)).copied()
    }

    /// The latest that has begun or is over, and was not called off.
    pub(crate) fn last(&self, now: Timestamp) -> Option<Meeting> {
        use AppointmentStatus::{Cancelled, Completed, NoShow};
        let over = |one: &&Meeting| one.at <= now || matches!(one.status, Completed | NoShow);
        let past = self.meetings.iter().filter(|one| one.status != Cancelled).filter(over);
        past.max_by_key(|one| (one.at, one.status.code(), one.artist)).copied()
    }

    pub(crate) fn assigned(&self, now: Timestamp) -> Option<ArtistId> {
        let met = self.next(now).or(self.last(now));
        met.map(|one| one.artist).or(self.preferred)
    }

    pub(crate) fn is_of(&self, artist: ArtistId) -> bool {
        let met = |one: &Meeting| one.artist == artist && one.status != AppointmentStatus::Cancelled;
        self.preferred == Some(artist) || self.meetings.iter().any(met)
    }

    /// Whether the search box finds it: each word stands somewhere, or, written like a phone number, its digits do.
    pub(crate) fn is_found_by(&self, typed: &str) -> bool {
        let text = |text: &Option<String>| fold(text.as_deref().unwrap_or_default());
        let number = |phone: &Option<String>| digits(phone.as_deref().unwrap_or_default());
        let said = |one: &Self| {
            let (phone, e164) = (number(&one.phone), number(&one.e164));
            [fold(&one.name), text(&one.email), text(&one.instagram), phone, e164]
        };
        let fields: Vec<String> = std::iter::once(self).chain(&self.also).flat_map(said).collect();
        let stands = |word: &str| !word.is_empty() && fields.iter().any(|field| field.contains(word));
        let is_number = |text: &str| {
            text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-–—()./#*,".contains(c))
        };
        if is_number(typed) && digits(typed).len() >= 3 {
            return stands(&digits(typed)) || stands(&fold(typed));
        }
        fold(typed)
            .split(' ')
            .map(|word| word.trim_start_matches('@'))
            .filter(|word| !word.is_empty())
            .all(|word| stands(word) || (is_number(word) && stands(&digits(word))))
    }

    /// The row of a list as `now` and whoever asks should see it.
    pub(crate) fn row(
        &self,
        now: Timestamp,
        asker: Option<ArtistId>,
        artists: &[(ArtistId, &str)],
    ) -> ClientRow {
        let artist = self.assigned(now).map(|id| {
            let (_, name) = artists.iter().find(|(known, _)| *known == id).unwrap();
            Named { id, name: (*name).to_owned() }
        });
        ClientRow {
            photo: None,
            id: self.id,
            name: self.name.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            instagram: self.instagram.clone(),
            artist,
            next_appointment: self.next(now).map(|one| one.at),
            last_appointment: self.last(now).map(|one| one.at),
            created_at: self.created_at,
            status: if self.archived { ClientStatus::Archived } else { ClientStatus::Active },
            mine: asker.is_some_and(|artist| self.is_of(artist)),
            version: studio_domain::Version::FIRST,
        }
    }
}

/// What is asked of a list.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) q: String,
    pub(crate) sort: ClientSort,
    pub(crate) order: Order,
    pub(crate) status: Option<ClientStatus>,
    pub(crate) artist: Option<ArtistId>,
    pub(crate) upcoming: bool,
    pub(crate) limit: usize,
}

impl View {
    pub(crate) fn by(sort: ClientSort, order: Order) -> Self {
        Self { q: String::new(), sort, order, status: None, artist: None, upcoming: false, limit: 50 }
    }

    pub(crate) fn query(&self) -> ClientQuery {
        ClientQuery {
            needles: needles(&self.q),
            status: self.status,
            artist: self.artist,
            upcoming: self.upcoming,
            sort: self.sort,
            order: self.order,
            limit: self.limit,
            after: None,
        }
    }

    /// Everything in it, by looking at everybody.
    pub(crate) fn of<'p>(&self, people: &'p [Person], now: Timestamp) -> Vec<&'p Person> {
        let found: Vec<&Person> = people.iter().filter(|person| person.is_found_by(&self.q)).collect();
        self.among(&found, now)
    }

    /// The same, among those whom the search finds.
    pub(crate) fn among<'p>(&self, found: &[&'p Person], now: Timestamp) -> Vec<&'p Person> {
        let mut found: Vec<&Person> = found
            .iter()
            .copied()
            .filter(|person| match self.status {
                None => true,
                Some(status) => person.archived == (status == ClientStatus::Archived),
            })
            .filter(|person| self.artist.is_none_or(|artist| person.assigned(now) == Some(artist)))
            .filter(|person| !self.upcoming || person.next(now).is_some())
            .collect();
        found.sort_by(|a, b| self.compare(a, b, now));
        found
    }

    fn compare(&self, a: &Person, b: &Person, now: Timestamp) -> Ordering {
        let moment = |person: &Person| match self.sort {
            ClientSort::Next => person.next(now).map(|one| one.at),
            ClientSort::Last => person.last(now).map(|one| one.at),
            ClientSort::Registered => Some(person.created_at),
            ClientSort::Name => None,
        };
        let (mine, theirs) = (moment(a), moment(b));
        // Missing dates are last whatever the direction.
        let missing = mine.is_none().cmp(&theirs.is_none());
        let names = if self.sort == ClientSort::Name { a.key.cmp(&b.key) } else { Ordering::Equal };
        let upward = mine.cmp(&theirs).then(names).then(a.id.cmp(&b.id));
        missing.then(if self.order == Order::Asc { upward } else { upward.reverse() })
    }
}

/// A page for somebody.
pub(crate) fn page(store: &Store, ctx: &OpCtx, query: &ClientQuery) -> ClientPage {
    store.read::<_, Error, _>(ctx, |tx| page_in(tx, query)).unwrap()
}

pub(crate) fn page_in<M>(tx: &mut Tx<'_, M>, query: &ClientQuery) -> Result<ClientPage, Error> {
    let may = tx.authorize_list::<ListClients>()?;
    tx.list_clients(&may, query)
}

/// All pages, one after the other.
pub(crate) fn follow<M>(tx: &mut Tx<'_, M>, query: &ClientQuery) -> Result<Vec<ClientRow>, Error> {
    let mut query = query.clone();
    let mut rows = Vec::new();
    loop {
        let page = page_in(tx, &query)?;
        assert!(page.items.len() <= query.limit, "{} rows in a page of {}", page.items.len(), query.limit);
        rows.extend(page.items);
        if page.next.is_none() {
            return Ok(rows);
        }
        assert_ne!(page.next, query.after, "a page that leads to itself");
        query.after = page.next;
    }
}

/// Everybody in the list.
pub(crate) fn everybody(store: &Store, ctx: &OpCtx) -> Vec<ClientRow> {
    let query = ClientQuery { status: None, limit: 200, ..ClientQuery::default() };
    store.read::<_, Error, _>(ctx, |tx| follow(tx, &query)).unwrap()
}

/// Moves the people in, as the operator, and tells them their ids. Their rows are made as of [`NOW`].
pub(crate) fn move_in(store: &Store, people: &mut [Person]) {
    let moving = people.to_vec();
    let ids = importing(store, move |tx, may| {
        let mut ids = Vec::new();
        for person in &moving {
            let id = tx.move_client(may, &person.new_client(), person.archived)?;
            for one in &person.meetings {
                tx.move_appointment(may, &moved(id, *one))?;
            }
            ids.push(id);
        }
        assert_eq!(tx.finish_moving_in(may, &[])?, moving.len());
        Ok(ids)
    });
    for (person, id) in people.iter_mut().zip(ids) {
        person.id = id;
    }
}

pub(crate) fn moved(client: ClientId, one: Meeting) -> MovedAppointment {
    MovedAppointment {
        client,
        artist: one.artist,
        starts_at: one.at,
        ends_at: one.at.plus(std::time::Duration::from_secs(3_600)),
        status: one.status,
        service: String::new(),
        price: None,
        commission_override: None,
        legacy_id: None,
        imported: true,
    }
}

/// Does something with the permit to move in.
pub(crate) fn importing<R: Send + 'static>(
    store: &Store,
    act: impl for<'tx> FnOnce(&mut Tx<'tx, Write>, &Permit<'tx, ImportLegacy>) -> Result<R, Error>
    + Send
    + 'static,
) -> R {
    let done = store.write_alone::<_, Error, _>(&operator(), move |tx| {
        let studio = tx.studio();
        let may = tx.authorize::<ImportLegacy>(&studio)?;
        act(tx, &may)
    });
    done.unwrap()
}

const WORDS: &[&str] = &[
    "María",
    "maria",
    "Íñigo",
    "Núñez",
    "Nunez",
    "Muñoz",
    "Siobhán",
    "Björn",
    "D'Angelo",
    "O’Neil",
    "Anne-Sophie",
    "Weiß",
    "Łukasz",
    "İpek",
    "Søren",
    "Zoë",
    "Œdipe",
    "Đorđe",
    "مريم",
    "שלומית",
    "刺青",
    "ガラス",
    "한결",
    "नेहा",
    "Ειρήνης",
    "Йосиф",
    "🖤",
    "👩🏽‍🎨",
    "ﷺ",
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "near",
    "\"Ana\"",
    "50%",
    "a_b",
    "*",
    "ana*",
    "^ana",
    "(ana)",
    "ana:",
    "--",
    "';DROP",
    "\\",
    "{ana}",
    "+ana",
    "ﬁne",
    "ª",
    "½",
    "Lluís·Pol",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "Li",
    "Ek",
    "Ó",
    "An",
    "1994",
    "2.0",
    "Ana",
    "Anna",
    "Anabel",
    "Banana",
];
const HANDLES: &[&str] =
    &["ana.ink", "Ink_94", "the.real_ANA", "_tinta_", "x", "neo.1994.08", "50", "near.and", "li_608"];
const MAILS: &[&str] = &[
    "Ana.Ruiz@example.org",
    "ñandú@example.mx",
    "ana-94.08@ink.example.org",
    "x+tag@example.com",
    "o'neil@example.ie",
];
const PHONES: &[&str] = &[
    "55 6081 390{}",
    "+52 55 6081-39{}",
    "(608) 139-0{}",
    "+34 600 12 34 {}",
    "608.139.{}",
    "0{}9",
    "5560813{}",
    "+1 (608) 139 09{}",
];

/// Clients of every kind that lists distinguish; names, dates and artists come up again and again.
fn crowd(cast: &Cast, count: usize, chance: &mut Chance) -> Vec<Person> {
    let artists = [cast.ana.artist(), cast.ben.artist()];
    let mut people = Vec::new();
    while people.len() < count {
        let words: Vec<&str> = (0..chance.within(1, 3)).map(|_| *chance.one_of(WORDS)).collect();
        let mut person = Person::named(&words.join(" "));
        if chance.within(0, 9) > 0 {
            let phone = chance.one_of(PHONES).replace("{}", &chance.within(0, 99).to_string());
            person.e164 = Phone::parse(&phone).unwrap().e164(Some("MX"));
            person.phone = Some(phone);
        }
        person.email = (chance.within(0, 2) > 0).then(|| (*chance.one_of(MAILS)).to_owned());
        person.instagram = (chance.within(0, 2) > 0).then(|| (*chance.one_of(HANDLES)).to_owned());
        person.archived = chance.within(0, 3) == 0;
        person.preferred = (chance.within(0, 2) == 0).then(|| *chance.one_of(&artists));
        person.created_at = Timestamp::from_millis(NOW.millis() - chance.within(0, 30) * 86_400_000);
        for _ in 0..chance.within(0, 3) {
            let at = Timestamp::from_millis(NOW.millis() + chance.within(-20, 12) * 3_600_000);
            let (status, artist) = (*chance.one_of(AppointmentStatus::ALL), *chance.one_of(&artists));
            person.meetings.push(Meeting { at, status, artist });
        }
        people.push(person);
    }
    people
}

/// A studio with 260 of them, and what the test knows about each.
pub(crate) fn town() -> (TestFile, Cast, Vec<Person>) {
    static TOWN: OnceLock<(Vec<u8>, Cast, Vec<Person>)> = OnceLock::new();
    let (bytes, cast, people) = TOWN.get_or_init(|| {
        let (file, cast) = TestFile::with_cast();
        let mut people = crowd(&cast, 260, &mut Chance::seeded(7));
        move_in(&file, &mut people);
        (file.bytes(), cast, people)
    });
    (TestFile::of(bytes), cast.clone(), people.clone())
}

/// Artists with their names, for [`Person::row`].
pub(crate) fn artists(cast: &Cast) -> [(ArtistId, &'static str); 2] {
    [(cast.ana.artist(), "Ana Ruiz"), (cast.ben.artist(), "Ben Okri")]
}
