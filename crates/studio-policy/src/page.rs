//! The permissions page of the documentation, written from the tables that decide.

use core::fmt::{Result, Write};

use crate::{Format, Grant, Matrix, Profile};

/// Writes the page about permissions as Markdown: how to read it, the matrix, the profiles and what they
/// change. A test that compares a committed page with this text keeps the documentation true.
///
/// # Errors
/// Only those of `out`.
pub fn write_page(out: &mut dyn Write) -> Result {
    out.write_str(
        "# Permissions\n\n\
         Generated from the table in `crates/studio-policy`; do not edit by hand.\n\n\
         | cell | meaning |\n|---|---|\n",
    )?;
    for grant in Grant::ALL {
        let (mark, meaning) = match grant {
            Grant::Allow => ("allow", "always"),
            Grant::Own => ("own", "for an artist with a linked profile, on rows that this profile owns"),
            Grant::Locked => ("locked", "for an assistant, while the master code is in force"),
            Grant::Deny => ("-", "never"),
        };
        writeln!(out, "| {mark} | {meaning} |")?;
    }
    out.write_str(
        "\nOperator is the command line on the machine itself, housekeeping what the program does on a \
         schedule, setup the first start until the first admin exists.\n\n",
    )?;
    Matrix::STUDIO.write(Format::Markdown, out)?;
    out.write_str("\n## Profiles\n")?;
    for profile in Profile::ALL {
        write!(out, "\n### {}\n\n{}.\n", profile.name, profile.does)?;
        let matrix = profile.matrix();
        if matrix != Matrix::STUDIO {
            out.write_str("\n| action | role | standard | here |\n|---|---|---|---|\n")?;
            for change in Matrix::STUDIO.diff(&matrix) {
                writeln!(
                    out,
                    "| `{}` | {} | {} | {} |",
                    change.action, change.column, change.from, change.to
                )?;
            }
        }
        if profile.adopts_created_clients {
            out.write_str("\nA client that an artist creates becomes that artist's own.\n")?;
        }
    }
    Ok(())
}
