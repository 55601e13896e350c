//! Scans, files of appointments, galleries and the photo of a new client, from the terminal.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use studio_app::{Folder, Studio, SystemClock, Upgrade};
use studio_domain::{AppointmentStatus, ArtistId, ClientId};
use studio_testkit::picture;

use crate::kit::Desk;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\r\n";

fn desk() -> Desk {
    let desk = Desk::new();
    fs::write(desk.path().join("ana.png"), picture(60, 40, 1)).unwrap();
    fs::write(desk.path().join("form.pdf"), PDF).unwrap();
    fs::write(desk.path().join("moving.gif"), b"GIF89a").unwrap();
    desk
}

/// An appointment of the client with the artist.
fn session(desk: &Desk) -> String {
    desk.run(&["artist", "add", "Lola"]).ends(0);
    let studio = Studio::open(Folder::at(desk.data()), Arc::new(SystemClock), Upgrade::Check).unwrap();
    let at = studio.now().plus(Duration::from_secs(20 * 60 * 60));
    let (client, artist) = (ClientId::new(1), ArtistId::new(1));
    studio_testkit::book(&studio, client, artist, AppointmentStatus::Confirmed, at).to_string()
}

#[test]
fn a_client_is_added_with_a_photo_or_not_at_all() {
    let desk = desk();
    let add = |photo: &str| {
        desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200", "--photo", photo])
    };
    let refused = add("moving.gif").ends(2);
    assert!(refused.err.contains("This is a GIF"), "{}", refused.err);
    assert!(add("nowhere.png").ends(1).err.contains("nowhere.png"));
    assert_eq!(desk.json(&["client", "list"])["items"].as_array().unwrap().len(), 0);
    add("ana.png").ends(0);
    assert!(desk.json(&["client", "show", "1"])["photo"]["bytes"].as_u64().unwrap() > 0);
    let images = desk.json(&["client", "gallery", "1"]);
    assert_eq!(
        (&images["items"][0]["kind"], images["items"].as_array().unwrap().len()),
        (&"photo".into(), 1)
    );
    assert_eq!(
        desk.json(&["client", "gallery", "1", "--kind", "appointment"])["items"],
        serde_json::json!([])
    );
    desk.run(&["client", "gallery", "1", "--year", "MM"]).ends(2);
}

#[test]
fn a_scan_comes_with_its_consent_or_later() {
    let desk = desk();
    desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200"]).ends(0);
    let record =
        |more: &[&str]| desk.run(&[&["client", "consent-record", "1", "informed"][..], more].concat());
    assert!(record(&["--paper", "moving.gif"]).ends(2).err.contains("This is a GIF"));
    record(&["--how", "spoken", "--paper", "form.pdf"]).ends(2);
    record(&["--paper", "form.pdf"]).ends(0);
    record(&[]).ends(0);
    let shown = desk.json(&["client", "consent-show", "1", "1", "--paper", "back.pdf"]);
    assert_eq!(shown["paper"]["content_type"], "application/pdf");
    assert_eq!(fs::read(desk.path().join("back.pdf")).unwrap(), PDF);
    assert!(desk.json(&["client", "consent-show", "1", "2"])["paper"].is_null());
    desk.run(&["client", "consent-show", "1", "2", "--paper", "none.pdf"]).ends(1);
    desk.run(&["client", "consent-paper", "1", "2", "ana.png"]).ends(0);
    assert_eq!(desk.json(&["client", "consent-show", "1", "2"])["paper"]["content_type"], "image/jpeg");
    let again = desk.run(&["client", "consent-paper", "1", "2", "ana.png"]).ends(1);
    assert!(again.err.contains("has a scan already") && again.err.contains("hint:"), "{}", again.err);
}

#[test]
fn files_are_attached_listed_saved_and_detached() {
    let desk = desk();
    desk.run(&["client", "add", "--name", "Ana Luz", "--phone", "600 100 200"]).ends(0);
    let session = session(&desk);
    desk.run(&["appointment", "attach", &session, "ana.png", "form.pdf"]).ends(0);
    let refused = desk.run(&["appointment", "attach", &session, "moving.gif"]).ends(2);
    assert!(refused.err.contains("GIF") && refused.err.contains("moving.gif"), "{}", refused.err);
    let listed = desk.json(&["appointment", "files", &session]);
    let titles: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["ana", "form"]);
    assert!(desk.run(&["appointment", "files", &session]).ends(0).out.contains("application/pdf"));
    desk.run(&["appointment", "files", &session, "--save", "2", "--to", "again.pdf"]).ends(0);
    assert_eq!(fs::read(desk.path().join("again.pdf")).unwrap(), PDF);
    desk.run(&["appointment", "files", &session, "--save", "1", "--to", "small.jpg", "--size", "320"])
        .ends(0);
    assert!(fs::read(desk.path().join("small.jpg")).unwrap().starts_with(&[0xff, 0xd8, 0xff]));
    assert_eq!(desk.json(&["client", "gallery", "1"])["items"][0]["appointment_id"].to_string(), session);
    desk.run(&["appointment", "detach", &session, "1"]).ends(0);
    desk.run(&["appointment", "detach", &session, "1"]).ends(1);
    desk.run(&["appointment", "files", "999"]).ends(1);
    assert_eq!(desk.json(&["appointment", "files", &session])["items"].as_array().unwrap().len(), 1);
}
