//! The first start in a browser, from an empty folder to the first sign-in.

use std::sync::Arc;

use studio_app::{FirstStart, Folder, Origin, Secret, Studio, SystemClock, Upgrade};

use crate::kit::{Server, ask, command};

const PASSWORD: &str = "la tinta entra despacio";

/// The path of the link that is printed.
fn link(server: &mut Server) -> String {
    let told = server.read_to("/setup?token=");
    let address = format!("http://{}", server.address);
    told.lines().last().unwrap().trim().strip_prefix(&address).expect("the server's address").to_owned()
}

fn send(server: &Server, token: &str) -> String {
    let body = format!(
        "token={token}&name=Tinta+y+Punto&time_zone=America%2FMexico_City&currency=MXN&language=es&user_name=marta\
         &password={0}&password_again={0}&code=",
        PASSWORD.replace(' ', "+")
    );
    let headers = "Content-Type: application/x-www-form-urlencoded\r\nAccept: text/html\r\n";
    ask(&mut server.connect(), "POST", "/setup", headers, &body)
}

fn sign_in(server: &Server) -> String {
    server.post("/api/v1/session", &format!(r#"{{"username": "marta", "password": "{PASSWORD}"}}"#))
}

#[test]
fn an_empty_folder_becomes_a_studio_without_a_restart() {
    let parent = tempfile::tempdir().unwrap();
    let data = parent.path().join("studio-data");
    let mut server = Server::start(&data);
    let link = link(&mut server);
    let token = link.split_once('=').unwrap().1;
    assert_eq!(token.len(), 43);
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(server.get("/readyz").starts_with("HTTP/1.1 503"));
    assert!(server.get("/api/v1/clients").starts_with("HTTP/1.1 503"));
    assert!(server.get("/clients").contains("location: /setup"));
    assert!(server.get(&link).contains("name=\"time_zone\""));
    let done = send(&server, token);
    assert!(done.starts_with("HTTP/1.1 303") && done.contains("location: /sign-in?done=setup"), "{done}");
    assert!(server.get("/readyz").starts_with("HTTP/1.1 200"));
    assert!(sign_in(&server).starts_with("HTTP/1.1 201"));
    assert!(send(&server, token).starts_with("HTTP/1.1 409"));
    assert_eq!(server.terminate(), Some(0));
    let server = Server::start(&data);
    assert!(sign_in(&server).starts_with("HTTP/1.1 201"), "it stays set up");
}

#[test]
fn a_new_start_makes_the_old_link_worthless() {
    let data = tempfile::tempdir().unwrap();
    let mut first = Server::start(data.path());
    let old = link(&mut first);
    assert_eq!(first.terminate(), Some(0));
    let mut second = Server::start(data.path());
    let new = link(&mut second);
    assert_ne!(old, new);
    assert!(second.get(&old).starts_with("HTTP/1.1 403"));
    assert!(send(&second, old.split_once('=').unwrap().1).starts_with("HTTP/1.1 403"));
    assert!(second.get(&new).starts_with("HTTP/1.1 200"));
}

#[test]
fn the_link_leads_where_people_reach_the_server() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::of(command(data.path()).args(["--public-url", "https://studio.example"]));
    assert!(server.read_to("/setup?token=").contains("  https://studio.example/setup?token="));
    drop(server);
    let mut server =
        Server::of(crate::kit::program().args(["--listen", "0.0.0.0:0", "--data"]).arg(data.path()));
    assert!(server.read_to("/setup?token=").contains("  http://127.0.0.1:"));
}

/// The command line opens the same folder in a process of its own; the file between them is the same.
#[test]
fn a_studio_made_in_a_terminal_meanwhile_is_served_at_once() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::start(data.path());
    let link = link(&mut server);
    let studio = Studio::open(Folder::at(data.path()), Arc::new(SystemClock), Upgrade::Check).unwrap();
    let first = FirstStart {
        name: "Tinta y Punto".to_owned(),
        time_zone: "America/Mexico_City".to_owned(),
        country: String::new(),
        currency: "MXN".to_owned(),
        language: "es".to_owned(),
        admin: "marta".to_owned(),
        password: Secret::from(PASSWORD),
        code: None,
    };
    studio.set_up(&studio.visit(Origin::CLI).unwrap(), &first).unwrap();
    let gone = server.get(&link);
    assert!(gone.starts_with("HTTP/1.1 303") && gone.contains("location: /\r\n"), "{gone}");
    assert!(sign_in(&server).starts_with("HTTP/1.1 201"));
}
