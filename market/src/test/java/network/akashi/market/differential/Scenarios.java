package network.akashi.market.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.akashi.chain.Bytes;
import network.akashi.chain.abi.AbiFunction;
import network.akashi.chain.rpc.BlockHeader;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.market.Address;
import network.akashi.market.Block;
import network.akashi.market.Bytes32;
import network.akashi.testkit.ForAll;
import tools.jackson.databind.JsonNode;

/**
 * Plays random scenarios through the Java rules and through the contracts on a real chain.
 *
 * <p>Several deployments with different parameters share the chain's blocks; a case is one scenario
 * on each of them. All acts of a block travel in one transaction, with their results and all state
 * in its logs, which is what makes thousands of scenarios possible. The chain goes back to the same
 * snapshot before each case, so that a seed is enough to replay one.
 */
final class Scenarios implements AutoCloseable {
  private static final int LANES = 4;
  private static final int BLOCKS = 16;
  private static final AbiFunction PLAY =
      AbiFunction.of("play((uint8,address,uint256,bytes)[],bytes32[])", "()");

  private final Devnet devnet = new Devnet();
  private final List<Lane> lanes = new ArrayList<>();
  private final Tally tally = new Tally();
  private String snapshot;

  Scenarios() {
    for (int number = 0; number < LANES; number++) {
      lanes.add(new Lane(devnet, number));
    }
    snapshot = devnet.snapshot();
  }

  /** What has been compared. */
  Tally tally() {
    return tally;
  }

  /** Plays so many scenarios. */
  void play(int count) {
    ForAll.cases(
        Math.max(1, count / LANES), random -> scenario(new SplittableRandom(random.nextLong())));
  }

  @Override
  public void close() {
    devnet.close();
  }

  private void scenario(SplittableRandom random) {
    devnet.revert(snapshot);
    snapshot = devnet.snapshot();
    List<Improviser> improvisers = new ArrayList<>();
    List<Model> models = new ArrayList<>();
    List<Referee> referees = new ArrayList<>();
    for (Lane lane : lanes) {
      Model model = lane.model();
      models.add(model);
      improvisers.add(new Improviser(lane, model, random.split()));
      referees.add(new Referee(lane, model, tally));
    }
    Block block = new Block(devnet.blockNumber(), devnet.timestamp(), BigInteger.ZERO);
    for (int scene = 0; scene < BLOCKS; scene++) {
      block = moveOn(block, improvisers, random, scene == 0);
      Map<Long, BlockHeader> headers = new HashMap<>();
      List<List<Act>> acts = new ArrayList<>();
      List<List<Bytes32>> looked = new ArrayList<>();
      List<RpcRequest> transactions = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        List<Act> planned =
            scene == 0
                ? improvisers.get(i).overture()
                : improvisers
                    .get(i)
                    .improvise(
                        block,
                        number -> headers.computeIfAbsent(number, devnet::header),
                        3 + random.nextInt(7));
        acts.add(planned);
        looked.add(models.get(i).jobs.stream().map(Job::id).toList());
        transactions.add(
            Devnet.transaction(
                lanes.get(i).sender, lanes.get(i).stage, encode(planned, looked.get(i))));
      }
      List<JsonNode> hashes = devnet.calls(transactions);
      devnet.mine(block.timestamp(), block.baseFee());
      List<JsonNode> receipts =
          devnet.calls(
              hashes.stream()
                  .map(hash ->
                      RpcRequest.idempotent("eth_getTransactionReceipt", hash.stringValue()))
                  .toList());
      for (int i = 0; i < LANES; i++) {
        referees.get(i).judge(acts.get(i), looked.get(i), receipts.get(i));
        assertThat(models.get(i).block()).isEqualTo(block);
      }
    }
    // All lanes burn to one address.
    BigInteger burnt =
        models.stream()
            .map(model -> model.balance(Address.BURN))
            .reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(devnet.balance(Wire.of(Address.BURN))).as("burnt").isEqualTo(burnt);
  }

  /** The next block: a little later, or just when something is due on one of the lanes. */
  private Block moveOn(
      Block last, List<Improviser> improvisers, SplittableRandom random, boolean first) {
    // Mining costs time: seldom more than a few blocks, sometimes beyond the assignment's window.
    boolean far = random.nextInt(16) == 0;
    long skipped = first || random.nextInt(4) != 0 ? 0 : random.nextInt(far ? 20 : 4);
    devnet.skip(skipped);
    long earliest = last.timestamp() + skipped + 1;
    long timestamp = earliest + random.nextInt(random.nextInt(4) == 0 ? 120 : 13);
    if (!first && random.nextInt(3) == 0) {
      timestamp =
          improvisers
              .get(random.nextInt(improvisers.size()))
              .dueTime(last)
              .filter(time -> time >= earliest)
              .orElse(timestamp);
    }
    BigInteger baseFee = BigInteger.valueOf(random.nextLong(60_000_000_000L));
    return new Block(last.number() + skipped + 1, timestamp, baseFee);
  }

  private static Bytes encode(List<Act> acts, List<Bytes32> looked) {
    Tuple[] tuples = new Tuple[acts.size()];
    for (int i = 0; i < tuples.length; i++) {
      Act act = acts.get(i);
      tuples[i] =
          Tuple.of(
              act.actor(),
              com.esaulpaugh.headlong.abi.Address.wrap(
                  com.esaulpaugh.headlong.abi.Address.toChecksumAddress(act.to().toString())),
              act.value(),
              act.data().toArray());
    }
    byte[][] ids = looked.stream().map(Bytes32::toBytes).toArray(byte[][]::new);
    return PLAY.encode(tuples, ids);
  }
}
