// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The part of the registry that attestation reads, with its answers set by the test. The real
/// registry behind the real contract is tested in `AttestationWithRegistry.t.sol`.
contract FakeRegistry {
    mapping(address operator => uint32) public idOf;
    mapping(uint32 id => bytes32) public blsKeyHashOf;
    mapping(uint32 id => uint256) public stakeOf;
    mapping(uint32 id => uint256) public condemnations;

    receive() external payable {}

    function set(address operator, uint32 id, bytes32 keyHash, uint256 stake) external {
        idOf[operator] = id;
        blsKeyHashOf[id] = keyHash;
        stakeOf[id] = stake;
    }

    function setStake(uint32 id, uint256 stake) external {
        stakeOf[id] = stake;
    }

    function condemn(uint32 id) external returns (uint256 seized) {
        ++condemnations[id];
        seized = stakeOf[id];
        stakeOf[id] = 0;
        (bool ok,) = msg.sender.call{value: seized}("");
        require(ok, "refused");
    }
}
