//! The currencies in use, by ISO 4217 code, with the number of decimals of each.

use crate::Invalid;
use std::fmt;

/// A currency that is legal tender somewhere. Funds, metals and codes out of use are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: &'static str,
    digits: u8,
}

/// Currencies without minor unit.
const NONE: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
    "XPF",
];

/// Currencies with a thousandth as minor unit.
const THREE: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// Currencies with a hundredth as minor unit.
const TWO: &[&str] = &[
    "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD", "BND", "BOB",
    "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CNY", "COP", "CRC", "CUP", "CVE", "CZK",
    "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ",
    "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD",
    "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR",
    "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP",
    "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS",
    "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH",
    "USD", "UYU", "UZS", "VED", "VES", "WST", "XCD", "XCG", "YER", "ZAR", "ZMW", "ZWG",
];

/// Countries whose currency does not begin with their own code, or that have two.
const SHARED: &[(&str, &str)] = &[
    ("AUD", "CC CX HM KI NF NR TV"),
    ("CHF", "LI"),
    ("DKK", "FO GL"),
    (
        "EUR",
        "AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA \
         XK YT",
    ),
    ("GBP", "GG GS IM JE"),
    ("ILS", "PS"),
    ("MAD", "EH"),
    ("NOK", "BV SJ"),
    ("NZD", "CK NU PN TK"),
    ("USD", "AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI"),
    ("VES", "VE"),
    ("XAF", "CF CG CM GA GQ TD"),
    ("XCD", "AG AI DM GD KN LC MS VC"),
    ("XCG", "CW SX"),
    ("XOF", "BF BJ CI GW ML NE SN TG"),
    ("XPF", "NC PF WF"),
];

impl Currency {
    /// The euro, the currency of a studio that has not chosen one.
    pub const EUR: Self = Self { code: "EUR", digits: 2 };

    /// Every known currency.
    pub fn all() -> impl Iterator<Item = Self> {
        let of = |codes: &'static [&'static str], digits| codes.iter().map(move |code| Self { code, digits });
        of(NONE, 0).chain(of(TWO, 2)).chain(of(THREE, 3))
    }

    /// The currency of a country, by its ISO 3166 code: most begin with it.
    pub fn of_country(country: &str) -> Option<Self> {
        let country = country.trim().to_ascii_uppercase();
        let shared = SHARED.iter().find(|(_, countries)| countries.split(' ').any(|one| one == country));
        match shared {
            Some((code, _)) => Self::parse(code).ok(),
            None => Self::all().find(|currency| country.len() == 2 && currency.code.starts_with(&country)),
        }
    }

    /// Reads a code of three letters, in any case.
    ///
    /// # Errors
    /// [`Rule::Form`](crate::Rule::Form) `currency` for a code that is not in use.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let raw = raw.trim();
        Self::all()
            .find(|currency| raw.eq_ignore_ascii_case(currency.code))
            .ok_or(Invalid::form("currency", "currency"))
    }

    /// The code, three upper-case letters.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The number of decimals: one major unit is `10^digits` minor units.
    pub const fn digits(self) -> u8 {
        self.digits
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
