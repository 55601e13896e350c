//! What holds: flags before environment before file, for each name.

use std::process::Output;

use crate::kit::program;

/// Name, and what flag, environment and file say.
const NAMES: [(&str, &str, &str, &str); 9] = [
    ("data", "a", "b", "c"),
    ("listen", "127.0.0.1:1", "127.0.0.1:2", "[::1]:3"),
    ("public-url", "https://a.example", "https://b.example:8443", "http://c.example"),
    ("migrate", "auto", "check", "auto"),
    ("trusted-proxy", "10.1.0.0/16", "192.168.7.9/32", "fd00::/8"),
    ("tls-self-signed", "true", "false", "true"),
    ("log-format", "text", "json", "text"),
    ("demo", "false", "true", "false"),
    ("language", "en", "es", "en"),
];

fn printed(output: Output) -> toml::Table {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().parse().unwrap()
}

fn value(table: &toml::Table, name: &str) -> String {
    match table.get(name) {
        Some(toml::Value::String(text)) => text.clone(),
        Some(toml::Value::Boolean(yes)) => yes.to_string(),
        Some(toml::Value::Array(all)) => {
            all.iter().map(|one| one.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(",")
        }
        other => format!("{other:?}"),
    }
}

fn line(name: &str, value: &str) -> String {
    match (name, value) {
        ("trusted-proxy", _) => format!("{name} = [\"{value}\"]"),
        (_, "true" | "false") => format!("{name} = {value}"),
        _ => format!("{name} = \"{value}\""),
    }
}

#[test]
fn a_flag_is_stronger_than_the_environment_and_that_than_the_file() {
    let folder = tempfile::tempdir().unwrap();
    for (name, flag, environment, file) in NAMES {
        let path = folder.path().join(format!("{name}.toml"));
        std::fs::write(&path, line(name, file)).unwrap();
        let variable = format!("STUDIO_{}", name.replace('-', "_").to_uppercase());
        let ask = || {
            let mut command = program();
            command.arg("--print-config");
            command
        };
        let of_file = printed(ask().arg("--config").arg(&path).output().unwrap());
        assert_eq!(value(&of_file, name), file, "file");
        let both = printed(ask().env("STUDIO_CONFIG", &path).env(&variable, environment).output().unwrap());
        assert_eq!(value(&both, name), environment, "environment over file");
        let flag_given = format!("--{name}={flag}");
        let all =
            ask().arg("--config").arg(&path).env(&variable, environment).arg(flag_given).output().unwrap();
        assert_eq!(value(&printed(all), name), flag, "flag over environment");
    }
}

#[test]
fn encryption_is_taken_whole_from_the_strongest_that_speaks_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.toml");
    std::fs::write(&path, "tls-cert = \"file.pem\"\ntls-key = \"file.key\"").unwrap();
    let ask = |args: &[&str], environment: &[(&str, &str)]| {
        let mut command = program();
        command.arg("--print-config").arg("--config").arg(&path).args(args).envs(environment.iter().copied());
        printed(command.output().unwrap())
    };
    assert_eq!(value(&ask(&[], &[]), "tls-cert"), "file.pem");
    let environment = [("STUDIO_TLS_CERT", "env.pem"), ("STUDIO_TLS_KEY", "env.key")];
    let both = ask(&[], &environment);
    assert_eq!(
        (value(&both, "tls-cert"), value(&both, "tls-key")),
        ("env.pem".to_owned(), "env.key".to_owned())
    );
    let all = ask(&["--tls-cert", "flag.pem"], &environment);
    assert_eq!(
        (value(&all, "tls-cert"), value(&all, "tls-key")),
        ("flag.pem".to_owned(), "env.key".to_owned())
    );
    let made = ask(&["--tls-self-signed"], &[]);
    assert!(value(&made, "tls-self-signed") == "true" && !made.contains_key("tls-cert"), "{made}");
    let off = ask(&["--tls-self-signed=false"], &[]);
    assert!(value(&off, "tls-self-signed") == "false" && !off.contains_key("tls-cert"), "{off}");
}

#[test]
fn what_is_printed_is_a_file_that_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("studio.toml");
    let flags: Vec<String> = NAMES.iter().map(|(name, flag, ..)| format!("--{name}={flag}")).collect();
    let first = program().arg("--print-config").args(flags).output().unwrap();
    std::fs::write(&path, &first.stdout).unwrap();
    let second = program().arg("--print-config").arg("--config").arg(&path).output().unwrap();
    assert_eq!(printed(first), printed(second));
}

#[test]
fn without_a_word_the_usual_holds() {
    let usual = printed(program().arg("--print-config").output().unwrap());
    for (name, expected) in [
        ("data", "studio-data"),
        ("listen", "127.0.0.1:8080"),
        ("migrate", "auto"),
        ("tls-self-signed", "false"),
        ("log-format", "text"),
        ("demo", "false"),
        ("trusted-proxy", ""),
    ] {
        assert_eq!(value(&usual, name), expected, "{name}");
    }
    assert!(!usual.contains_key("public-url") && !usual.contains_key("language"), "{usual}");
    let demo = printed(program().args(["--print-config", "--demo"]).output().unwrap());
    assert_eq!(value(&demo, "data"), "studio-demo");
}

#[test]
fn what_makes_no_sense_is_refused_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    for (text, part) in [
        ("lisen = \"127.0.0.1:0\"", "lisen"),
        ("trusted-proxy = [\"10.0.0.0/99\"]", "10.0.0.0/99"),
        ("public-url = \"https://studio.example/path\"", "https://studio.example/path"),
        ("language = \"fr\"", "`fr`"),
        ("tls-cert = \"a.pem\"", "tls-key"),
        ("tls-key = \"a.key\"", "tls-cert"),
        ("tls-cert = \"a\"\ntls-key = \"b\"\ntls-self-signed = true", "which of the two"),
    ] {
        let path = folder.path().join("studio.toml");
        std::fs::write(&path, text).unwrap();
        let output = program().arg("--config").arg(&path).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(3) && said.contains(part), "{text}: {said}");
    }
    for (flag, part) in [
        ("--trusted-proxy=everyone", "everyone"),
        ("--public-url=ftp://studio.example", "ftp://studio.example"),
        ("--public-url=https://me@studio.example", "me@studio.example"),
    ] {
        let output = program().arg(flag).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && said.contains(part), "{flag}: {said}");
    }
}

#[test]
fn a_port_alone_is_answered_with_an_example() {
    let output = program().args(["--listen", "8080"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("127.0.0.1:8080"), "{said}");
}
