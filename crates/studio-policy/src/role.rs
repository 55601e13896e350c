//! Who acts: the three roles of people, the three ways the program itself acts, and the matrix's columns.

coded! {
    /// The role of an account.
    pub enum Role {
        /// Runs the studio: everything that people may do.
        Admin = "admin",
        /// The front desk: daily work, and *locked* actions for a short time after the master code.
        Assistant = "assistant",
        /// Tattoos: sees what everybody sees, changes what is their own.
        Artist = "artist",
    }
}

coded! {
    /// Work that no signed-in person does. Each kind has its own column in the matrix and its own name in
    /// the audit log; there is no way around the matrix.
    pub enum SystemRole {
        /// Whoever runs the program on its machine without naming an account.
        Operator = "operator",
        /// What the program does by itself on a schedule.
        Housekeeping = "housekeeping",
        /// The first start, until the first admin exists.
        Setup = "setup",
    }
}

coded! {
    /// A column of the matrix: a role of people or a kind of system work.
    pub enum Column {
        /// [`Role::Admin`]
        Admin = "admin",
        /// [`Role::Assistant`]
        Assistant = "assistant",
        /// [`Role::Artist`]
        Artist = "artist",
        /// [`SystemRole::Operator`]
        Operator = "operator",
        /// [`SystemRole::Housekeeping`]
        Housekeeping = "housekeeping",
        /// [`SystemRole::Setup`]
        Setup = "setup",
    }
}

impl Column {
    /// How many columns a matrix has.
    pub const COUNT: usize = Self::ALL.len();

    /// The column of a role.
    #[must_use]
    #[inline]
    pub const fn of_role(role: Role) -> Self {
        match role {
            Role::Admin => Self::Admin,
            Role::Assistant => Self::Assistant,
            Role::Artist => Self::Artist,
        }
    }

    /// The column of a kind of system work.
    #[must_use]
    #[inline]
    pub const fn of_system(role: SystemRole) -> Self {
        match role {
            SystemRole::Operator => Self::Operator,
            SystemRole::Housekeeping => Self::Housekeeping,
            SystemRole::Setup => Self::Setup,
        }
    }

    /// The role of people that the column stands for; `None` for a system column.
    #[must_use]
    pub const fn role(self) -> Option<Role> {
        match self {
            Self::Admin => Some(Role::Admin),
            Self::Assistant => Some(Role::Assistant),
            Self::Artist => Some(Role::Artist),
            Self::Operator | Self::Housekeeping | Self::Setup => None,
        }
    }

    /// The position in [`ALL`](Self::ALL).
    #[must_use]
    #[inline]
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl From<Role> for Column {
    fn from(role: Role) -> Self {
        Self::of_role(role)
    }
}

impl From<SystemRole> for Column {
    fn from(role: SystemRole) -> Self {
        Self::of_system(role)
    }
}
