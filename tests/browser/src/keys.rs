//! Keys of the keyboard, by the names that pages know them by.

use fantoccini::key;

/// A key that is no letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// To the next control.
    Tab,
    /// Does the main thing.
    Enter,
    /// Closes.
    Escape,
    /// Presses a button.
    Space,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// To the first.
    Home,
    /// To the last.
    End,
    /// Held while another is pressed.
    Shift,
    /// Held while another is pressed.
    Control,
    /// Held while another is pressed.
    Alt,
}

impl From<Key> for char {
    fn from(key: Key) -> Self {
        match key {
            Key::Tab => key::Key::Tab,
            Key::Enter => key::Key::Enter,
            Key::Escape => key::Key::Escape,
            Key::Space => return ' ',
            Key::Up => key::Key::Up,
            Key::Down => key::Key::Down,
            Key::Left => key::Key::Left,
            Key::Right => key::Key::Right,
            Key::Home => key::Key::Home,
            Key::End => key::Key::End,
            Key::Shift => key::Key::Shift,
            Key::Control => key::Key::Control,
            Key::Alt => key::Key::Alt,
        }
        .into()
    }
}
