// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Leaves} from "../../src/attestation/Leaves.sol";
import {IAttestation} from "../../src/interfaces/IAttestation.sol";
import {IProofVerifier} from "../../src/interfaces/IProofVerifier.sol";
import {IProverRegistry} from "../../src/interfaces/IProverRegistry.sol";
import {Statement, Verdict} from "../../src/interfaces/MarketTypes.sol";

/// @notice An attestation contract whose quorum is the test.
contract FakeAttestation is IAttestation {
    mapping(bytes32 programId => uint48) public frozenUntil;
    mapping(bytes32 root => bool) private _attested;
    bool public broken;

    receive() external payable {}

    function attest(Statement calldata statement) external {
        _attested[Leaves.ofStatement(statement)] = true;
    }

    function attestRoot(bytes32 root) external {
        _attested[root] = true;
    }

    function rule(address market, bytes32 requestId, Verdict verdict, uint64 since) external {
        _attested[Leaves.ofVerdict(market, requestId, verdict, since)] = true;
    }

    function leafOf(Statement calldata statement) external pure returns (bytes32) {
        return Leaves.ofStatement(statement);
    }

    function freeze(bytes32 programId, uint48 until) external {
        frozenUntil[programId] = until;
    }

    function breakDown(bool broken_) external {
        broken = broken_;
    }

    function condemn(IProverRegistry registry, uint32 id) external returns (uint256) {
        return registry.condemn(id);
    }

    function isAttested(Statement calldata statement, bytes calldata path) external view returns (bool) {
        require(!broken, "broken");
        return _attested[Leaves.rootAbove(Leaves.ofStatement(statement), path)];
    }

    function isVerdict(address market, bytes32 requestId, Verdict verdict, uint64 since, bytes calldata)
        external
        view
        returns (bool)
    {
        return _attested[Leaves.ofVerdict(market, requestId, verdict, since)];
    }
}

/// @notice An external proof system that believes what the test tells it.
contract FakeVerifier is IProofVerifier {
    mapping(bytes32 => bool) private _valid;

    function accept(bytes32 programId, bytes32 digest) external {
        _valid[keccak256(abi.encode(programId, digest))] = true;
    }

    function verify(bytes32 programId, bytes32 publicValuesDigest, bytes calldata) external view returns (bytes4) {
        require(_valid[keccak256(abi.encode(programId, publicValuesDigest))], "unknown");
        return IProofVerifier.verify.selector;
    }
}
