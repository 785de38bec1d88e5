// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BLS} from "../bls/BLS.sol";
import {
    Candidate,
    IProverRegistry,
    Locks,
    ProverView,
    Registration,
    SampleQuery,
    Terms
} from "../interfaces/IProverRegistry.sol";
import {Exclusions} from "./Exclusions.sol";
import {Seed} from "./Seed.sol";
import {SumTree} from "./SumTree.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Provers: bonds, standing asks, capacity, and fair draws among them
///
/// @dev **Units.** One unit is `cellsPerUnit` cells per second of capacity together with `weiPerUnit` wei of
/// bond. A prover's weight is the number of units that it both declares as capacity and backs with bond, a
/// job locks units, and what is free is weight minus locked units. Capacity and collateral are thus one
/// currency, and a prover's chance is linear in it: splitting into many identities gains nothing, and loses
/// what rounding down takes from each.
///
/// **Draws.** Weights live in a sum tree that remembers its past. A draw is made on the weights and terms at
/// the end of a block before the request existed, with randomness that came later, so there is no time at
/// which somebody knows the outcome and can still change it. Locked units are not in the tree, because then
/// each job would write fifteen slots twice. Instead a leaf is entered at a uniform position, and the draw
/// counts only if that position lies in the part of the leaf that is free now; otherwise that busy part is
/// cut out and the draw repeated. Chances are proportional to *free* units exactly, and busy provers cost a
/// repetition.
///
/// **Going away.** A prover that reduces its bond or capacity, or changes its terms, cannot thereby get out
/// of requests that were opened before: they are drawn from the past, and bond stays lockable until it has
/// really left, which takes `unbondingDelay` seconds and more than `assignWindow` blocks.
///
/// **Powers.** None beside the rules. The market can lock units and seize at most what it locked; the
/// attestation contract can condemn. Both are fixed at deployment.
contract ProverRegistry is IProverRegistry, ReentrancyGuardTransient {
    using SumTree for SumTree.Tree;
    using Exclusions for Exclusions.List;

    /// @notice What a deployment fixes.
    struct Parameters {
        /// Smallest bond of a prover, wei.
        uint96 minBond;
        /// Bond that backs one unit, wei.
        uint96 weiPerUnit;
        /// Capacity of one unit, cells per second.
        uint64 cellsPerUnit;
        /// Seconds between `unbond` and `withdraw`.
        uint32 unbondingDelay;
        /// Blocks after its sample block in which a request can be assigned; as long as EIP-2935 remembers
        /// block hashes at most.
        uint32 assignWindow;
    }

    /// @dev What a draw reads, in one slot. `previous…` are the terms before block `termsFrom`.
    struct Seat {
        uint48 ask;
        uint48 previousAsk;
        /// First block in which the present terms hold.
        uint32 termsFrom;
        uint32 locked;
        /// Whole units in the total bond, including what is unbonding.
        uint32 backed;
        /// Masks of `ProofClass`; bit 0, which stands for no class, marks `listedProgramsOnly`.
        uint16 classes;
        uint16 tags;
        uint16 previousClasses;
        uint16 previousTags;
    }

    struct Purse {
        address payout;
        uint96 bond;
    }

    struct Identity {
        address operator;
        uint32 capacity;
        bool condemned;
    }

    struct Unbonding {
        uint96 amount;
        uint64 releaseAt;
        uint64 releaseBlock;
    }

    /// @dev Blocks in which a program is served: `from <= b < until`.
    struct Listing {
        uint64 from;
        uint64 until;
    }

    uint256 internal constant MAX_SAMPLE = 8;
    /// @dev How many draws may fail for each that is wanted.
    uint256 internal constant DRAWS_PER_SEAT = 3;
    uint256 internal constant MAX_ASSIGN_WINDOW = 8191;
    uint16 internal constant LISTED_ONLY = 1;
    address internal constant BURN_ADDRESS = 0x000000000000000000000000000000000000dEaD;

    /// @inheritdoc IProverRegistry
    address public immutable market;
    /// @inheritdoc IProverRegistry
    address public immutable attestation;
    /// @inheritdoc IProverRegistry
    uint256 public immutable weiPerUnit;
    /// @inheritdoc IProverRegistry
    uint256 public immutable cellsPerUnit;
    /// @inheritdoc IProverRegistry
    uint256 public immutable assignWindow;
    /// @notice Smallest bond of a prover, wei.
    uint256 public immutable minBond;
    /// @notice Seconds between `unbond` and `withdraw`.
    uint256 public immutable unbondingDelay;

    /// @inheritdoc IProverRegistry
    uint32 public idLimit;
    /// @inheritdoc IProverRegistry
    mapping(address operator => uint32 id) public idOf;

    mapping(uint32 id => Seat) private _seats;
    mapping(uint32 id => Purse) private _purses;
    mapping(uint32 id => Identity) private _identities;
    mapping(uint32 id => Unbonding) private _unbondings;
    mapping(uint32 id => bytes32 keyHash) private _keyHashes;
    mapping(bytes32 keyHash => uint32 id) private _keyOwners;
    mapping(uint32 id => mapping(address operator => mapping(bytes32 programId => Listing))) private _listings;
    SumTree.Tree private _weights;
    uint32[] private _freeIds;

    modifier onlyMarket() {
        if (msg.sender != market) revert NotMarket(msg.sender);
        _;
    }

    /// @param market_ the market, usually not deployed yet: predict its address
    /// @param attestation_ the attestation contract, likewise
    constructor(address market_, address attestation_, Parameters memory parameters) {
        if (market_ == address(0)) revert InvalidParameter("market");
        if (attestation_ == address(0)) revert InvalidParameter("attestation");
        if (parameters.weiPerUnit == 0) revert InvalidParameter("weiPerUnit");
        if (parameters.minBond < parameters.weiPerUnit) revert InvalidParameter("minBond");
        if (parameters.cellsPerUnit == 0) revert InvalidParameter("cellsPerUnit");
        if (parameters.unbondingDelay == 0) revert InvalidParameter("unbondingDelay");
        if (parameters.assignWindow == 0 || parameters.assignWindow > MAX_ASSIGN_WINDOW) {
            revert InvalidParameter("assignWindow");
        }
        market = market_;
        attestation = attestation_;
        minBond = parameters.minBond;
        weiPerUnit = parameters.weiPerUnit;
        cellsPerUnit = parameters.cellsPerUnit;
        unbondingDelay = parameters.unbondingDelay;
        assignWindow = parameters.assignWindow;
    }

    // --- Provers -------------------------------------------------------------------------------------------

    /// @inheritdoc IProverRegistry
    function register(Registration calldata registration) external payable returns (uint32 id) {
        id = idOf[msg.sender];
        if (id != 0) revert AlreadyRegistered(msg.sender, id);
        if (msg.value < minBond) revert BondTooSmall(msg.value, minBond);
        if (registration.payout == address(0)) revert ZeroPayout();
        _checkTerms(registration.terms);
        _checkCapacity(registration.capacity);

        bytes32 keyHash = keccak256(abi.encode(registration.blsKey));
        if (_keyOwners[keyHash] != 0) revert BlsKeyTaken(keyHash);
        if (!BLS.verifyPossession(registration.blsKey, address(this), msg.sender, registration.possession)) {
            revert InvalidPossessionProof();
        }

        id = _takeId();
        idOf[msg.sender] = id;
        _identities[id] = Identity(msg.sender, registration.capacity, false);
        _keyHashes[id] = keyHash;
        _keyOwners[keyHash] = id;
        _purses[id] = Purse(registration.payout, _toBond(msg.value));
        Seat storage seat = _seats[id];
        _storeTerms(seat, registration.terms);
        seat.backed = _wholeUnits(msg.value);
        emit Registered(
            id,
            msg.sender,
            registration.payout,
            msg.value,
            registration.blsKey,
            registration.endpoint,
            registration.metadata
        );
        emit TermsChanged(id, registration.terms, block.number + 1);
        emit CapacityChanged(id, registration.capacity);
        _reweigh(id);
    }

    /// @inheritdoc IProverRegistry
    function topUp(uint32 id) external payable {
        if (msg.value == 0) revert ZeroAmount();
        Identity storage identity = _identities[id];
        if (identity.operator == address(0)) revert UnknownProver(id);
        if (identity.condemned) revert IsCondemned(id);
        uint256 bond = uint256(_purses[id].bond) + msg.value;
        _setBond(id, bond);
        emit BondAdded(id, msg.value, bond);
        _reweigh(id);
    }

    /// @inheritdoc IProverRegistry
    function unbond(uint128 amount) external {
        uint32 id = _callerId();
        if (amount == 0) revert ZeroAmount();
        Unbonding storage unbonding = _unbondings[id];
        uint256 staying = uint256(_purses[id].bond) - unbonding.amount;
        if (amount > staying) revert UnbondExceedsBond(amount, staying);
        // Either all of it leaves or what stays is still a bond.
        if (amount != staying && staying - amount < minBond) revert BondTooSmall(staying - amount, minBond);
        unbonding.amount += uint96(amount);
        unbonding.releaseAt = uint64(block.timestamp + unbondingDelay);
        unbonding.releaseBlock = uint64(block.number + assignWindow + 2);
        emit UnbondingStarted(id, amount, unbonding.releaseAt);
        _reweigh(id);
    }

    /// @inheritdoc IProverRegistry
    function cancelUnbond() external {
        uint32 id = _callerId();
        uint256 amount = _unbondings[id].amount;
        if (amount == 0) revert NothingUnbonding();
        delete _unbondings[id];
        emit UnbondingCancelled(id, amount);
        _reweigh(id);
    }

    /// @inheritdoc IProverRegistry
    function withdraw() external nonReentrant returns (uint256 amount) {
        uint32 id = _callerId();
        Unbonding storage unbonding = _unbondings[id];
        if (unbonding.amount == 0) revert NothingUnbonding();
        if (block.timestamp < unbonding.releaseAt || block.number < unbonding.releaseBlock) {
            revert StillUnbonding(unbonding.releaseAt, unbonding.releaseBlock);
        }
        uint256 bond = _purses[id].bond;
        uint256 free = bond - uint256(_seats[id].locked) * weiPerUnit;
        amount = unbonding.amount < free ? unbonding.amount : free;
        if (amount == 0) revert NothingToWithdraw();

        address to = _purses[id].payout;
        unbonding.amount -= uint96(amount);
        _setBond(id, bond - amount);
        emit BondWithdrawn(id, amount, to);
        if (bond == amount) {
            // A slash may have taken what stayed, and with it what the weight stood for.
            _reweigh(id);
            _deregister(id);
        }
        _send(to, amount);
    }

    /// @inheritdoc IProverRegistry
    function setTerms(Terms calldata terms) external {
        uint32 id = _callerId();
        _checkTerms(terms);
        Seat storage seat = _seats[id];
        // The terms before the last change must not be needed any more: one change per window.
        uint256 allowedFrom = seat.termsFrom + assignWindow + 1;
        if (block.number < allowedFrom) revert ChangedRecently(allowedFrom);
        seat.previousAsk = seat.ask;
        seat.previousClasses = seat.classes;
        seat.previousTags = seat.tags;
        _storeTerms(seat, terms);
        emit TermsChanged(id, terms, block.number + 1);
    }

    /// @inheritdoc IProverRegistry
    function setCapacity(uint32 capacity) external {
        uint32 id = _callerId();
        _checkCapacity(capacity);
        _identities[id].capacity = capacity;
        emit CapacityChanged(id, capacity);
        _reweigh(id);
    }

    /// @inheritdoc IProverRegistry
    function setPayout(address payout) external {
        uint32 id = _callerId();
        if (payout == address(0)) revert ZeroPayout();
        _purses[id].payout = payout;
        emit PayoutChanged(id, payout);
    }

    /// @inheritdoc IProverRegistry
    function setMetadata(string calldata endpoint, string calldata metadata) external {
        emit MetadataChanged(_callerId(), endpoint, metadata);
    }

    /// @inheritdoc IProverRegistry
    function setProgram(bytes32 programId, bool served) external {
        uint32 id = _callerId();
        Listing storage listing = _listings[id][msg.sender][programId];
        if ((listing.until == type(uint64).max) == served) revert ProgramListedAlready(programId, served);
        if (served) {
            // What was said about the last window must not change.
            uint256 allowedFrom = listing.until == 0 ? 0 : listing.until + assignWindow + 1;
            if (block.number < allowedFrom) revert ChangedRecently(allowedFrom);
            listing.from = uint64(block.number + 1);
            listing.until = type(uint64).max;
        } else {
            listing.until = uint64(block.number + 1);
        }
        emit ProgramServed(id, programId, served);
    }

    // --- The market ----------------------------------------------------------------------------------------

    /// @inheritdoc IProverRegistry
    function lock(Locks calldata locks) external onlyMarket {
        _lock(locks.primary, locks.primaryUnits);
        if (locks.standby1 != 0) _lock(locks.standby1, locks.standbyUnits);
        if (locks.standby2 != 0) _lock(locks.standby2, locks.standbyUnits);
    }

    /// @inheritdoc IProverRegistry
    function release(Locks calldata locks) external onlyMarket {
        _release(locks.primary, locks.primaryUnits, 0);
        if (locks.standby1 != 0) _release(locks.standby1, locks.standbyUnits, 0);
        if (locks.standby2 != 0) _release(locks.standby2, locks.standbyUnits, 0);
    }

    /// @inheritdoc IProverRegistry
    function slash(Locks calldata locks, uint256[3] calldata amounts) external onlyMarket returns (uint256 seized) {
        _release(locks.primary, locks.primaryUnits, amounts[0]);
        if (locks.standby1 != 0) _release(locks.standby1, locks.standbyUnits, amounts[1]);
        if (locks.standby2 != 0) _release(locks.standby2, locks.standbyUnits, amounts[2]);
        seized = amounts[0] + amounts[1] + amounts[2];
        if (seized != 0) _send(msg.sender, seized);
    }

    /// @inheritdoc IProverRegistry
    function condemn(uint32 id) external returns (uint256 seized) {
        if (msg.sender != attestation) revert NotAttestation(msg.sender);
        Identity storage identity = _identities[id];
        if (identity.operator == address(0)) revert UnknownProver(id);
        if (identity.condemned) revert IsCondemned(id);
        identity.condemned = true;
        uint256 kept = uint256(_seats[id].locked) * weiPerUnit;
        seized = _purses[id].bond - kept;
        delete _unbondings[id];
        _setBond(id, kept);
        emit Condemned(id, seized);
        _reweigh(id);
        if (kept == 0) _deregister(id);
        _send(msg.sender, seized);
    }

    // --- Reading -------------------------------------------------------------------------------------------

    /// @inheritdoc IProverRegistry
    function sample(SampleQuery calldata query, bytes calldata header)
        external
        view
        returns (Candidate[] memory candidates)
    {
        uint256 wanted = query.sampleSize;
        if (wanted == 0 || wanted > MAX_SAMPLE) revert SampleSizeOutOfRange(wanted);
        uint256 asOf = query.asOfBlock;
        if (query.seedBlock <= asOf) revert SeedNotAfterSample(query.seedBlock, asOf);
        if (block.number > asOf + assignWindow + 1) revert SampleTooOld(asOf);
        bytes32 seed = keccak256(abi.encode(Seed.randomnessOf(query.seedBlock, header), query.salt));

        candidates = new Candidate[](wanted);
        uint256 found = 0;
        uint256 total = _weights.totalAt(asOf);
        uint256 draws = wanted * DRAWS_PER_SEAT;
        Exclusions.List memory cuts = Exclusions.create(draws);
        for (uint256 draw = 0; draw < draws && found < wanted; ++draw) {
            uint256 left = total - cuts.removed;
            if (left == 0) break;
            uint256 random = uint256(keccak256(abi.encode(seed, draw)));
            uint256 position = cuts.expand(((random >> 128) * left) >> 128);
            SumTree.Hit memory hit = _weights.find(position, asOf);
            uint256 start = position - hit.remainder;
            uint32 id = uint32(hit.leaf) + 1;
            (uint256 free, uint48 ask) = _offer(id, hit.weight, query);
            if (free == 0) {
                cuts.cut(start, hit.weight);
            } else if (hit.remainder >= free) {
                cuts.cut(start + free, hit.weight - free);
            } else {
                candidates[found++] = Candidate(id, ask);
                // Its busy part stays: should it be hit, it is cut out then.
                cuts.cut(start, free);
            }
        }
        assembly ("memory-safe") {
            mstore(candidates, found)
        }
    }

    /// @inheritdoc IProverRegistry
    function prover(uint32 id) external view returns (ProverView memory) {
        Identity memory identity = _identities[id];
        Unbonding memory unbonding = _unbondings[id];
        Seat memory seat = _seats[id];
        return ProverView({
            operator: identity.operator,
            payout: _purses[id].payout,
            bond: _purses[id].bond,
            unbonding: unbonding.amount,
            releaseAt: unbonding.releaseAt,
            releaseBlock: unbonding.releaseBlock,
            lockedUnits: seat.locked,
            capacity: identity.capacity,
            weight: id == 0 ? 0 : uint32(_weights.weightAt(id - 1, block.number)),
            terms: Terms(seat.ask, seat.classes & ~LISTED_ONLY, seat.tags, seat.classes & LISTED_ONLY != 0),
            termsFrom: seat.termsFrom,
            blsKeyHash: _keyHashes[id],
            condemned: identity.condemned
        });
    }

    /// @inheritdoc IProverRegistry
    function operatorOf(uint32 id) external view returns (address) {
        return _identities[id].operator;
    }

    /// @inheritdoc IProverRegistry
    function payoutOf(uint32 id) external view returns (address) {
        return _purses[id].payout;
    }

    /// @inheritdoc IProverRegistry
    function stakeOf(uint32 id) external view returns (uint256) {
        return _identities[id].condemned ? 0 : _purses[id].bond - _unbondings[id].amount;
    }

    /// @inheritdoc IProverRegistry
    function blsKeyHashOf(uint32 id) external view returns (bytes32) {
        return _keyHashes[id];
    }

    /// @inheritdoc IProverRegistry
    function totalWeightAt(uint256 asOfBlock) external view returns (uint256) {
        return _weights.totalAt(asOfBlock);
    }

    // --- Inside --------------------------------------------------------------------------------------------

    /// @dev Units of a drawn prover that are free, and its ask; no units if it does not qualify.
    function _offer(uint32 id, uint256 weight, SampleQuery calldata query)
        private
        view
        returns (uint256 free, uint48 ask)
    {
        Seat memory seat = _seats[id];
        uint16 classes;
        uint16 tags;
        if (seat.termsFrom <= query.asOfBlock) {
            (ask, classes, tags) = (seat.ask, seat.classes, seat.tags);
        } else {
            (ask, classes, tags) = (seat.previousAsk, seat.previousClasses, seat.previousTags);
        }
        // No terms at all: the present ones, or this holder of the id, came after the query's block.
        if (classes == 0) return (0, 0);
        if (ask > query.maxAsk) return (0, 0);
        if (classes & query.allOf != query.allOf) return (0, 0);
        if (query.anyOf != 0 && classes & query.anyOf == 0) return (0, 0);
        if (tags & query.tags != query.tags) return (0, 0);
        free = weight < seat.backed ? weight : seat.backed;
        free = free > seat.locked ? free - seat.locked : 0;
        if (free < query.units) return (0, 0);
        if (classes & LISTED_ONLY != 0) {
            Listing storage listing = _listings[id][_identities[id].operator][query.programId];
            if (query.asOfBlock < listing.from || query.asOfBlock >= listing.until) return (0, 0);
        }
    }

    function _lock(uint32 id, uint32 units) private {
        Seat storage seat = _seats[id];
        (uint32 locked, uint32 backed) = (seat.locked, seat.backed);
        if (units > backed - locked) revert InsufficientFreeUnits(id, units, backed - locked);
        seat.locked = locked + units;
    }

    function _release(uint32 id, uint32 units, uint256 amount) private {
        Seat storage seat = _seats[id];
        (uint32 locked, uint32 backed) = (seat.locked, seat.backed);
        if (units > locked) revert ReleaseExceedsLock(id, units, locked);
        seat.locked = locked - units;
        // A condemned prover has nothing that is not locked; most others need no second look.
        if (amount != 0 || backed == locked) _settleBond(id, uint256(units) * weiPerUnit, amount);
    }

    /// @dev Takes `amount` out of a lock that was worth `worth`, and the rest of it from a condemned prover.
    function _settleBond(uint32 id, uint256 worth, uint256 amount) private {
        if (amount > worth) revert SlashExceedsLock(id, amount, worth);
        uint256 bond = _purses[id].bond - amount;
        if (amount != 0) emit Slashed(id, amount);
        if (_identities[id].condemned) {
            uint256 forfeit = worth - amount;
            bond -= forfeit;
            emit Forfeited(id, forfeit);
            _send(BURN_ADDRESS, forfeit);
        }
        // The tree is left as it is: `backed` keeps draws right until the next change of the prover's own.
        _setBond(id, bond);
        if (_unbondings[id].amount > bond) _unbondings[id].amount = uint96(bond);
        if (bond == 0) {
            _reweigh(id);
            _deregister(id);
        }
    }

    function _takeId() private returns (uint32 id) {
        uint256 spare = _freeIds.length;
        if (spare != 0) {
            id = _freeIds[spare - 1];
            _freeIds.pop();
        } else {
            if (idLimit == SumTree.LEAVES) revert RegistryFull(SumTree.LEAVES);
            id = ++idLimit;
        }
    }

    /// @dev Forgets a prover without bond and gives its id back. A condemned prover's key stays taken, so
    /// that the evidence against it cannot be used against whoever registers it next.
    function _deregister(uint32 id) private {
        Identity memory identity = _identities[id];
        if (!identity.condemned) delete _keyOwners[_keyHashes[id]];
        delete idOf[identity.operator];
        delete _identities[id];
        delete _purses[id];
        delete _seats[id];
        delete _unbondings[id];
        delete _keyHashes[id];
        _freeIds.push(id);
        emit Deregistered(id, identity.operator);
    }

    /// @dev Brings the sampling weight in line with bond and capacity, from this block on.
    function _reweigh(uint32 id) private {
        Identity memory identity = _identities[id];
        uint256 weight = 0;
        if (!identity.condemned) {
            weight = _wholeUnits(uint256(_purses[id].bond) - _unbondings[id].amount);
            if (weight > identity.capacity) weight = identity.capacity;
        }
        _weights.set(id - 1, weight);
        emit WeightChanged(id, uint32(weight));
    }

    function _setBond(uint32 id, uint256 bond) private {
        _purses[id].bond = _toBond(bond);
        _seats[id].backed = _wholeUnits(bond);
    }

    function _storeTerms(Seat storage seat, Terms calldata terms) private {
        seat.ask = terms.ask;
        seat.classes = terms.classes | (terms.listedProgramsOnly ? LISTED_ONLY : 0);
        seat.tags = terms.tags;
        seat.termsFrom = uint32(block.number + 1);
    }

    function _callerId() private view returns (uint32 id) {
        id = idOf[msg.sender];
        if (id == 0) revert NotRegistered(msg.sender);
    }

    function _checkTerms(Terms calldata terms) private pure {
        if (terms.classes == 0 || terms.classes & LISTED_ONLY != 0) revert InvalidClasses(terms.classes);
    }

    function _checkCapacity(uint256 capacity) private pure {
        if (capacity == 0 || capacity > SumTree.MAX_SUM) revert CapacityOutOfRange(capacity, SumTree.MAX_SUM);
    }

    function _toBond(uint256 amount) private pure returns (uint96) {
        if (amount > type(uint96).max) revert BondTooLarge(amount);
        return uint96(amount);
    }

    function _wholeUnits(uint256 amount) private view returns (uint32) {
        uint256 units = amount / weiPerUnit;
        return units > SumTree.MAX_SUM ? uint32(SumTree.MAX_SUM) : uint32(units);
    }

    function _send(address to, uint256 amount) private {
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert TransferFailed(to, amount);
    }
}
