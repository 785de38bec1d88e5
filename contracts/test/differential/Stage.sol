// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {BLS} from "../../src/bls/BLS.sol";
import {IProverRegistry} from "../../src/interfaces/IProverRegistry.sol";
import {IRollupCallback} from "../../src/interfaces/IRollupCallback.sol";
import {ProofOutcome} from "../../src/interfaces/MarketTypes.sol";
import {ProofMarket} from "../../src/market/ProofMarket.sol";
import {BLSSigner} from "../support/BLSSigner.sol";

/// @notice Somebody who does what the stage says, and takes money and callbacks or does not.
contract Actor is IRollupCallback {
    address private immutable _stage;
    bool private _refusesMoney;
    bool private _failsCallbacks;

    constructor() {
        _stage = msg.sender;
    }

    receive() external payable {
        require(!_refusesMoney, "no money");
    }

    function behave(bool refusesMoney, bool failsCallbacks) external {
        (_refusesMoney, _failsCallbacks) = (refusesMoney, failsCallbacks);
    }

    function onProof(bytes32, ProofOutcome calldata, bytes calldata) external view {
        require(!_failsCallbacks, "no callbacks");
    }

    function act(address target, uint256 value, bytes calldata data) external returns (bool ok, bytes memory result) {
        require(msg.sender == _stage);
        return target.call{value: value}(data);
    }
}

/// @notice Where the differential tests of the Java module `market` play: a block's acts of many callers in one
/// transaction, each with its result, and then everything that can be seen of the market and its registry.
contract Stage {
    struct Act {
        uint8 actor;
        address target;
        uint256 value;
        bytes data;
    }

    /// @notice How one act ended; its logs come before this one.
    event Played(bool ok, bytes result);
    /// @notice The block, and what was seen at its end: static ABI words.
    event Seen(uint256 number, uint256 timestamp, uint256 baseFee, uint256 randao, bytes words);

    ProofMarket private immutable _market;
    IProverRegistry private immutable _registry;
    Actor[] public actors;

    constructor(ProofMarket market, uint256 count) {
        _market = market;
        _registry = market.registry();
        for (uint256 i = 0; i < count; ++i) {
            actors.push(new Actor());
        }
    }

    function play(Act[] calldata acts, bytes32[] calldata requests) external {
        for (uint256 i = 0; i < acts.length; ++i) {
            Act calldata a = acts[i];
            (bool ok, bytes memory result) = actors[a.actor].act(a.target, a.value, a.data);
            emit Played(ok, result);
        }
        emit Seen(block.number, block.timestamp, block.basefee, block.prevrandao, _look(requests));
    }

    function _look(bytes32[] calldata requests) private view returns (bytes memory words) {
        uint32 limit = _registry.idLimit();
        words = abi.encode(
            address(_market).balance,
            address(_registry).balance,
            _market.pendingBurn(),
            _market.referencePrice(),
            limit,
            _registry.totalWeightAt(block.number)
        );
        for (uint32 id = 1; id <= limit; ++id) {
            words = bytes.concat(words, abi.encode(_registry.prover(id), _registry.stakeOf(id)));
        }
        for (uint256 i = 0; i < requests.length; ++i) {
            words = bytes.concat(words, abi.encode(_market.requestState(requests[i])));
        }
        for (uint256 i = 0; i < actors.length; ++i) {
            address actor = address(actors[i]);
            words = bytes.concat(words, abi.encode(actor.balance, _market.creditOf(actor), _registry.idOf(actor)));
        }
    }

    /// @notice A BLS key and the proof that an operator holds it.
    function keyOf(uint256 secret, address operator)
        external
        view
        returns (BLS.G1Point memory key, BLS.G2Point memory possession)
    {
        return (BLSSigner.publicKey(secret), BLSSigner.provePossession(secret, address(_registry), operator));
    }
}
