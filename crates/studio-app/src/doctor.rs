//! Is everything as it should be: the data, its folder, the clock?

use studio_store::actions::Inspect;
use studio_store::{AuditFilter, Finding, OpCtx, Verdict, actions::ReadAudit};

use crate::error::Result;
use crate::folder::open_to_others;
use crate::health::{KeyPlace, lines};
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
        findings.push(self.key_finding(ctx)?);
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

    /// Whether every sealed answer has its key.
    fn key_finding(&self, ctx: &OpCtx) -> Result<Finding> {
        let ring = self.folder.key();
        let lines = lines(ring.as_ref().ok(), &self.key_uses(ctx)?);
        let finding = |verdict, found| Finding { check: "field_key", verdict, found };
        let of = |place| {
            let told = lines.iter().filter(|line| line.place == place && line.screenings > 0);
            told.map(|line| format!("{} ({} screenings)", line.id, line.screenings))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let ring = match ring {
            Ok(ring) => ring,
            Err(error) => {
                let path = self.folder.key_file();
                return Ok(finding(Verdict::Bad, format!("`{}`: {error}", path.display())));
            }
        };
        Ok(match (of(KeyPlace::Missing), of(KeyPlace::Lost), of(KeyPlace::Older)) {
            (missing, ..) if !missing.is_empty() => finding(Verdict::Bad, format!("not here: {missing}")),
            (_, lost, _) if !lost.is_empty() => finding(Verdict::Warning, format!("given up: {lost}")),
            (.., older) if !older.is_empty() => {
                finding(Verdict::Warning, format!("rotation not finished: {older}"))
            }
            _ => finding(Verdict::Good, ring.current().id().to_string()),
        })
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
