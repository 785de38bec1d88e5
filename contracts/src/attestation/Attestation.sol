// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BLS} from "../bls/BLS.sol";
import {IAttestation} from "../interfaces/IAttestation.sol";
import {IProverRegistry} from "../interfaces/IProverRegistry.sol";
import {IVerifierRouter, ProofClass} from "../interfaces/IVerifierRouter.sol";
import {Statement, Verdict} from "../interfaces/MarketTypes.sol";
import {PublicValues} from "../lib/PublicValues.sol";
import {Committee} from "./Committee.sol";
import {Leaves} from "./Leaves.sol";

/// @title Attestation: what a quorum of bonded provers says, and what a lie costs
/// @notice Bonded provers take seats; each term their stakes are frozen into a committee; members who hold
/// more than two thirds of its stake sign Merkle roots over statements with one aggregate BLS signature.
/// A member that signs two different outputs for one input, or an output that a validity proof refutes,
/// loses its whole bond to a rule that anybody can trigger.
///
/// @dev Why a committee is frozen. The weight behind a signature has to be known when the signature is made,
/// or it can be bent afterwards: bond much, pass a quorum, unbond. Here a stake counts when it was bonded at
/// two moments at least `seasoning` apart, and what counts stays fixed for the term. Nothing that happens
/// inside a block, or between a signature and its inclusion, changes a quorum. A committee expires, so that
/// every signature is backed by bond that is still slashable (unbonding takes longer than a committee lives).
///
/// What is signed: `abi.encode(MESSAGE_TAG, chain id, this contract, committee, root)`. A signature therefore
/// counts on one chain, for one contract, for one committee.
///
/// Freeze. If two *quorums* contradict each other, or a quorum a validity proof, then more than a third (in
/// the second case two thirds) of a committee lied about a program. All its attestations of that program are
/// void until `freezePeriod` is over, and after that only committees formed later count.
///
/// No owner, no parameter that can be changed, no way to stop a report.
contract Attestation is IAttestation {
    using Committee for address;

    /// @notice The rules that a deployment fixes. Durations in seconds, stakes in wei.
    /// @param seasoning how long a stake must have been there before it counts
    /// @param term how long a committee sits before it can be replaced
    /// @param grace how long a replaced committee's signatures are still accepted
    /// @param freezePeriod how long attestations of a program are void after a quorum lied about it
    /// @param minStake least stake of a seat
    /// @param minTotalStake least stake of a committee
    struct Parameters {
        uint48 seasoning;
        uint48 term;
        uint48 grace;
        uint48 freezePeriod;
        uint128 minStake;
        uint128 minTotalStake;
    }

    /// @notice A prover that asks to sit in committees.
    /// @param stake what it had bonded at `since`, wei
    /// @param place its index in the list of seats, plus one
    struct Seat {
        BLS.G1Point key;
        uint128 stake;
        uint48 since;
        uint16 place;
    }

    /// @notice A frozen committee.
    /// @param members the contract that holds the list, see the library `Committee`
    /// @param from when it was formed
    /// @param excluded seats whose holders have been condemned since
    struct Term {
        address members;
        uint48 from;
        uint128 excluded;
    }

    /// @notice A root with what was signed of it.
    /// @param committee number of the committee
    /// @param signers bit i set: the member at seat i signed
    struct SignedRoot {
        uint32 committee;
        bytes32 root;
        uint256 signers;
        BLS.G2Point signature;
    }

    /// @notice A statement below a signed root.
    struct Claim {
        SignedRoot signed;
        Statement statement;
        bytes path;
    }

    /// @notice A validity proof, as the router takes it.
    struct Proof {
        bytes publicValues;
        uint32 inputMask;
        uint64 work;
        bytes proof;
    }

    /// @notice First word of every message that attesters sign.
    bytes32 public constant MESSAGE_TAG = keccak256("akashi.attestation.message.v1");
    /// @notice Most seats, and so most members of a committee.
    uint256 public constant MAX_SEATS = 128;
    /// @notice Part of a condemned bond that goes to who reported it; the rest is burnt, so that reporting
    /// oneself before being caught saves less than a third.
    uint256 public constant REPORTER_PERCENT = 30;
    /// @notice Where burnt money goes.
    address public constant BURN = 0x000000000000000000000000000000000000dEaD;

    /// @notice Who holds the bonds.
    IProverRegistry public immutable registry;
    /// @notice Who checks validity proofs.
    IVerifierRouter public immutable router;
    /// @notice See `Parameters`.
    uint48 public immutable seasoning;
    /// @notice See `Parameters`.
    uint48 public immutable term;
    /// @notice See `Parameters`.
    uint48 public immutable grace;
    /// @notice See `Parameters`.
    uint48 public immutable freezePeriod;
    /// @notice See `Parameters`.
    uint128 public immutable minStake;
    /// @notice See `Parameters`.
    uint128 public immutable minTotalStake;

    /// @notice Number of the newest committee; zero before the first.
    uint32 public current;
    /// @notice The newest committee whose quorum signed a root; zero if none did.
    mapping(bytes32 root => uint32 committee) public committeeOf;
    /// @inheritdoc IAttestation
    mapping(bytes32 programId => uint48 time) public frozenUntil;
    /// @notice Keys that signed a contradiction, by keccak256 of their encoding.
    mapping(bytes32 keyHash => bool) public condemned;
    /// @notice Rewards to be fetched, wei.
    mapping(address reporter => uint256) public creditOf;

    mapping(uint32 id => Seat) private _seats;
    uint32[] private _places;
    mapping(uint32 committee => Term) private _terms;

    event Enrolled(uint32 indexed id, uint128 stake);
    event SeatLeft(uint32 indexed id);
    event CommitteeFormed(uint32 indexed committee, address members, uint256 size);
    event Attested(bytes32 indexed root, uint32 indexed committee, uint256 signers);
    event ContradictionShown(bytes32 indexed programId, bytes32 indexed inputCommitment, uint256 condemnedNow);
    event SignerCondemned(uint32 indexed id, bytes32 keyHash, uint256 seized, address reporter);
    event ProgramFrozen(bytes32 indexed programId, uint48 until);
    event SeatExcluded(uint32 indexed committee, uint256 seat);

    /// @notice Parameters that would make the rules meaningless.
    error InvalidParameters();
    /// @notice The caller is no registered prover.
    error NotRegistered(address caller);
    /// @notice The key is not the one that was registered with a proof of possession.
    error WrongKey(uint32 id);
    /// @notice The key signed a contradiction before.
    error KeyCondemned(uint32 id);
    /// @notice The stake is below what a seat needs.
    error StakeTooLow(uint256 stake, uint256 required);
    /// @notice All seats are taken, and the one named for eviction is not smaller.
    error NoSeatFree(uint32 evicted, uint256 itsStake);
    /// @notice The prover has no seat.
    error NotSeated(uint32 id);
    /// @notice The sitting committee's term is not over.
    error TermNotOver(uint256 until);
    /// @notice The seasoned stakes do not add up to a committee.
    error CommitteeTooWeak(uint256 stake, uint256 required);
    /// @notice Signatures of this committee are not accepted: unknown, replaced too long ago, or expired.
    error CommitteeNotSitting(uint32 committee);
    /// @notice A signer was condemned since the committee was formed.
    error SignerExcluded(uint256 seats);
    /// @notice The signers hold two thirds of the stake or less.
    error QuorumNotMet(uint256 stake, uint256 total);
    /// @notice The aggregate signature does not hold for root, committee and signers.
    error InvalidSignature();
    /// @notice The root is recorded already, by this committee or a newer one.
    error AlreadyAttested(bytes32 root, uint32 committee);
    /// @notice The path does not lead from the statement to the root.
    error NotUnderRoot(bytes32 root);
    /// @notice The two claims do not contradict each other.
    error NoContradiction();
    /// @notice The public values are malformed for the mask.
    error MalformedPublicValues();
    /// @notice The proof is valid but of a class that refutes nobody.
    error NotAValidityProof(ProofClass class);
    /// @notice The seats named do not belong to one and the same signer of both claims.
    error NotTheSameSigner(uint256 seatA, uint256 seatB);
    /// @notice The two lists of seats differ in length.
    error LengthMismatch();
    /// @notice Everything that the report asks for has been done before.
    error NothingToDo();
    /// @notice Only the registry may send money.
    error NotTheRegistry(address caller);
    /// @notice The member at this seat has not been condemned.
    error NotCondemned(uint32 committee, uint256 seat);
    /// @notice The recipient refused the money.
    error TransferFailed(address to);

    constructor(IProverRegistry registry_, IVerifierRouter router_, Parameters memory p) {
        if (p.term == 0 || p.grace > p.term || p.minStake == 0 || p.minTotalStake < p.minStake) {
            revert InvalidParameters();
        }
        registry = registry_;
        router = router_;
        seasoning = p.seasoning;
        term = p.term;
        grace = p.grace;
        freezePeriod = p.freezePeriod;
        minStake = p.minStake;
        minTotalStake = p.minTotalStake;
    }

    /// @notice Takes in what is seized from the condemned.
    receive() external payable {
        if (msg.sender != address(registry)) revert NotTheRegistry(msg.sender);
    }

    // --- Seats -----------------------------------------------------------------------------------------

    /// @notice Takes a seat, or records the present stake anew (seasoning then starts anew too).
    /// @param key the key registered with the registry
    /// @param evicted if all seats are taken: the prover with less stake that has to make room
    function enrol(BLS.G1Point calldata key, uint32 evicted) external {
        uint32 id = registry.idOf(msg.sender);
        if (id == 0) revert NotRegistered(msg.sender);
        bytes32 keyHash = keccak256(abi.encode(key));
        if (registry.blsKeyHashOf(id) != keyHash) revert WrongKey(id);
        if (condemned[keyHash]) revert KeyCondemned(id);
        uint256 stake = registry.stakeOf(id);
        if (stake < minStake) revert StakeTooLow(stake, minStake);

        uint16 place = _seats[id].place;
        if (place == 0) {
            if (_places.length == MAX_SEATS) {
                uint256 itsStake = _seats[evicted].stake;
                if (_seats[evicted].place == 0 || itsStake >= stake) revert NoSeatFree(evicted, itsStake);
                _leave(evicted);
            }
            _places.push(id);
            place = uint16(_places.length);
        }
        _seats[id] = Seat(key, uint128(stake), uint48(block.timestamp), place);
        emit Enrolled(id, uint128(stake));
    }

    /// @notice Gives up the caller's seat; committees that are formed already are not changed.
    function resign() external {
        uint32 id = registry.idOf(msg.sender);
        if (id == 0 || _seats[id].place == 0) revert NotSeated(id);
        _leave(id);
    }

    /// @notice Forms the next committee from the seats whose stake is seasoned. Anyone may, once a term.
    /// @dev A seat counts with the lower of what was bonded when it was taken and what is bonded now. Seats
    /// whose holder left the registry, was condemned or fell below the minimum are given up.
    function rotate() external returns (uint32 committee) {
        uint256 until = current == 0 ? 0 : _terms[current].from + term;
        if (block.timestamp < until) revert TermNotOver(until);

        Committee.Member[] memory members = new Committee.Member[](_places.length);
        uint256 size;
        uint256 total;
        for (uint256 i = _places.length; i > 0;) {
            uint32 id = _places[--i];
            Seat memory seat = _seats[id];
            uint256 stake = _stakeBehind(id, keccak256(abi.encode(seat.key)));
            if (stake < minStake) {
                _leave(id);
            } else if (block.timestamp >= seat.since + seasoning) {
                if (stake > seat.stake) stake = seat.stake;
                total += stake;
                members[size++] = Committee.Member(seat.key, id, uint128(stake));
            }
        }
        if (total < minTotalStake) revert CommitteeTooWeak(total, minTotalStake);
        assembly ("memory-safe") {
            mstore(members, size)
        }
        committee = ++current;
        address list = Committee.store(members);
        _terms[committee] = Term(list, uint48(block.timestamp), 0);
        emit CommitteeFormed(committee, list, size);
    }

    // --- Attesting -------------------------------------------------------------------------------------

    /// @notice Records a root that a quorum of a sitting committee signed. Anyone may.
    function attest(SignedRoot calldata signed) external {
        uint32 committee = signed.committee;
        if (!isSitting(committee)) revert CommitteeNotSitting(committee);
        uint256 excluded = signed.signers & _terms[committee].excluded;
        if (excluded != 0) revert SignerExcluded(excluded);
        uint32 known = committeeOf[signed.root];
        if (known >= committee) revert AlreadyAttested(signed.root, known);

        (uint256 stake, uint256 total) = _verify(signed);
        if (!_isQuorum(stake, total)) revert QuorumNotMet(stake, total);
        committeeOf[signed.root] = committee;
        emit Attested(signed.root, committee, signed.signers);
    }

    /// @inheritdoc IAttestation
    /// @param data `root ‖ path`, whole words
    function isAttested(Statement calldata statement, bytes calldata data) external view returns (bool) {
        uint32 committee = _recordedAbove(Leaves.ofStatement(statement), data);
        return committee != 0 && _terms[committee].from >= frozenUntil[statement.programId];
    }

    /// @inheritdoc IAttestation
    /// @param data `root ‖ path`, whole words
    function isVerdict(address market, bytes32 requestId, Verdict verdict, uint64 since, bytes calldata data)
        external
        view
        returns (bool)
    {
        return _recordedAbove(Leaves.ofVerdict(market, requestId, verdict, since), data) != 0;
    }

    // --- Lies ------------------------------------------------------------------------------------------

    /// @notice Condemns those who signed two different outputs for one program and input.
    /// @param seatsA seats of the guilty in the committee of claim `a`
    /// @param seatsB the same provers' seats in the committee of claim `b`, in the same order
    function reportContradiction(
        Claim calldata a,
        Claim calldata b,
        uint256[] calldata seatsA,
        uint256[] calldata seatsB
    ) external {
        if (seatsA.length != seatsB.length) revert LengthMismatch();
        if (
            a.statement.programId != b.statement.programId || a.statement.inputCommitment != b.statement.inputCommitment
                || a.statement.outputDigest == b.statement.outputDigest
        ) revert NoContradiction();
        bool quorum = _check(a);
        quorum = _check(b) && quorum;

        uint256 done;
        for (uint256 i = 0; i < seatsA.length; ++i) {
            (uint256 seatA, uint256 seatB) = (seatsA[i], seatsB[i]);
            Committee.Member memory member = _signer(a.signed, seatA);
            Committee.Member memory other = _signer(b.signed, seatB);
            bytes32 keyHash = keccak256(abi.encode(member.key));
            if (member.id != other.id || keyHash != keccak256(abi.encode(other.key))) {
                revert NotTheSameSigner(seatA, seatB);
            }
            if (_condemn(member.id, keyHash)) ++done;
            _exclude(a.signed.committee, seatA);
            _exclude(b.signed.committee, seatB);
        }
        uint48 since = _terms[a.signed.committee].from;
        if (_terms[b.signed.committee].from < since) since = _terms[b.signed.committee].from;
        bool frozen = quorum && _freeze(a.statement.programId, since);
        if (done == 0 && !frozen) revert NothingToDo();
        emit ContradictionShown(a.statement.programId, a.statement.inputCommitment, done);
    }

    /// @notice Condemns those who signed an output that a validity proof refutes.
    /// @param seats seats of the guilty in the claim's committee
    function reportRefuted(Claim calldata a, Proof calldata proof, uint256[] calldata seats) external {
        _checkRefutes(a.statement, proof);
        bool quorum = _check(a);
        uint256 done;
        for (uint256 i = 0; i < seats.length; ++i) {
            Committee.Member memory member = _signer(a.signed, seats[i]);
            if (_condemn(member.id, keccak256(abi.encode(member.key)))) ++done;
            _exclude(a.signed.committee, seats[i]);
        }
        bool frozen = quorum && _freeze(a.statement.programId, _terms[a.signed.committee].from);
        if (done == 0 && !frozen) revert NothingToDo();
        emit ContradictionShown(a.statement.programId, a.statement.inputCommitment, done);
    }

    /// @notice Bars a condemned key from signing for a committee that was formed before it was condemned.
    function exclude(uint32 committee, uint256 seat) external {
        Committee.Member memory member = memberAt(committee, seat);
        if (!condemned[keccak256(abi.encode(member.key))]) revert NotCondemned(committee, seat);
        _exclude(committee, seat);
    }

    /// @notice Sends the caller's rewards to `to`.
    function withdraw(address payable to) external returns (uint256 amount) {
        amount = creditOf[msg.sender];
        creditOf[msg.sender] = 0;
        _send(to, amount);
    }

    // --- Reading ---------------------------------------------------------------------------------------

    /// @notice The message that a committee's members sign for a root.
    function messageOf(uint32 committee, bytes32 root) public view returns (bytes memory) {
        return abi.encode(MESSAGE_TAG, block.chainid, address(this), committee, root);
    }

    /// @notice True if signatures of this committee are accepted now.
    function isSitting(uint32 committee) public view returns (bool) {
        if (committee == 0 || committee > current) return false;
        uint256 from = _terms[committee].from;
        if (block.timestamp >= from + 2 * uint256(term)) return false;
        if (committee == current) return true;
        return committee + 1 == current && block.timestamp < uint256(_terms[current].from) + grace;
    }

    /// @notice A committee; zero if it was never formed.
    function termOf(uint32 committee) external view returns (Term memory) {
        return _terms[committee];
    }

    /// @notice The member at a committee's seat.
    function memberAt(uint32 committee, uint256 seat) public view returns (Committee.Member memory) {
        if (committee == 0 || committee > current) revert CommitteeNotSitting(committee);
        return _terms[committee].members.memberAt(seat);
    }

    /// @notice How many members a committee has.
    function sizeOf(uint32 committee) external view returns (uint256) {
        if (committee == 0 || committee > current) revert CommitteeNotSitting(committee);
        return _terms[committee].members.sizeOf();
    }

    /// @notice A prover's seat; all zero if it has none.
    function seatOf(uint32 id) external view returns (Seat memory) {
        return _seats[id];
    }

    /// @notice The provers that hold seats.
    function seated() external view returns (uint32[] memory) {
        return _places;
    }

    // --- Inside ----------------------------------------------------------------------------------------

    function _leave(uint32 id) private {
        uint256 index = _seats[id].place - 1;
        uint32 last = _places[_places.length - 1];
        _places[index] = last;
        _seats[last].place = uint16(index + 1);
        _places.pop();
        delete _seats[id];
        emit SeatLeft(id);
    }

    /// @dev What the registry holds for this prover, zero if the number belongs to another key by now.
    function _stakeBehind(uint32 id, bytes32 keyHash) private view returns (uint256) {
        if (condemned[keyHash] || registry.blsKeyHashOf(id) != keyHash) return 0;
        return registry.stakeOf(id);
    }

    /// @dev Reverts unless the signature holds; says how much stake is behind it.
    function _verify(SignedRoot calldata signed) private view returns (uint256 stake, uint256 total) {
        BLS.G1Point memory key;
        (key, stake, total) = _terms[signed.committee].members.tally(signed.signers);
        if (!BLS.verify(key, messageOf(signed.committee, signed.root), signed.signature)) revert InvalidSignature();
    }

    function _isQuorum(uint256 stake, uint256 total) private pure returns (bool) {
        return 3 * stake > 2 * total;
    }

    /// @dev Reverts unless the claim was signed; true if a quorum signed it. Any committee counts, however old.
    function _check(Claim calldata claim) private view returns (bool quorum) {
        SignedRoot calldata signed = claim.signed;
        if (signed.committee == 0 || signed.committee > current) revert CommitteeNotSitting(signed.committee);
        if (Leaves.rootAbove(Leaves.ofStatement(claim.statement), claim.path) != signed.root) {
            revert NotUnderRoot(signed.root);
        }
        (uint256 stake, uint256 total) = _verify(signed);
        return _isQuorum(stake, total);
    }

    function _checkRefutes(Statement calldata statement, Proof calldata proof) private view {
        (bool ok, bytes32 input, bytes32 output,) = PublicValues.split(proof.publicValues, proof.inputMask);
        if (!ok) revert MalformedPublicValues();
        if (input != statement.inputCommitment || output == statement.outputDigest) revert NoContradiction();
        bytes32 digest = PublicValues.meteredDigest(proof.publicValues, proof.work);
        ProofClass class = router.verify(statement.programId, digest, proof.proof);
        if (class != ProofClass.Proven) revert NotAValidityProof(class);
    }

    /// @dev The member at a seat, if it is among the signers.
    function _signer(SignedRoot calldata signed, uint256 seat) private view returns (Committee.Member memory member) {
        member = _terms[signed.committee].members.memberAt(seat);
        if ((signed.signers >> seat) & 1 == 0) revert NotTheSameSigner(seat, seat);
    }

    /// @dev Takes the bond of a key once. The number may belong to somebody else by now (the prover left):
    /// then there is nobody to take from, and nobody innocent is touched.
    function _condemn(uint32 id, bytes32 keyHash) private returns (bool) {
        if (condemned[keyHash]) return false;
        condemned[keyHash] = true;
        uint256 seized;
        if (registry.blsKeyHashOf(id) == keyHash) {
            seized = registry.condemn(id);
            uint256 reward = seized * REPORTER_PERCENT / 100;
            creditOf[msg.sender] += reward;
            _send(BURN, seized - reward);
        }
        emit SignerCondemned(id, keyHash, seized, msg.sender);
        return true;
    }

    /// @dev Statements of committees formed before an earlier freeze ended are void already: they cannot
    /// make it longer.
    function _freeze(bytes32 programId, uint48 formed) private returns (bool) {
        if (formed < frozenUntil[programId]) return false;
        uint48 until = uint48(block.timestamp) + freezePeriod;
        frozenUntil[programId] = until;
        emit ProgramFrozen(programId, until);
        return true;
    }

    function _exclude(uint32 committee, uint256 seat) private {
        _terms[committee].excluded |= uint128(uint256(1) << seat);
        emit SeatExcluded(committee, seat);
    }

    /// @dev The newest committee that signed the root which `data` leads to; zero for malformed data.
    function _recordedAbove(bytes32 leaf, bytes calldata data) private view returns (uint32) {
        if (data.length < 32 || data.length % 32 != 0) return 0;
        bytes32 root = bytes32(data[:32]);
        if (Leaves.rootAbove(leaf, data[32:]) != root) return 0;
        return committeeOf[root];
    }

    function _send(address to, uint256 amount) private {
        (bool ok,) = to.call{value: amount}("");
        if (!ok) revert TransferFailed(to);
    }
}
