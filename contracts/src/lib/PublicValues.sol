// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title How a run's public values become a statement
/// @notice Public values are 32-byte words, at most 32 of them; the last one is the payee as a number.
///
/// ```
///  word:     0    1    2   …            n−2   n−1
///          [in] [in] [out] …           [in] [payee]       bit i of the mask: word i is input
///  inputCommitment = sha256(mask ‖ input words in order)
///  outputDigest    = sha256(words 0 … n−2)                 (everything but the payee)
///  meteredDigest   = sha256(words 0 … n−1 ‖ work)          (what a verifier is asked about)
/// ```
///
/// The payee is left out of `outputDigest`, so that two honest provers of one input state the same output
/// and two different outputs for one input are a contradiction. The mask is part of the commitment, so
/// that it cannot be swapped for one that selects different words with equal content.
library PublicValues {
    uint256 internal constant MAX_WORDS = 32;

    /// @notice Splits public values. `ok` is false when they are empty, not whole words, too long, select a
    /// word that is not there or the payee itself, or name a payee that is no address.
    function split(bytes calldata values, uint32 mask)
        internal
        pure
        returns (bool ok, bytes32 inputCommitment, bytes32 outputDigest, address payee)
    {
        uint256 words = values.length / 32;
        if (words == 0 || words > MAX_WORDS || values.length % 32 != 0) return (false, 0, 0, address(0));
        if (uint256(mask) >> (words - 1) != 0) return (false, 0, 0, address(0));
        uint256 last = uint256(bytes32(values[(words - 1) * 32:]));
        if (last >> 160 != 0) return (false, 0, 0, address(0));

        bytes memory input = abi.encode(uint256(mask));
        for (uint256 i = 0; i < words - 1; ++i) {
            if ((uint256(mask) >> i) & 1 == 1) input = bytes.concat(input, values[i * 32:(i + 1) * 32]);
        }
        ok = true;
        inputCommitment = sha256(input);
        outputDigest = sha256(values[:(words - 1) * 32]);
        payee = address(uint160(last));
    }

    /// @notice What the router is asked about: the public values followed by the work as one word.
    function meteredDigest(bytes calldata values, uint64 work) internal pure returns (bytes32) {
        return sha256(bytes.concat(values, bytes32(uint256(work))));
    }
}
