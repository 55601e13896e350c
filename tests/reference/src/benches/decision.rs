//! One decision of the policy engine against a plain array look-up.

use std::cell::RefCell;
use std::hint::black_box;

use anyhow::{Result, ensure};
use studio_policy::{Action, Actor, Column, Elevation, Grant, Matrix, Origin, Ownership, Role};

use super::{Bench, Size};
use crate::clock;
use crate::interleave::{Program, interleave_anew};
use crate::random::Random;
use crate::table::Table;

pub(crate) const BENCH: Bench = Bench {
    name: "decision",
    about: "one decision of the policy engine, against a grant read from an array and an inline check",
    run,
};

const NOW: i64 = 1_790_000_000_000;
/// How many orders of all questions make a round.
const SHUFFLES: usize = 32;
/// Pairs of area and act in the table.
const PAIRS: usize = 37;
const ASSISTANT: u8 = 1;

/// A question as the engine takes it.
#[derive(Debug, Clone, Copy)]
struct Question {
    actor: Actor,
    action: Action,
    ownership: Ownership,
}

/// The same question, resolved to indices.
#[derive(Debug, Clone, Copy)]
struct Plain {
    pair: u8,
    role: u8,
    ownership: u8,
    linked: bool,
    expires_at: Option<i64>,
}

type Grants = [[u8; 3]; PAIRS];

const ALLOW: u8 = 0;
const OWN: u8 = 1;
const LOCKED: u8 = 2;
const DENY: u8 = 3;
const MINE: u8 = 0;

/// What one would write by hand: the grant, then what it asks for.
#[expect(clippy::indexing_slicing, reason = "the reference is a plain array look-up")]
#[inline]
fn plain(grants: &Grants, ask: &Plain, now: i64) -> bool {
    match grants[usize::from(ask.pair)][usize::from(ask.role)] {
        ALLOW => true,
        OWN => ask.linked && ask.ownership == MINE,
        LOCKED => ask.role == ASSISTANT && ask.expires_at.is_some_and(|end| now < end),
        _ => false,
    }
}

/// The array alone, without what a grant asks for: it answers wrongly wherever a grant is conditional.
#[expect(clippy::indexing_slicing, reason = "the reference is a plain array look-up")]
#[inline]
fn bare(grants: &Grants, ask: &Plain) -> bool {
    grants[usize::from(ask.pair)][usize::from(ask.role)] == ALLOW
}

fn grants(pairs: &[Action]) -> Grants {
    let mut grants = [[DENY; 3]; PAIRS];
    for (row, action) in grants.iter_mut().zip(pairs) {
        for (cell, role) in row.iter_mut().zip(Role::ALL) {
            *cell = match Matrix::STUDIO.grant(Column::of_role(*role), *action) {
                Grant::Allow => ALLOW,
                Grant::Own => OWN,
                Grant::Locked => LOCKED,
                Grant::Deny => DENY,
            };
        }
    }
    grants
}

fn questions(pairs: &[Action]) -> Vec<(Question, Plain)> {
    let mut all = Vec::new();
    for (pair, action) in (0..).zip(pairs) {
        for (role, who) in (0..).zip(Role::ALL) {
            for (ownership, whose) in (0..).zip(Ownership::ALL) {
                for expires_at in [None, Some(NOW + 60_000)] {
                    let linked = *who == Role::Artist;
                    let elevation = expires_at.map(|expires_at| Elevation { expires_at });
                    let actor = Actor::Person { role: *who, linked, elevation };
                    let question = Question { actor, action: *action, ownership: *whose };
                    all.push((question, Plain { pair, role, ownership, linked, expires_at }));
                }
            }
        }
    }
    all
}

/// The workload of a round, in both forms.
#[derive(Debug, Default)]
struct Orders {
    asked: Vec<Question>,
    resolved: Vec<Plain>,
}

impl Orders {
    /// Large branch predictors learn even tens of thousands of answers by heart when they come in the same order twice.
    fn shuffle(&mut self, all: &mut [(Question, Plain)], random: &mut Random) {
        self.asked.clear();
        self.resolved.clear();
        for _ in 0..SHUFFLES {
            random.shuffle(all);
            self.asked.extend(all.iter().map(|(question, _)| *question));
            self.resolved.extend(all.iter().map(|(_, plain)| *plain));
        }
    }
}

/// Both engines must say the same before their times may be compared.
fn agree(matrix: &Matrix, grants: &Grants, all: &[(Question, Plain)]) -> Result<()> {
    for (ask, same) in all {
        let product = matrix.decide(&ask.actor, ask.action, ask.ownership, NOW).is_permit();
        ensure!(product == plain(grants, same, NOW), "the reference decides {ask:?} differently");
    }
    Ok(())
}

fn run(size: Size) -> Result<Vec<Table>> {
    let pairs: Vec<Action> =
        Action::ALL.iter().copied().filter(|action| action.origin() == Origin::Brief).collect();
    ensure!(pairs.len() == PAIRS, "the workload has {} pairs, not {PAIRS}", pairs.len());
    let (matrix, grants, mut all) = (Matrix::STUDIO, grants(&pairs), questions(&pairs));
    agree(&matrix, &grants, &all)?;
    let count = all.len();
    let orders = RefCell::new(Orders::default());
    let mut random = Random::new(37);
    let programs: [Program<'_>; 4] = [
        Box::new(|| {
            decide_all(black_box(&matrix), &orders.borrow().asked);
            Ok(())
        }),
        Box::new(|| {
            plain_all(black_box(&grants), &orders.borrow().resolved);
            Ok(())
        }),
        Box::new(|| {
            bare_all(black_box(&grants), &orders.borrow().resolved);
            Ok(())
        }),
        Box::new(|| {
            load_all(&orders.borrow().resolved);
            Ok(())
        }),
    ];
    let anew = || orders.borrow_mut().shuffle(&mut all, &mut random);
    let pieces = SHUFFLES * count;
    let [engine, fair, array, floor] = interleave_anew(size.pick(401, 2), pieces, anew, programs)?;

    let caption = format!(
        "decision: {count} questions in {SHUFFLES} orders, others each round, nanoseconds each, {}",
        clock::CPU
    );
    let mut table = Table::comparison(caption, "ns");
    table.compare("engine / array look-up with owner and elevation", 1.0, &engine, &fair, Some(1.5));
    table.compare("engine / array look-up alone (decides wrongly)", 1.0, &engine, &array, None);
    table.compare("array look-up with owner and elevation / loop floor", 1.0, &fair, &floor, None);
    Ok(vec![table])
}

// Each loop is a function of its own, so that the compiler treats all of them alike.

#[inline(never)]
fn decide_all(matrix: &Matrix, asked: &[Question]) {
    for ask in asked {
        let _ = black_box(matrix.decide(&ask.actor, ask.action, ask.ownership, NOW));
    }
}

#[inline(never)]
fn plain_all(grants: &Grants, resolved: &[Plain]) {
    for ask in resolved {
        black_box(plain(grants, ask, NOW));
    }
}

#[inline(never)]
fn bare_all(grants: &Grants, resolved: &[Plain]) {
    for ask in resolved {
        black_box(bare(grants, ask));
    }
}

#[inline(never)]
fn load_all(resolved: &[Plain]) {
    for ask in resolved {
        black_box(ask.pair);
    }
}
