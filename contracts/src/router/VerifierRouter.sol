// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IProofVerifier} from "../interfaces/IProofVerifier.sol";
import {IVerifierRouter, ProofClass} from "../interfaces/IVerifierRouter.sol";

/// @title Router of proofs to verifiers, by version
/// @notice A version is added behind a timelock, can be switched off at once, and is never replaced.
///
/// @dev Life of a version: unknown → proposed → active → off. The only arrows are these, plus proposed → off
/// (cancelled). A version that was ever named keeps its verifier for good: a proof that verified once cannot
/// verify as something else later, and whoever relies on version `v` needs to read its code once.
///
/// Powers. The *governor* proposes versions: nothing happens before the timelock is over, which is time for
/// everybody who disagrees to leave. The *guardian* switches versions off and can do nothing else: it can
/// delay, never forge. Neither can be changed; put a multisignature or a vote behind the address.
///
/// A class without an active version has no way to pass. In particular nothing is `Proven` here until a
/// validity-proof verifier has been added.
contract VerifierRouter is IVerifierRouter {
    /// @notice One version of one proof class.
    /// @param verifier the code that checks
    /// @param activeFrom time in seconds from which proofs are accepted
    /// @param gasCap gas offered to the verifier
    /// @param class what its proofs are worth
    /// @param off true for ever once cancelled or switched off
    struct Version {
        address verifier;
        uint48 activeFrom;
        uint32 gasCap;
        ProofClass class;
        bool off;
        bytes32 codeHash;
    }

    /// @notice A version that is active from the start.
    struct Initial {
        bytes4 version;
        ProofClass class;
        address verifier;
        uint32 gasCap;
    }

    /// @notice Shortest timelock that a router can be deployed with.
    uint48 public constant MIN_TIMELOCK = 7 days;
    /// @notice Highest gas cap: what fits into one transaction (EIP-7825) beside its other work.
    uint32 public constant MAX_GAS_CAP = 12_000_000;

    /// @dev Left to the router after a verifier used up its cap.
    uint256 private constant GAS_RESERVE = 5_000;

    /// @notice Who may propose versions.
    address public immutable governor;
    /// @notice Who may switch versions off.
    address public immutable guardian;
    /// @notice Seconds between proposal and activation.
    uint48 public immutable timelock;

    mapping(bytes4 version => Version) private _versions;

    /// @notice A version was proposed; it becomes active by itself at `activeFrom` unless cancelled.
    event VersionProposed(
        bytes4 indexed version, ProofClass class, address verifier, uint32 gasCap, bytes32 codeHash, uint48 activeFrom
    );
    /// @notice A version was cancelled or switched off, for ever.
    event VersionSwitchedOff(bytes4 indexed version, address by);

    /// @notice The caller is not the governor.
    error NotGovernor(address caller);
    /// @notice The caller is not the guardian (nor, before activation, the governor).
    error NotGuardian(address caller);
    /// @notice The timelock is shorter than `MIN_TIMELOCK`.
    error TimelockTooShort(uint48 timelock);
    /// @notice Zero is no version, `None` is no class.
    error InvalidVersion(bytes4 version, ProofClass class);
    /// @notice The version was named before, even if it is off now.
    error VersionTaken(bytes4 version);
    /// @notice There is no code at the verifier's address.
    error NoCode(address verifier);
    /// @notice The gas cap is zero or above `MAX_GAS_CAP`.
    error InvalidGasCap(uint32 gasCap);
    /// @notice The proof is too short to name a version.
    error ProofTooShort(uint256 length);
    /// @notice No such version was ever proposed.
    error UnknownVersion(bytes4 version);
    /// @notice The version becomes active only at `activeFrom`.
    error VersionNotActive(bytes4 version, uint48 activeFrom);
    /// @notice The version was cancelled or switched off.
    error VersionOff(bytes4 version);
    /// @notice The code at the verifier's address is not the code that was proposed.
    error VerifierChanged(bytes4 version);
    /// @notice The call brought too little gas to tell a bad proof from a starved verifier; send `required`.
    error InsufficientGas(uint256 available, uint256 required);
    /// @notice The verifier did not accept the proof.
    error InvalidProof(bytes4 version);

    /// @param governor_ who may propose versions; zero: nobody, the initial versions are all there will be
    /// @param guardian_ who may switch versions off; zero: nobody
    /// @param timelock_ seconds between proposal and activation
    /// @param initial versions that are active at once
    constructor(address governor_, address guardian_, uint48 timelock_, Initial[] memory initial) {
        if (timelock_ < MIN_TIMELOCK) revert TimelockTooShort(timelock_);
        governor = governor_;
        guardian = guardian_;
        timelock = timelock_;
        for (uint256 i = 0; i < initial.length; ++i) {
            Initial memory v = initial[i];
            _add(v.version, v.class, v.verifier, v.gasCap, uint48(block.timestamp));
        }
    }

    /// @notice Proposes a version; it is active after the timelock without a further call.
    function propose(bytes4 version, ProofClass class, address verifier, uint32 gasCap) external {
        if (msg.sender != governor) revert NotGovernor(msg.sender);
        _add(version, class, verifier, gasCap, uint48(block.timestamp) + timelock);
    }

    /// @notice Switches a version off for ever: the guardian at any time, the governor before it is active.
    function switchOff(bytes4 version) external {
        Version storage v = _versions[version];
        if (v.verifier == address(0)) revert UnknownVersion(version);
        bool cancels = msg.sender == governor && block.timestamp < v.activeFrom;
        if (msg.sender != guardian && !cancels) revert NotGuardian(msg.sender);
        if (v.off) revert VersionOff(version);
        v.off = true;
        emit VersionSwitchedOff(version, msg.sender);
    }

    /// @inheritdoc IVerifierRouter
    function verify(bytes32 programId, bytes32 publicValuesDigest, bytes calldata proof)
        external
        view
        returns (ProofClass class)
    {
        if (proof.length < 4) revert ProofTooShort(proof.length);
        bytes4 version = bytes4(proof[:4]);
        Version storage v = _versions[version];
        address verifier = v.verifier;
        if (verifier == address(0)) revert UnknownVersion(version);
        if (v.off) revert VersionOff(version);
        if (block.timestamp < v.activeFrom) revert VersionNotActive(version, v.activeFrom);
        if (verifier.codehash != v.codeHash) revert VerifierChanged(version);
        class = v.class;

        bytes memory payload = abi.encodeCall(IProofVerifier.verify, (programId, publicValuesDigest, proof[4:]));
        uint256 gasCap = v.gasCap;
        // A call gets at most 63/64 of the gas that is left (EIP-150).
        uint256 required = gasCap + gasCap / 63 + GAS_RESERVE;
        if (gasleft() < required) revert InsufficientGas(gasleft(), required);
        bool accepted;
        bytes32 magic = bytes32(IProofVerifier.verify.selector);
        assembly ("memory-safe") {
            mstore(0x00, 0)
            let ok := staticcall(gasCap, verifier, add(payload, 0x20), mload(payload), 0x00, 0x20)
            accepted := and(and(ok, gt(returndatasize(), 0x1f)), eq(mload(0x00), magic))
        }
        if (!accepted) revert InvalidProof(version);
    }

    /// @notice What is known of a version; all zero if it was never proposed.
    function versionOf(bytes4 version) external view returns (Version memory) {
        return _versions[version];
    }

    /// @notice True if proofs of this version are accepted now.
    function isActive(bytes4 version) external view returns (bool) {
        Version storage v = _versions[version];
        return
            v.verifier != address(0) && !v.off && block.timestamp >= v.activeFrom && v.verifier.codehash == v.codeHash;
    }

    function _add(bytes4 version, ProofClass class, address verifier, uint32 gasCap, uint48 activeFrom) private {
        if (version == bytes4(0) || class == ProofClass.None) revert InvalidVersion(version, class);
        if (_versions[version].verifier != address(0)) revert VersionTaken(version);
        if (verifier.code.length == 0) revert NoCode(verifier);
        if (gasCap == 0 || gasCap > MAX_GAS_CAP) revert InvalidGasCap(gasCap);
        bytes32 codeHash = verifier.codehash;
        _versions[version] = Version(verifier, activeFrom, gasCap, class, false, codeHash);
        emit VersionProposed(version, class, verifier, gasCap, codeHash, activeFrom);
    }
}
