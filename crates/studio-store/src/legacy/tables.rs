//! The tables of the old application and the columns that its versions had, each cell as text.

/// A row of one of its tables.
pub trait LegacyRecord: Sized {
    /// The table.
    const TABLE: &'static str;
    /// Its columns, in the order of the fields.
    const COLUMNS: &'static [&'static str];

    /// The row of these cells, in the order of [`LegacyRecord::COLUMNS`]; what is left out is `None`.
    fn from_cells(cells: Vec<Option<String>>) -> Self;
}

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident = $table:literal { $($column:ident),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Default, PartialEq, Eq)]
            pub struct $name {
                $(#[doc = concat!("Column `", stringify!($column), "`.")] pub $column: Option<String>,)+
            }

            impl LegacyRecord for $name {
                const TABLE: &'static str = $table;
                const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];

                fn from_cells(cells: Vec<Option<String>>) -> Self {
                    let mut cells = cells.into_iter();
                    Self { $($column: cells.next().flatten(),)+ }
                }
            }
        )+

        /// Every table with its columns.
        pub(super) const TABLES: &[(&str, &[&str])] = &[$(($table, $name::COLUMNS)),+];
    };
}

records! {
    /// A row of `clients`.
    LegacyClient = "clients" {
        id, name, phone, email, notes, created_at, instagram, city, state, gender, birthdate, consent_info,
        consent_image, consent_data, emergency_name, emergency_relation, emergency_phone, preferred_artist_id,
        health_allergies, health_diabetes, health_coagulation, health_epilepsy, health_cardiac,
        health_anticoagulants, health_preg_lact, health_substances, health_derm, health_obs, is_active,
    }
    /// A row of `artists`.
    LegacyArtist = "artists" { id, name, rate_commission, active }
    /// A row of `users`.
    LegacyUser = "users" {
        id, username, role, password_hash, artist_id, is_active, created_at, last_login, name, birthdate, email,
        phone, instagram,
    }
    /// A row of `sessions`: what is an appointment here.
    LegacySession = "sessions" {
        id, client_id, artist_id, start, end, status, price, notes, commission_override,
    }
    /// A row of `transactions`.
    LegacyTransaction = "transactions" {
        id, session_id, artist_id, amount, method, date, commission_amount, deleted_flag, concept, created_at,
        updated_at,
    }
    /// A row of `products`.
    LegacyProduct = "products" {
        id, name, category, cost, stock, min_stock, sku, unidad, caduca, proveedor, activo, fechacaducidad,
    }
    /// A row of `portfolio_items`.
    LegacyPortfolioItem = "portfolio_items" {
        id, artist_id, path, caption, created_at, client_id, session_id, transaction_id, is_public, is_cover,
        style, body_area, color_mode, fresh_or_healed, thumb_path, user_id,
    }
    /// A row of `settings`.
    LegacySetting = "settings" { key, value }
}
