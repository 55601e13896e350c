//! A relative link in a Markdown file leads to a file that is there.

use super::Finding;
use super::tree::Tree;

/// Every link that is not an address of its own.
pub(super) fn resolve(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.ending(".md") {
        for (number, target) in links(&file.text) {
            let Some(path) = relative(target) else { continue };
            match join(&file.path, path) {
                Some(joined) if tree.exists(&joined) => {}
                _ => findings.push(Finding::at(&file.path, number, format!("`{target}` leads nowhere"))),
            }
        }
    }
    findings
}

/// The part of a link that is a path: nothing for addresses, places in the same file and Rust items.
fn relative(target: &str) -> Option<&str> {
    let address = target.contains("://") || target.starts_with("mailto:");
    let path = target.split('#').next().unwrap_or(target);
    (!address && !path.is_empty() && !path.contains("::")).then_some(path)
}

/// The target as a path from the root; `None` when it leaves the tree.
fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            "" => return None,
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Targets of `[text](target)` and `[name]: target`, outside of code, with their lines.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut links = Vec::new();
    let mut fenced = false;
    for (number, line) in (1..).zip(text.lines()) {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            fenced = !fenced;
        } else if !fenced {
            let definition = start.strip_prefix('[').and_then(|rest| rest.split_once("]: "));
            let inline = outside_code(line).flat_map(|part| part.split("](").skip(1));
            let found = inline.filter_map(|rest| rest.split(')').next()).chain(definition.map(|(_, to)| to));
            links.extend(found.filter_map(destination).map(|target| (number, target)));
        }
    }
    links
}

/// Without its title and its angle brackets.
fn destination(written: &str) -> Option<&str> {
    written.split_whitespace().next().map(|target| target.trim_start_matches('<').trim_end_matches('>'))
}

/// The parts of a line that end before, or begin after, a code span; a span inside the text of a link keeps
/// its `](`, which comes after it.
fn outside_code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let tree =
            Tree::of(&[(path, text), ("docs/STYLE.md", "# Style\n"), ("crates/a/src/lib.rs", "//! A.\n")]);
        resolve(&tree).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        for text in [
            "[style](docs/STYLE.md)",
            "[style](./docs/STYLE.md#names \"Names\"), [crates](crates/)",
            "[`a`](crates/a) and [style][s]\n\n[s]: docs/STYLE.md",
            "[here](#below), [out](https://example.org/x), [mail](mailto:a@example.org)",
            "[item](crate::Store)",
            "`[text](target)` is a link",
            "```text\n[a](gone.md)\n```",
        ] {
            assert_eq!(found("README.md", text), [""; 0], "{text}");
        }
        assert_eq!(found("docs/README.md", "[style](STYLE.md) [a](../crates/a/src/lib.rs)"), [""; 0]);
    }

    #[test]
    fn links_that_lead_nowhere_are_found() {
        for text in [
            "[style](STYLE.md)",
            "[style](docs/STYLE)",
            "[`code` and text](gone.md)",
            "[up](../docs/STYLE.md)",
            "[root](/docs/STYLE.md)",
            "see [s]\n\n[s]: gone.md",
            "[good](docs/STYLE.md) [bad](gone.md#x)",
            "```text\n```\n[a](gone.md)",
        ] {
            assert_eq!(found("README.md", text).len(), 1, "{text}");
        }
    }
}
