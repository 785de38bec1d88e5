// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Statement, Verdict} from "./MarketTypes.sol";

/// @title What the market asks of the attesters
/// @notice A quorum of bonded attesters signs a Merkle root over statements and verdicts once; every
/// statement below it is then settled with a path instead of a pairing. The message that is signed binds
/// chain, contract and root, so nothing can be replayed elsewhere.
/// @dev Both questions must be cheap, must not revert on bad `data` where that can be avoided (the market
/// treats a revert as "no"), and answer no while the statement's program is frozen.
interface IAttestation {
    /// @notice Whether a quorum stands behind the statement.
    /// @param data Which recorded root, and the Merkle path to it.
    function isAttested(Statement calldata statement, bytes calldata data) external view returns (bool);

    /// @notice Whether a quorum stands behind a verdict on a request.
    /// @param market The market that the request belongs to.
    /// @param since Unix time from which the verdict holds, as signed.
    function isVerdict(address market, bytes32 requestId, Verdict verdict, uint64 since, bytes calldata data)
        external
        view
        returns (bool);

    /// @notice Until when nothing is attested of a program, because a quorum was shown to have lied about it;
    /// what was attested before is void for good. Zero if that never happened.
    function frozenUntil(bytes32 programId) external view returns (uint48);
}
