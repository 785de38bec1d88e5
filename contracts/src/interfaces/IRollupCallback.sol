// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ProofOutcome} from "./MarketTypes.sol";

/// @title What a requester implements to be told of results
interface IRollupCallback {
    /// @notice Called once by the market, after payment, with the gas that the request promised.
    /// Reverting changes nothing for the prover; the market then emits `CallbackFailed` and the requester
    /// must fetch the result itself.
    /// @param requestId The request that was fulfilled.
    /// @param outcome What was verified, and by which classes.
    /// @param output Bytes that the fulfiller passed along. Not verified: check them against
    /// `outcome.outputDigest` before use.
    function onProof(bytes32 requestId, ProofOutcome calldata outcome, bytes calldata output) external;
}
