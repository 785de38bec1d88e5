package network.akashi.node.onchain;

import com.esaulpaugh.headlong.abi.Address;
import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.contracts.CommitteeMember;
import network.akashi.chain.contracts.ProofRequest;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.node.bls.Signatures;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Testimony;
import network.akashi.node.watcher.ContradictionMachine.Heard;
import tools.jackson.databind.JsonNode;

/**
 * What the chain itself says of who signed the result that a request was paid for: the claim is in
 * the data of the transaction that delivered it, the signature in that of the one that recorded the
 * root. What came through another contract's call cannot be read, and is no evidence.
 */
public final class Evidence {
  private static final String STATIC =
      "(address,uint64,bytes32,bytes32,uint32,uint64,uint64,uint64,uint96,uint32,uint32,uint32,"
          + "uint32,uint16,uint16,uint16,uint8,address,uint32)";
  private static final String FULFILMENT =
      "(" + STATIC + ",uint8,bytes32,address,uint64,bytes32,(uint8,bytes,bytes)[],bytes)";
  private static final Function FULFIL = new Function("fulfil(" + FULFILMENT + ")");
  private static final Function FULFIL_BATCH = new Function("fulfilBatch(" + FULFILMENT + "[])");
  private static final Function ATTEST =
      new Function(
          "attest((uint32,bytes32,uint256,(bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,"
              + "bytes32,bytes32)))");
  private static final int CLASS_ATTESTED = 1;

  private final ChainWatch watch;

  public Evidence(ChainWatch watch) {
    this.watch = watch;
  }

  /** The testimony behind the result that a request was paid for. */
  public Optional<Testimony> of(Bytes32 requestId) {
    Optional<ProofRequest> request = watch.request(requestId);
    Optional<Bytes> paid = watch.paidIn(requestId).flatMap(this::input);
    if (request.isEmpty() || paid.isEmpty()) {
      return Optional.empty();
    }
    for (Tuple each : fulfilments(paid.get())) {
      Optional<Testimony> found = testimony(requestId, request.get(), each);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The same testimony with the keys of its committee, if its signature holds. */
  public Optional<Heard> check(Testimony testimony) {
    var contracts = watch.contracts();
    long current = watch.ethereum().call(contracts.attestation().current());
    if (testimony.committee() < 1 || testimony.committee() > current) {
      return Optional.empty();
    }
    List<Bytes> keys = keys(testimony.committee());
    List<Bytes> signers = new ArrayList<>();
    for (int seat = 0; seat < keys.size(); seat++) {
      if (testimony.signers().testBit(seat)) {
        signers.add(keys.get(seat));
      }
    }
    Bytes message =
        Leaf.message(
            contracts.chainId(),
            contracts.attestation().address(),
            testimony.committee(),
            testimony.root());
    boolean holds =
        testimony.signers().signum() >= 0
            && testimony.signers().bitLength() <= keys.size()
            && Signatures.verifyAll(signers, message, testimony.signature());
    return holds ? Optional.of(new Heard(testimony, keys)) : Optional.empty();
  }

  private List<Bytes> keys(long committee) {
    var attestation = watch.contracts().attestation();
    int size = watch.ethereum().call(attestation.sizeOf(committee)).intValueExact();
    List<ContractCall<CommitteeMember>> calls = new ArrayList<>();
    for (int seat = 0; seat < size; seat++) {
      calls.add(attestation.memberAt(committee, BigInteger.valueOf(seat)));
    }
    return watch.ethereum().callAll(calls, BlockId.Tag.LATEST).stream()
        .map(each -> CommitteeReader.bytes(each.key()))
        .toList();
  }

  private Optional<Testimony> testimony(Bytes32 requestId, ProofRequest request, Tuple fulfilment) {
    Tuple asked = fulfilment.get(0);
    boolean same =
        Bytes32.of(asked.<byte[]>get(2)).equals(request.programId())
            && Bytes32.of(asked.<byte[]>get(3)).equals(request.inputCommitment())
            && asked.<BigInteger>get(1).equals(request.nonce());
    if (!same) {
      return Optional.empty();
    }
    Claim claim =
        new Claim(
            requestId,
            request.programId(),
            request.inputCommitment(),
            Bytes32.of(fulfilment.<byte[]>get(2)),
            address(fulfilment.get(3)),
            fulfilment.<BigInteger>get(4).longValue(),
            Bytes32.of(fulfilment.<byte[]>get(5)));
    for (Tuple proof : fulfilment.<Tuple[]>get(6)) {
      Bytes data = Bytes.of(proof.<byte[]>get(2));
      boolean attested = proof.<Integer>get(0) == CLASS_ATTESTED;
      if (attested && data.size() >= Bytes32.SIZE && data.size() % Bytes32.SIZE == 0) {
        return signed(claim, data);
      }
    }
    return Optional.empty();
  }

  /** Looks up who signed the root that the path begins with. */
  private Optional<Testimony> signed(Claim claim, Bytes data) {
    List<Bytes32> words = new ArrayList<>();
    for (int at = 0; at < data.size(); at += Bytes32.SIZE) {
      words.add(new Bytes32(data.slice(at, at + Bytes32.SIZE)));
    }
    Bytes32 root = words.getFirst();
    List<Bytes32> path = words.subList(1, words.size());
    return watch
        .attestedIn(root)
        .flatMap(this::input)
        .flatMap(input -> decode(ATTEST, input))
        .map(call -> call.<Tuple>get(0))
        .map(signature ->
            new Testimony(
                claim, signature.<Long>get(0), path, signature.get(2), point(signature.get(3))))
        .filter(testimony -> testimony.root().equals(root));
  }

  private static Bytes point(Tuple words) {
    Bytes[] parts = new Bytes[words.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Bytes.of(words.<byte[]>get(i));
    }
    return Bytes.concat(parts);
  }

  private static network.akashi.chain.Address address(Address address) {
    return new network.akashi.chain.Address(
        Bytes32.of(address.value()).bytes().slice(Bytes32.SIZE - 20, Bytes32.SIZE));
  }

  private static List<Tuple> fulfilments(Bytes input) {
    Optional<Tuple> one = decode(FULFIL, input);
    if (one.isPresent()) {
      return List.of(one.get().<Tuple>get(0));
    }
    return decode(FULFIL_BATCH, input).map(call -> List.of(call.<Tuple[]>get(0))).orElse(List.of());
  }

  private static Optional<Tuple> decode(Function function, Bytes input) {
    boolean fits = input.size() >= 4 && input.slice(0, 4).equals(Bytes.of(function.selector()));
    try {
      return fits ? Optional.of(function.decodeCall(input.toArray())) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException malformed) {
      return Optional.empty();
    }
  }

  private Optional<Bytes> input(Bytes32 transaction) {
    JsonNode json =
        watch
            .ethereum()
            .rpc()
            .call(RpcRequest.idempotent("eth_getTransactionByHash", transaction.toHex()));
    JsonNode input = json.path("input");
    return input.isString() ? Optional.of(Bytes.fromHex(input.stringValue())) : Optional.empty();
  }
}
