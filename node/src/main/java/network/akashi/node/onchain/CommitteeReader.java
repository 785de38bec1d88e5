package network.akashi.node.onchain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.contracts.Attestation;
import network.akashi.chain.contracts.AttestationTerm;
import network.akashi.chain.contracts.BlsG1Point;
import network.akashi.chain.contracts.CommitteeMember;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.node.view.Committee;

/** Reads the newest committee when it changed, and says what time makes of it. */
final class CommitteeReader {
  private final Ethereum ethereum;
  private final Attestation attestation;
  private final long termSeconds;
  private long number;
  private long from;
  private BigInteger excluded = BigInteger.ZERO;
  private List<Committee.Member> members = List.of();

  CommitteeReader(Ethereum ethereum, Attestation attestation) {
    this.ethereum = ethereum;
    this.attestation = attestation;
    this.termSeconds = ethereum.call(attestation.term());
  }

  Committee read(boolean changed, Map<Long, String> endpoints, long now) {
    if (changed) {
      refresh(endpoints);
    }
    if (number == 0) {
      return Committee.NONE;
    }
    return new Committee(
        number, members, excluded, now < from + 2 * termSeconds, now >= from + termSeconds);
  }

  private void refresh(Map<Long, String> endpoints) {
    number = ethereum.call(attestation.current());
    if (number == 0) {
      return;
    }
    AttestationTerm term = ethereum.call(attestation.termOf(number));
    from = term.from();
    excluded = term.excluded();
    int size = ethereum.call(attestation.sizeOf(number)).intValueExact();
    List<ContractCall<CommitteeMember>> calls = new ArrayList<>();
    for (int seat = 0; seat < size; seat++) {
      calls.add(attestation.memberAt(number, BigInteger.valueOf(seat)));
    }
    members =
        ethereum.callAll(calls, BlockId.Tag.LATEST).stream()
            .map(each ->
                new Committee.Member(
                    each.id(),
                    bytes(each.key()),
                    each.stake(),
                    endpoints.getOrDefault(each.id(), "")))
            .toList();
  }

  static Bytes bytes(BlsG1Point key) {
    return Bytes.concat(key.xHi().bytes(), key.xLo().bytes(), key.yHi().bytes(), key.yLo().bytes());
  }
}
