//! Prints an invented studio: its artists, a day of its agenda, a few clients. `cargo run --package studio-demo --example show_demo -- en`

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::error::Error;

use studio_demo::{Demo, Plan};
use studio_domain::{Language, StudioZone, Timestamp};

fn main() -> Result<(), Box<dyn Error>> {
    let language = Language::parse(&std::env::args().nth(1).unwrap_or_else(|| "es".to_owned()))?;
    let zone = StudioZone::parse("Europe/Madrid")?;
    let now = Timestamp::parse_rfc3339("2026-09-21T11:00:00+02:00")?;
    let demo = Demo::new(Plan::small(language, zone, now))?;

    for artist in demo.artists() {
        println!("{} · {} · {}\n    {}", artist.name, artist.styles.join(", "), artist.hours, artist.bio);
    }
    println!();
    let today = zone.day(zone.date(now));
    for one in demo.appointments().filter(|one| today.contains(one.starts_at)) {
        let artist = demo.artists().get(one.artist).map(|artist| artist.name.as_str()).unwrap_or_default();
        let client = demo.client(one.client).name;
        println!(
            "{} {:<16} {:<10} {client}: {}",
            zone.local(one.starts_at).format("%H:%M"),
            artist,
            one.status,
            one.service
        );
    }
    println!();
    for client in demo.clients().skip(40).take(5) {
        let (email, instagram) = (client.email.unwrap_or_default(), client.instagram.unwrap_or_default());
        println!(
            "{} · {} · {email} · {instagram} · {}",
            client.name,
            client.phone,
            client.pinned_note.unwrap_or_default()
        );
        for note in client.notes {
            println!("    {} {}", zone.date(note.written_at), note.text);
        }
    }
    for note in demo.appointments().filter_map(|one| one.note).take(3) {
        println!("\n{}", note.text);
    }
    Ok(())
}
