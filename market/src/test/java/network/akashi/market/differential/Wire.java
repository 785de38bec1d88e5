package network.akashi.market.differential;

import java.math.BigInteger;
import network.akashi.chain.Bytes;
import network.akashi.chain.contracts.BlsG1Point;
import network.akashi.chain.contracts.BlsG2Point;
import network.akashi.market.Address;
import network.akashi.market.Bytes32;
import network.akashi.market.ClassProof;
import network.akashi.market.Fulfilment;
import network.akashi.market.ProofRequest;
import network.akashi.market.Registration;
import network.akashi.market.Statement;
import network.akashi.market.Terms;
import network.akashi.market.Uint64;

/** The rules' values as the bindings of the contracts have them. */
final class Wire {
  private Wire() {}

  static network.akashi.chain.Address of(Address address) {
    return network.akashi.chain.Address.fromHex(address.toString());
  }

  static Address of(network.akashi.chain.Address address) {
    return Address.ofHex(address.toString());
  }

  static network.akashi.chain.Bytes32 of(Bytes32 word) {
    return network.akashi.chain.Bytes32.fromHex(word.toString());
  }

  static network.akashi.chain.contracts.Terms of(Terms terms) {
    return new network.akashi.chain.contracts.Terms(
        terms.ask(), terms.classes(), terms.tags(), terms.listedProgramsOnly());
  }

  static network.akashi.chain.contracts.Registration of(
      Registration registration, BlsG1Point key, BlsG2Point possession) {
    return new network.akashi.chain.contracts.Registration(
        of(registration.payout()),
        of(registration.terms()),
        registration.capacity(),
        key,
        possession,
        registration.endpoint(),
        registration.metadata());
  }

  static network.akashi.chain.contracts.ProofRequest of(ProofRequest request) {
    return new network.akashi.chain.contracts.ProofRequest(
        of(request.requester()),
        Uint64.big(request.nonce()),
        of(request.programId()),
        of(request.inputCommitment()),
        Integer.toUnsignedLong(request.inputMask()),
        Uint64.big(request.maxWork()),
        Uint64.big(request.startPrice()),
        Uint64.big(request.maxPrice()),
        request.gasReserve(),
        request.deadlines().t1(),
        request.deadlines().t2(),
        request.deadlines().t3(),
        request.deadlines().t4(),
        request.policy().allOf(),
        request.policy().anyOf(),
        request.policy().tags(),
        request.policy().sampleSize(),
        of(request.callback().target()),
        request.callback().gas());
  }

  static network.akashi.chain.contracts.Fulfilment of(Fulfilment fulfilment) {
    return new network.akashi.chain.contracts.Fulfilment(
        of(fulfilment.request()),
        fulfilment.role(),
        of(fulfilment.outputDigest()),
        of(fulfilment.payee()),
        Uint64.big(fulfilment.work()),
        of(fulfilment.evidence()),
        fulfilment.proofs().stream().map(Wire::of).toList(),
        Bytes.of(fulfilment.output()));
  }

  private static network.akashi.chain.contracts.ClassProof of(ClassProof proof) {
    return new network.akashi.chain.contracts.ClassProof(
        proof.proofClass(), Bytes.of(proof.publicValues()), Bytes.of(proof.proof()));
  }

  /** A statement's words, as a static struct is encoded. */
  static Bytes words(Statement statement) {
    return words(
        statement.programId(),
        statement.inputCommitment(),
        statement.outputDigest(),
        statement.payee().toWord(),
        Bytes32.of(statement.work()),
        statement.evidence());
  }

  static Bytes words(Bytes32... words) {
    Bytes[] parts = new Bytes[words.length];
    for (int i = 0; i < words.length; i++) {
      parts[i] = Bytes.of(words[i].toBytes());
    }
    return Bytes.concat(parts);
  }

  static Bytes32 word(BigInteger number) {
    return new Bytes32(
        number.shiftRight(192).longValue(),
        number.shiftRight(128).longValue(),
        number.shiftRight(64).longValue(),
        number.longValue());
  }
}
