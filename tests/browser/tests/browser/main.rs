//! What people do in the browser, told as stories.

mod signing_in;
