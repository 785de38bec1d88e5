// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Locks} from "../interfaces/IProverRegistry.sol";
import {IRollupCallback} from "../interfaces/IRollupCallback.sol";
import {ProofClass} from "../interfaces/IVerifierRouter.sol";
import {
    ClassProof,
    Fulfilment,
    ProofOutcome,
    ProofRequest,
    ROLE_ANYONE,
    ROLE_PRIMARY,
    Rejection,
    RequestStatus,
    Statement
} from "../interfaces/MarketTypes.sol";
import {PublicValues} from "../lib/PublicValues.sol";
import {MarketState} from "./MarketState.sol";
import {Penalties} from "./Penalties.sol";
import {Requests} from "./Requests.sol";

/// @title How a request ends: who delivered, whether it holds, who gets what
abstract contract Settlement is MarketState {
    using Requests for ProofRequest;

    // --- Inside: delivering --------------------------------------------------------------------------------

    /// @dev Never reverts for what one item brings, so that it cannot spoil a batch.
    function _fulfil(Fulfilment calldata f) internal returns (Rejection reason) {
        ProofRequest calldata r = f.request;
        Delivery memory delivery;
        delivery.id = r.idOf();
        State memory state = _states[delivery.id];
        if (state.status == RequestStatus.None) return Rejection.UnknownRequest;
        if (state.status != RequestStatus.Open && state.status != RequestStatus.Assigned) {
            return Rejection.AlreadyClosed;
        }
        if (f.work > r.maxWork) return Rejection.WorkAboveBound;
        if (f.payee == address(0)) return Rejection.StatementMismatch;
        if (!_enoughGas(f)) return Rejection.NotEnoughGas;
        Assignment memory assignment = _assignments[delivery.id];
        reason = _admit(f, state, assignment, delivery);
        if (reason != Rejection.None) return reason;
        (reason, delivery.classes) = _verify(f);
        if (reason != Rejection.None) return reason;
        _settle(f, state, assignment, delivery);
        if (r.callback != address(0)) _callBack(f, delivery);
    }

    /// @dev Who delivers, and when it counts as delivered.
    function _admit(Fulfilment calldata f, State memory state, Assignment memory assignment, Delivery memory d)
        private
        view
        returns (Rejection)
    {
        ProofRequest calldata r = f.request;
        Commitment memory open = _commitments[d.id];
        d.defaulted = _defaulted(assignment, open);
        if (open.madeAt != 0 && !_lapsed(open)) {
            bytes32 claimed = keccak256(abi.encode(d.id, f.payee, f.evidence));
            if (bytes20(claimed) != open.hash) return Rejection.CommitmentPending;
            d.role = open.role;
            d.elapsed = open.elapsed;
            return Rejection.None;
        }
        d.elapsed = _elapsed(state);
        if (d.elapsed > r.t4) return Rejection.Expired;
        d.role = d.elapsed >= r.t3 ? ROLE_ANYONE : f.role;
        if (d.role == ROLE_ANYONE) return d.elapsed >= r.t3 ? Rejection.None : Rejection.WindowNotOpen;
        if (d.role > ROLE_ANYONE) return Rejection.NotTheRole;
        uint32 prover = _proverIn(assignment, d.role);
        if (prover == 0 || registry.payoutOf(prover) != f.payee) return Rejection.NotTheRole;
        if (_hasDefaulted(d.defaulted, d.role)) return Rejection.RoleDefaulted;
        return d.elapsed < r.windowStart(d.role) ? Rejection.WindowNotOpen : Rejection.None;
    }

    /// @dev Whether the proofs meet the request's policy, and which classes they are of.
    function _verify(Fulfilment calldata f) private view returns (Rejection, uint16 classes) {
        ProofRequest calldata r = f.request;
        bool evidenced = false;
        for (uint256 i = 0; i < f.proofs.length; ++i) {
            ClassProof calldata p = f.proofs[i];
            uint8 class = p.class;
            if (class == 0 || class > uint8(type(ProofClass).max)) return (Rejection.UnknownClass, 0);
            uint16 bit = uint16(1) << class;
            if (classes & bit != 0) return (Rejection.DuplicateClass, 0);
            classes |= bit;
            if (class == uint8(ProofClass.Attested)) {
                if (!_isAttested(f, p.proof)) return (Rejection.ProofRejected, 0);
                evidenced = true;
            } else {
                (bool ok, bytes32 input, bytes32 output, address payee) =
                    PublicValues.split(p.publicValues, r.inputMask);
                if (!ok || input != r.inputCommitment || output != f.outputDigest || payee != f.payee) {
                    return (Rejection.StatementMismatch, 0);
                }
                if (!_isValid(f, p)) return (Rejection.ProofRejected, 0);
                if (f.evidence == keccak256(p.proof)) evidenced = true;
            }
        }
        if (classes & r.allOf != r.allOf) return (Rejection.PolicyNotMet, 0);
        if (r.anyOf != 0 && classes & r.anyOf == 0) return (Rejection.PolicyNotMet, 0);
        // Otherwise the evidence, which is what a commitment commits to, would be an arbitrary number.
        if (!evidenced) return (Rejection.StatementMismatch, 0);
        return (Rejection.None, classes);
    }

    function _isAttested(Fulfilment calldata f, bytes calldata proof) private view returns (bool) {
        Statement memory statement = Statement({
            programId: f.request.programId,
            inputCommitment: f.request.inputCommitment,
            outputDigest: f.outputDigest,
            payee: f.payee,
            work: f.work,
            evidence: f.evidence
        });
        try attestation.isAttested{gas: ATTESTATION_GAS}(statement, proof) returns (bool attested) {
            return attested;
        } catch {
            return false;
        }
    }

    function _isValid(Fulfilment calldata f, ClassProof calldata p) private view returns (bool) {
        bytes32 digest = PublicValues.meteredDigest(p.publicValues, f.work);
        try router.verify(f.request.programId, digest, p.proof) returns (ProofClass class) {
            return uint8(class) == p.class;
        } catch {
            return false;
        }
    }

    function _settle(Fulfilment calldata f, State memory state, Assignment memory assignment, Delivery memory d)
        private
    {
        ProofRequest calldata r = f.request;
        uint256 price = _priceFor(r, state, assignment, d.role);
        Penalties.Shares memory shares;
        if (state.status == RequestStatus.Assigned) {
            Locks memory locks = _locks(r, assignment);
            if (d.elapsed <= r.t1 && d.role == ROLE_PRIMARY && d.defaulted == 0) {
                registry.release(locks);
            } else {
                uint256[3] memory worth = _worth(locks);
                uint256[3] memory penalties = _penalties(r, worth, d);
                if (d.role != ROLE_PRIMARY && d.role != ROLE_ANYONE) {
                    penalties[0] = _withPremium(penalties[0], worth[0], price, state.price, f.work);
                }
                _slash(d.id, locks, penalties, d.role, shares);
            }
        }
        _end(d.id, state, RequestStatus.Fulfilled);

        uint256 paid = price * f.work + _gasPayback(r);
        uint256 refund = r.escrow() - paid;
        emit Fulfilled(d.id, f.payee, d.role, f.outputDigest, f.work, d.classes, paid + shares.fulfiller, refund);
        _credit(f.payee, paid + shares.fulfiller);
        _credit(r.requester, refund + shares.requester);
        _burn(shares.burnt);
    }

    /// @dev Last of all, with the gas that was promised and no more; what it returns is not looked at.
    function _callBack(Fulfilment calldata f, Delivery memory d) private {
        bytes memory data = abi.encodeCall(
            IRollupCallback.onProof,
            (
                d.id,
                ProofOutcome({
                    programId: f.request.programId,
                    inputCommitment: f.request.inputCommitment,
                    outputDigest: f.outputDigest,
                    payee: f.payee,
                    work: f.work,
                    classes: d.classes
                }),
                f.output
            )
        );
        address target = f.request.callback;
        uint256 gasLimit = f.request.callbackGas;
        bool ok;
        assembly ("memory-safe") {
            ok := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
        }
        if (!ok) emit CallbackFailed(d.id);
    }

    /// @dev A fulfiller must not be able to starve the callback: a call is given at most 63/64 of what is left.
    function _enoughGas(Fulfilment calldata f) private view returns (bool) {
        uint256 promised = f.request.callbackGas;
        if (promised == 0) return true;
        return gasleft() >= promised + promised / 63 + CALLBACK_OVERHEAD + 16 * f.output.length;
    }

    // --- Inside: money -------------------------------------------------------------------------------------

    function _priceFor(ProofRequest calldata r, State memory state, Assignment memory assignment, uint8 role)
        private
        pure
        returns (uint256)
    {
        if (role == ROLE_PRIMARY) return state.price;
        if (role == ROLE_ANYONE) return r.maxPrice;
        uint256 ask = role == 1 ? assignment.ask1 : assignment.ask2;
        uint256 price = ask * STANDBY_PAY_BPS / BPS;
        return price < r.maxPrice ? price : r.maxPrice;
    }

    function _penalties(ProofRequest calldata r, uint256[3] memory worth, Delivery memory d)
        private
        pure
        returns (uint256[3] memory penalties)
    {
        for (uint8 role = 0; role < 3; ++role) {
            penalties[role] = _hasDefaulted(d.defaulted, role)
                ? worth[role]
                : Penalties.lateness(worth[role], d.elapsed, r.dueTime(role), r.t3);
        }
    }

    /// @dev Whoever makes a standby necessary pays for what it costs more: half of this reaches the requester,
    /// which makes it whole, and a prover that is both primary and standby gains nothing.
    function _withPremium(uint256 penalty, uint256 worth, uint256 price, uint256 clearingPrice, uint256 work)
        private
        pure
        returns (uint256)
    {
        if (price <= clearingPrice) return penalty;
        uint256 premium = 2 * (price - clearingPrice) * work;
        if (premium > worth) premium = worth;
        return penalty > premium ? penalty : premium;
    }

    /// @dev Releases all locks, takes the penalties out of them, and adds up who gets what. `fulfiller` is the
    /// role that delivered, or `NOBODY`.
    function _slash(
        bytes32 id,
        Locks memory locks,
        uint256[3] memory penalties,
        uint8 fulfiller,
        Penalties.Shares memory shares
    ) private {
        for (uint8 role = 0; role < 3; ++role) {
            uint256 amount = penalties[role];
            if (amount == 0) continue;
            Penalties.split(shares, amount, fulfiller != NOBODY && role != fulfiller);
            emit Penalised(id, _proverIn(locks, role), role, amount);
        }
        registry.slash(locks, penalties);
    }

    /// @dev Ends a request that nobody delivered: everything locked is taken.
    function _expire(bytes32 id, ProofRequest calldata r, State memory state) internal {
        Penalties.Shares memory shares;
        if (state.status == RequestStatus.Assigned) {
            Locks memory locks = _locks(r, _assignments[id]);
            _slash(id, locks, _worth(locks), NOBODY, shares);
        }
        _end(id, state, RequestStatus.Expired);
        uint256 escrow = r.escrow();
        emit Expired(id, escrow, shares.requester);
        _credit(r.requester, escrow + shares.requester);
        _burn(shares.burnt);
    }

    /// @dev Ends a request that cannot be proven: nobody is slashed but who committed to a proof of it, and
    /// the requester pays those whom it kept busy.
    function _annul(bytes32 id, ProofRequest calldata r, State memory state) internal {
        Penalties.Shares memory shares;
        uint256 fee = 0;
        uint256 paid = 0;
        if (state.status == RequestStatus.Assigned) {
            uint256 base = r.maxFee();
            fee = base * ANNUL_BPS / BPS;
            Assignment memory assignment = _assignments[id];
            uint8 defaulted = _defaulted(assignment, _commitments[id]);
            Locks memory locks = _locks(r, assignment);
            uint256[3] memory penalties = _worth(locks);
            for (uint8 role = 0; role < 3; ++role) {
                uint32 prover = _proverIn(locks, role);
                if (prover == 0 || _hasDefaulted(defaulted, role)) continue;
                penalties[role] = 0;
                uint256 share = base * (role == ROLE_PRIMARY ? ANNUL_PRIMARY_BPS : ANNUL_STANDBY_BPS) / BPS;
                _credit(registry.payoutOf(prover), share);
                paid += share;
            }
            _slash(id, locks, penalties, NOBODY, shares);
        }
        _end(id, state, RequestStatus.Annulled);
        uint256 refund = r.escrow() - fee;
        emit Annulled(id, refund, fee);
        _credit(r.requester, refund + shares.requester);
        _burn(fee - paid + shares.burnt);
    }

    function _proverIn(Locks memory locks, uint8 role) private pure returns (uint32) {
        return role == 0 ? locks.primary : role == 1 ? locks.standby1 : locks.standby2;
    }

    /// @dev What the L1 gas of a settlement is worth now, at most the reserve.
    function _gasPayback(ProofRequest calldata r) internal view returns (uint256) {
        uint256 cost = (settlementGas + r.callbackGas) * block.basefee * GAS_MARGIN_PERCENT / 100;
        return cost < r.gasReserve ? cost : r.gasReserve;
    }
}
