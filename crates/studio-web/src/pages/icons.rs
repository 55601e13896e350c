//! Icons by what they mean, from one set.

use icondata_lu as lu;

/// The icon as SVG; it stands beside a word, so nothing reads it out. Names that are not known are a defect that a test finds.
pub(crate) fn svg(name: &str) -> String {
    let Some(shape) = find(name) else { return String::new() };
    format!(
        r#"<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{shape}</svg>"#
    )
}

/// The icon as the symbol `s-NAME`, for pages on which it stands many times.
pub(crate) fn symbol(name: &str) -> String {
    let Some(shape) = find(name) else { return String::new() };
    format!(
        r#"<symbol id="s-{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">{shape}</symbol>"#
    )
}

fn find(name: &str) -> Option<&'static str> {
    let icon = match name {
        "today" => lu::LuSun,
        "agenda" => lu::LuCalendarDays,
        "clients" => lu::LuUsers,
        "search" => lu::LuSearch,
        "add" => lu::LuPlus,
        "locked" => lu::LuLock,
        "unlocked" => lu::LuLockOpen,
        "more" => lu::LuEllipsis,
        "menu" => lu::LuMenu,
        "fold" => lu::LuPanelLeft,
        "phone" => lu::LuPhone,
        "email" => lu::LuMail,
        "instagram" => lu::LuInstagram,
        "open" => lu::LuArrowRight,
        "filter" => lu::LuListFilter,
        "grip" => lu::LuGrip,
        "copy" => lu::LuCopy,
        "archive" => lu::LuArchive,
        "restore" => lu::LuArchiveRestore,
        "edit" => lu::LuPencil,
        "note" => lu::LuNotebookPen,
        "preferences" => lu::LuHeart,
        "health" => lu::LuHeartPulse,
        "camera" => lu::LuCamera,
        "consents" => lu::LuFilePen,
        "emergency" => lu::LuSiren,
        "calendar" => lu::LuCalendar,
        "clock" => lu::LuClock,
        "start" => lu::LuPlay,
        "undo" => lu::LuUndo2,
        "follow-up" => lu::LuCalendarClock,
        "continue" => lu::LuWorkflow,
        "history" => lu::LuHistory,
        "first-visit" => lu::LuSparkles,
        "deposit" => lu::LuWallet,
        "warning" => lu::LuTriangleAlert,
        "info" => lu::LuInfo,
        "done" => lu::LuCheck,
        "no" => lu::LuX,
        "pin" => lu::LuPin,
        "correction" => lu::LuMessageSquareWarning,
        "gallery" => lu::LuImages,
        "permissions" => lu::LuShieldCheck,
        "minor" => lu::LuBaby,
        "sign-out" => lu::LuLogOut,
        "person" => lu::LuUser,
        "up" => lu::LuArrowUp,
        "down" => lu::LuArrowDown,
        "next" => lu::LuChevronDown,
        "artist" => lu::LuBrush,
        "merge" => lu::LuMerge,
        "swap" => lu::LuArrowLeftRight,
        "delete" => lu::LuTrash2,
        "print" => lu::LuPrinter,
        "export" => lu::LuDownload,
        "list" => lu::LuList,
        "import" => lu::LuUpload,
        "portfolio" => lu::LuImages,
        "star" => lu::LuStar,
        "eye" => lu::LuEye,
        "hidden" => lu::LuEyeOff,
        "stack" => lu::LuLayers,
        "back" => lu::LuArrowLeft,
        "before" => lu::LuChevronLeft,
        "behind" => lu::LuChevronRight,
        "filters" => lu::LuSlidersHorizontal,
        "keys" => lu::LuKeyboard,
        "arrived" => lu::LuDoorOpen,
        "pending" => lu::LuHourglass,
        "confirmed" => lu::LuCheck,
        "completed" => lu::LuCheckCheck,
        "no-show" => lu::LuUserX,
        "cancelled" => lu::LuBan,
        "book" => lu::LuCalendarPlus,
        _ => return None,
    };
    Some(icon.data)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::find;

    #[test]
    fn every_icon_that_a_template_names_is_there() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        let mut folders = vec![std::path::PathBuf::from(root)];
        let mut named = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let text = fs::read_to_string(entry.path()).unwrap();
                for name in text.split("icon(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(find(name).is_some(), "no icon `{name}` in {}", entry.path().display());
                    named += 1;
                }
            }
        }
        assert!(named > 20, "the templates name only {named} icons");
    }
}
