//! Accessibility as axe-core checks it.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::target::installed;

static AXE: LazyLock<String> = LazyLock::new(|| installed("axe-core/axe.min.js"));

/// Runs rules and answers what they found, one line each.
const RUN: &str = "const [rules, done] = arguments;
axe.run(document, { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) }).then(
  (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.failureSummary.replaceAll('\\n', ' ')}`))),
  (error) => done([String(error)]));";

impl Browser {
    /// What stands between somebody and this page as it is now, by all rules.
    ///
    /// # Panics
    /// If it can't be checked.
    pub async fn barriers(&self) -> Vec<String> {
        self.check(Value::Null).await
    }

    /// The same by the rules that depend on colours alone, for a page that has just been checked in another theme.
    ///
    /// # Panics
    /// If it can't be checked.
    pub async fn faint(&self) -> Vec<String> {
        self.check(json!(["color-contrast", "link-in-text-block"])).await
    }

    async fn check(&self, rules: Value) -> Vec<String> {
        if self.js("typeof axe === 'undefined'").await == Value::Bool(true) {
            self.driver().execute(&AXE, Vec::new()).await.expect("axe-core starts");
        }
        let found = self.driver().execute_async(RUN, vec![rules]).await.expect("axe-core answers");
        found.as_array().expect("a list").iter().map(|line| line.as_str().unwrap_or("?").to_owned()).collect()
    }
}
