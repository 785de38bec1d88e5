/// Why an input is refused. Each variant is an exit code of its own (docs/rollup.md): the *input* is
/// wrong, and there is a right one for every batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Refusal {
    /// Format, kind, length, padding, or something left over.
    MalformedInput = 1,
    /// An element that is not below the field's order, or `used` longer than needed.
    NonCanonicalBlob = 2,
    /// A parent header that is malformed or not of this chain of headers.
    WrongParent = 3,
    /// First block and count do not lie within the batch.
    WrongRange = 4,
    /// Not as many deposits or forced transactions as the run takes.
    WrongQueue = 5,
    /// Withdrawals before the run where there can be none.
    UnexpectedWithdrawals = 6,
    /// A node that is none of a state trie.
    MalformedNode = 7,
    /// A node whose hash is not what its parent says.
    AlteredNode = 8,
    /// A node that is touched and not there.
    MissingNode = 9,
    /// A node that nothing touches.
    SuperfluousNode = 10,
}

impl Refusal {
    /// All of them, by exit code.
    pub const ALL: [Self; 10] = [
        Self::MalformedInput,
        Self::NonCanonicalBlob,
        Self::WrongParent,
        Self::WrongRange,
        Self::WrongQueue,
        Self::UnexpectedWithdrawals,
        Self::MalformedNode,
        Self::AlteredNode,
        Self::MissingNode,
        Self::SuperfluousNode,
    ];

    /// What the guest halts with.
    pub fn exit_code(self) -> i32 {
        self as i32
    }

    /// What is wrong, for whoever made the input.
    pub fn message(self) -> &'static str {
        match self {
            Self::MalformedInput => "malformed input: format, kind, length, padding, or something left over",
            Self::NonCanonicalBlob => "blob: an element is not below the field's order, or the last one is zero",
            Self::WrongParent => "parent header: malformed, or not of this chain of headers",
            Self::WrongRange => "range: first block and count do not lie within the batch",
            Self::WrongQueue => "deposits or forced transactions: not as many as the run takes",
            Self::UnexpectedWithdrawals => "withdrawals before the run, which begins the batch",
            Self::MalformedNode => "trie node: none of a state trie",
            Self::AlteredNode => "trie node: its hash is not what its parent says",
            Self::MissingNode => "trie node: touched but not there",
            Self::SuperfluousNode => "trie node: there but not touched",
        }
    }
}
