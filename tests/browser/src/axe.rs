//! Accessibility as axe-core checks it.

use std::sync::LazyLock;

use serde_json::Value;

use crate::browser::Browser;
use crate::target::installed;

static AXE: LazyLock<String> = LazyLock::new(|| installed("axe-core/axe.min.js"));

/// Runs all rules and answers what they found, one line each.
const RUN: &str = "const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ['violations'] }).then(
  (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\\n', ' ')}`))),
  (error) => done([String(error)]));";

impl Browser {
    /// What stands between somebody and this page as it is now.
    ///
    /// # Panics
    /// If it can't be checked.
    pub async fn barriers(&self) -> Vec<String> {
        if self.js("typeof axe === 'undefined'").await == Value::Bool(true) {
            self.driver().execute(&AXE, Vec::new()).await.expect("axe-core starts");
        }
        let found = self.driver().execute_async(RUN, Vec::new()).await.expect("axe-core answers");
        found.as_array().expect("a list").iter().map(|line| line.as_str().unwrap_or("?").to_owned()).collect()
    }
}
