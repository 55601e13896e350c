//! Choice lists that a studio edits: how they are stored, and what a new studio starts with.

use crate::text::line;
use crate::{Invalid, Rule, fold};
use std::collections::BTreeSet;

/// The greatest number of entries of a list.
pub(super) const MAX_ENTRIES: usize = 200;

/// The greatest number of characters of an entry.
const MAX_ENTRY: usize = 60;

/// One entry a line, from lines or text parted by `|`. Empty entries and those that search could not tell from an
/// earlier one are left out; the order stays.
pub(super) fn normalise(field: &'static str, raw: &str) -> Result<String, Invalid> {
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for raw in raw.split(['\n', '|']) {
        let entry = line(field, raw, 0, MAX_ENTRY)?;
        if !entry.is_empty() && seen.insert(fold(&entry)) {
            entries.push(entry);
        }
    }
    if entries.len() > MAX_ENTRIES {
        let max = i64::try_from(MAX_ENTRIES).unwrap_or(i64::MAX);
        return Err(Invalid::new(field, Rule::OutOfRange { min: 0, max }));
    }
    Ok(entries.join("\n"))
}

pub(super) const STYLES_EN: &str = "Traditional\nNeo-traditional\nRealism\nBlack and grey\nBlackwork\nFine line\n\
Dotwork\nGeometric\nOrnamental\nTribal\nJapanese\nLettering\nWatercolour\nNew school\nIllustrative\nMinimalist\n\
Portrait\nChicano\nBiomechanical\nTrash polka\nSketch\nHand-poked\nCover-up\nFlash";

pub(super) const STYLES_ES: &str = "Tradicional\nNeotradicional\nRealismo\nBlanco y negro\nBlackwork\nLínea fina\n\
Puntillismo\nGeométrico\nOrnamental\nTribal\nJaponés\nLettering\nAcuarela\nNew school\nIlustrativo\nMinimalista\n\
Retrato\nChicano\nBiomecánico\nTrash polka\nBoceto\nHandpoke\nCover-up\nFlash";

pub(super) const PLACEMENTS_EN: &str = "Forearm\nUpper arm\nFull sleeve\nHalf sleeve\nShoulder\nElbow\nWrist\nHand\n\
Fingers\nChest\nCollarbone\nSternum\nRibs\nStomach\nUpper back\nLower back\nFull back\nSpine\nNeck\nNape\n\
Behind the ear\nFace\nHead\nHip\nButtock\nThigh\nKnee\nCalf\nShin\nAnkle\nFoot";

pub(super) const PLACEMENTS_ES: &str = "Antebrazo\nBrazo\nManga completa\nMedia manga\nHombro\nCodo\nMuñeca\nMano\n\
Dedos\nPecho\nClavícula\nEsternón\nCostillas\nAbdomen\nEspalda alta\nEspalda baja\nEspalda completa\nColumna\nCuello\n\
Nuca\nDetrás de la oreja\nCara\nCabeza\nCadera\nGlúteo\nMuslo\nRodilla\nPantorrilla\nEspinilla\nTobillo\nPie";

pub(super) const SOURCES_EN: &str = "Instagram\nTikTok\nGoogle\nReferral\nWalk-in\nOther";

pub(super) const SOURCES_ES: &str = "Instagram\nTikTok\nGoogle\nRecomendación\nPasaba por aquí\nOtro";
