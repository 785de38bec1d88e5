package network.akashi.rollup.precompile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcReply;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.testkit.Anvil;

/** The precompiles of an Ethereum node, with operands and results in the C header's encoding. */
final class EvmCalls implements AutoCloseable {
  private static final int FP = 48;
  private static final int FP_PADDING = 16;
  private static final int SCALAR = 32;

  private final Anvil anvil = Anvil.start("--hardfork", "osaka");
  private final HttpJsonRpc rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()));

  /** The result, or empty if the precompile fails, or, for KZG, the proof does not hold. */
  Optional<Bytes> call(int function, Bytes operands) {
    return raw(function, encode(function, operands)).map(result -> decode(function, result));
  }

  private Optional<Bytes> raw(int address, Bytes input) {
    Map<String, String> call =
        Map.of("to", "0x%040x".formatted(address), "data", input.toHex(), "gas", "0xf42400");
    return switch (rpc.batch(List.of(RpcRequest.idempotent("eth_call", call, "latest")))
        .getFirst()) {
      case RpcReply.Result(var value) -> Optional.of(Bytes.fromHex(value.stringValue()));
      case RpcReply.Failure _ -> Optional.empty();
    };
  }

  private static Bytes encode(int function, Bytes operands) {
    return switch (function) {
      case 0x05 -> modexp(operands);
      case 0x09 -> blake2f(operands);
      case 0x0a -> kzg(operands);
      case 0x0c -> pairs(operands, 2 * FP);
      case 0x0e -> pairs(operands, 4 * FP);
      case 0x0b, 0x0d, 0x0f, 0x10, 0x11 -> pad(operands);
      default -> operands;
    };
  }

  private static Bytes decode(int function, Bytes result) {
    return switch (function) {
      case 0x08, 0x0f -> Bytes.of(new byte[] {(byte) result.get(31)});
      case 0x0a -> Bytes.of(new byte[] {1});
      case 0x100 -> Bytes.of(new byte[] {(byte) (result.isEmpty() ? 0 : result.get(31))});
      case 0x0b, 0x0c, 0x0d, 0x0e, 0x10, 0x11 -> unpad(result);
      default -> result;
    };
  }

  /** Lengths are u64 there, and 32 bytes here. */
  private static Bytes modexp(Bytes operands) {
    ByteBuffer in = ByteBuffer.wrap(operands.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer lengths = ByteBuffer.allocate(96);
    for (int i = 0; i < 3; i++) {
      lengths.putLong(32 * i + 24, in.getLong());
    }
    return Bytes.concat(Bytes.of(lengths.array()), operands.slice(24, operands.size()));
  }

  private static Bytes blake2f(Bytes operands) {
    ByteBuffer in = ByteBuffer.wrap(operands.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    Bytes rounds = Bytes.of(ByteBuffer.allocate(4).putInt((int) in.getLong()).array());
    Bytes last = Bytes.of(new byte[] {(byte) in.getLong()});
    return Bytes.concat(rounds, operands.slice(16, operands.size()), last);
  }

  private static Bytes kzg(Bytes operands) {
    Bytes commitment = operands.slice(0, 48);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(commitment.toArray());
      hash[0] = 1;
      return Bytes.concat(
          Bytes.of(hash), operands.slice(48, 112), commitment, operands.slice(112, 160));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bytes pairs(Bytes operands, int point) {
    List<Bytes> parts = new ArrayList<>();
    for (int at = 0; at < operands.size(); at += point + SCALAR) {
      parts.add(pad(operands.slice(at, at + point)));
      parts.add(operands.slice(at + point, at + point + SCALAR));
    }
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  private static Bytes pad(Bytes elements) {
    List<Bytes> parts = new ArrayList<>();
    for (int at = 0; at < elements.size(); at += FP) {
      parts.add(Bytes.of(new byte[FP_PADDING]));
      parts.add(elements.slice(at, at + FP));
    }
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  private static Bytes unpad(Bytes elements) {
    List<Bytes> parts = new ArrayList<>();
    for (int at = 0; at < elements.size(); at += FP_PADDING + FP) {
      parts.add(elements.slice(at + FP_PADDING, at + FP_PADDING + FP));
    }
    return Bytes.concat(parts.toArray(Bytes[]::new));
  }

  @Override
  public void close() {
    rpc.close();
    anvil.close();
  }
}
