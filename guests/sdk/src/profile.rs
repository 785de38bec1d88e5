//! Which part of a guest its cycles belong to.
//!
//! A mark is a message to the developer whose first byte is zero and whose rest names the part: from
//! there on, cycles belong to that part, until the next mark. It costs five instructions or so, and
//! is no part of what is proven. [`mark!`](crate::mark) makes the name at compile time.

/// Says that what follows belongs to the part that `message` names after a zero byte.
#[inline(always)]
pub fn mark(message: &'static str) {
    #[cfg(target_os = "none")]
    crate::ecall::write(2, message.as_bytes());
    #[cfg(not(target_os = "none"))]
    let _ = message;
}

/// From here on cycles belong to the named part: `mark!("trie")`.
#[macro_export]
macro_rules! mark {
    ($part:literal) => {
        $crate::profile::mark(concat!("\0", $part))
    };
}
