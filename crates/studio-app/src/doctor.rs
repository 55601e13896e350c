//! Is everything as it should be: the data, its folder, the clock?

use studio_store::actions::Inspect;
use studio_store::{AuditFilter, Finding, OpCtx, Verdict, actions::ReadAudit};

use crate::error::Result;
use crate::folder::open_to_others;
use crate::studio::Studio;

impl Studio {
    /// Looks at everything that can be looked at without changing anything; the operator's only. `thorough` reads every page of the
    /// data file.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused); what is wrong with the data is a finding, not an error.
    pub fn doctor(&self, ctx: &OpCtx, thorough: bool) -> Result<Vec<Finding>> {
        let (mut findings, newest) = self.store.read(ctx, |tx| {
            let studio = tx.studio();
            let may = tx.authorize::<Inspect>(&studio)?;
            let findings = tx.inspect(&may, thorough)?;
            let may = tx.authorize::<ReadAudit>(&studio)?;
            let newest = tx.audit_entries(&may, &AuditFilter::default())?.items.into_iter().next();
            Ok::<_, crate::Error>((findings, newest))
        })?;
        findings.push(self.key_finding());
        findings.push(self.privacy_finding());
        findings.push(self.media_finding(ctx, thorough));
        findings.push(self.unused_finding(ctx));
        // Entries are made as time passes: one from the future means that the clock was set back.
        let ahead = newest.filter(|entry| entry.at > ctx.visit.now);
        findings.push(Finding {
            check: "clock",
            verdict: if ahead.is_some() { Verdict::Warning } else { Verdict::Good },
            found: ahead.map_or_else(
                || "not behind the log".to_owned(),
                |entry| format!("behind entry {} of {}", entry.seq, entry.at),
            ),
        });
        Ok(findings)
    }

    fn key_finding(&self) -> Finding {
        match self.folder.key() {
            Ok(ring) => {
                Finding { check: "field_key", verdict: Verdict::Good, found: ring.current().id().to_string() }
            }
            Err(error) => Finding { check: "field_key", verdict: Verdict::Bad, found: error.to_string() },
        }
    }

    fn privacy_finding(&self) -> Finding {
        let open: Vec<String> = self
            .folder
            .private_parts()
            .into_iter()
            .filter(|path| open_to_others(path).unwrap_or(false))
            // Inside a closed folder, the mode of a file does not matter.
            .filter(|path| path == self.folder.root() || open_to_others(self.folder.root()).unwrap_or(false))
            .map(|path| path.display().to_string())
            .collect();
        Finding {
            check: "folder_private",
            verdict: if open.is_empty() { Verdict::Good } else { Verdict::Warning },
            found: if open.is_empty() {
                "yes".to_owned()
            } else {
                format!("others can read {}", open.join(", "))
            },
        }
    }
}
