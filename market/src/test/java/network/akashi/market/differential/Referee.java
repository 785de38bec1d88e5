package network.akashi.market.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Log;
import network.akashi.chain.abi.AbiEvent;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.abi.NoValue;
import network.akashi.chain.abi.RevertReason;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.contracts.ProverRegistryEvent;
import network.akashi.market.Block;
import network.akashi.market.Bytes32;
import network.akashi.market.ProverView;
import network.akashi.market.RequestView;
import network.akashi.market.Uint64;
import tools.jackson.databind.JsonNode;

/** Plays a block in the model and compares it with what the chain made of it. */
final class Referee {
  private static final AbiEvent PLAYED = AbiEvent.of("Played", "(bool,bytes)", false, false);
  private static final AbiEvent SEEN =
      AbiEvent.of(
          "Seen", "(uint256,uint256,uint256,uint256,bytes)", false, false, false, false, false);

  private final Lane lane;
  private final Model model;
  private final Tally tally;

  Referee(Lane lane, Model model, Tally tally) {
    this.lane = lane;
    this.model = model;
    this.tally = tally;
  }

  /** Compares one block. */
  void judge(List<Act> acts, List<Bytes32> looked, JsonNode receipt) {
    assertThat(receipt.path("status").stringValue()).as("the stage's transaction").isEqualTo("0x1");
    List<Log> logs = new ArrayList<>();
    for (JsonNode log : receipt.path("logs")) {
      logs.add(log(log));
    }
    var seen = SEEN.decode(logs.getLast());
    Block block =
        new Block(
            seen.<BigInteger>get(0).longValueExact(),
            seen.<BigInteger>get(1).longValueExact(),
            seen.<BigInteger>get(2));
    BigInteger randao = seen.<BigInteger>get(3);
    model.enter(block, Wire.word(randao));

    int at = 0;
    for (Act act : acts) {
      List<String> told = new ArrayList<>();
      while (!logs.get(at).topics().getFirst().equals(PLAYED.topic())) {
        event(logs.get(at)).ifPresent(told::add);
        at++;
      }
      var played = PLAYED.decode(logs.get(at));
      at++;
      compare(act, played.<Boolean>get(0), Bytes.of(played.<byte[]>get(1)), told);
    }
    compareWords(block, looked, Bytes.of(seen.<byte[]>get(4)));
  }

  private void compare(Act act, boolean ok, Bytes result, List<String> told) {
    Model.Outcome outcome = model.play(act, lane.actors.get(act.actor()));
    String chain = ok ? "done" + returned(act, result) : refusal(result);
    String rules =
        switch (outcome) {
          case Model.Outcome.Done done ->
              "done" + (act.call().isPresent() ? Canonical.of(done.result()) : "");
          case Model.Outcome.Refused refused ->
              refused.reason().refusal().solidityName()
                  + refused.reason().facts().stream().map(Canonical::of).toList();
        };
    assertThat(rules).as("%s: what the rules say, and the chain", act).isEqualTo(chain);
    if (outcome instanceof Model.Outcome.Refused refused) {
      tally.refused(refused.reason().refusal());
      assertThat(model.events()).as("%s: refused, so nothing happened", act).isEmpty();
    }
    List<String> expected = model.events().stream().map(Referee::text).toList();
    assertThat(expected).as("%s: what the rules tell, and the chain", act).isEqualTo(told);
    tally.acted(model.events());
  }

  private static String returned(Act act, Bytes result) {
    if (act.call().isEmpty()) {
      return "";
    }
    ContractCall<?> call = act.call().get();
    Object value = call.decode(result);
    return Canonical.of(value instanceof NoValue ? Act.NOTHING : value).toString();
  }

  private static String refusal(Bytes data) {
    RevertReason reason = ContractErrors.ALL.explain(data);
    if (reason instanceof RevertReason.CustomError error) {
      return error.name()
          + error.arguments().stream()
              .map(argument -> List.of(lower(argument.value(), error.name())))
              .toList();
    }
    return reason.toString();
  }

  /** Hexadecimal as the rules print it; texts as they are. */
  private static String lower(String value, String error) {
    return error.startsWith("Invalid") ? value : value.toLowerCase(Locale.ROOT);
  }

  private Optional<String> event(Log log) {
    if (log.address().equals(lane.market.address())) {
      return ProofMarketEvent.decode(log).map(Referee::text);
    }
    return log.address().equals(lane.registry.address())
        ? ProverRegistryEvent.decode(log).map(Referee::text)
        : Optional.empty();
  }

  private static String text(Object event) {
    return event.getClass().getSimpleName() + Canonical.of(event);
  }

  // --- State ---

  private void compareWords(Block block, List<Bytes32> looked, Bytes words) {
    List<String> rules = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    see(block, looked, rules, labels);
    List<String> chain = new ArrayList<>();
    for (int i = 0; i < words.size(); i += Bytes32.SIZE) {
      chain.add(words.slice(i, i + Bytes32.SIZE).toHex());
    }
    for (int i = 0; i < Math.min(rules.size(), chain.size()); i++) {
      assertThat(rules.get(i))
          .as("%s after block %d: by the rules, and on the chain", labels.get(i), block.number())
          .isEqualTo(chain.get(i));
    }
    assertThat(rules).hasSameSizeAs(chain);
    tally.saw(rules.size());
  }

  private void see(Block block, List<Bytes32> looked, List<String> words, List<String> labels) {
    add(words, labels, "market", model.market.balance());
    add(words, labels, "registry", model.registry.balance());
    add(words, labels, "pending burn", model.market.pendingBurn());
    add(words, labels, "reference price", Uint64.big(model.market.referencePrice()));
    add(words, labels, "ids", model.registry.idLimit());
    add(words, labels, "total weight", model.registry.totalWeightAt(block.number()));
    for (int id = 1; id <= model.registry.idLimit(); id++) {
      ProverView prover = model.registry.prover(id);
      add(words, labels, "prover " + id, prover);
      add(words, labels, "stake of " + id, model.registry.stakeOf(id));
    }
    for (Bytes32 request : looked) {
      add(words, labels, "request " + request, model.market.requestState(block, request));
    }
    for (network.akashi.market.Address actor : lane.actors) {
      add(words, labels, "balance of " + actor, model.balance(actor));
      add(words, labels, "credit of " + actor, model.market.creditOf(actor));
      add(words, labels, "id of " + actor, model.registry.idOf(actor));
    }
  }

  private static void add(List<String> words, List<String> labels, String label, Object value) {
    switch (value) {
      case RequestView view -> {
        List<Object> fields =
            List.of(
                view.status().number(),
                view.round(),
                view.sampleBlock(),
                view.price(),
                view.clockStart(),
                view.stoppedAt(),
                view.provers(),
                view.standbyAsks(),
                view.defaulted());
        fields.forEach(field -> add(words, labels, label, field));
        // Twenty bytes stand at the left of their word.
        add(words, labels, label + ": commitment", left(view.commitment().value()));
        add(words, labels, label, view.committedRole());
        add(words, labels, label, view.committedAt());
      }
      default -> {
        for (String text : Canonical.of(value)) {
          labels.add(label);
          words.add(word(text));
        }
      }
    }
  }

  private static Bytes32 left(network.akashi.market.Address value) {
    byte[] word = new byte[Bytes32.SIZE];
    System.arraycopy(value.toBytes(), 0, word, 0, network.akashi.market.Address.SIZE);
    return Bytes32.of(word);
  }

  private static String word(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Bytes32.of(text.equals("true") ? 1 : 0).toString();
    }
    BigInteger number =
        text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    return Wire.word(number).toString();
  }

  private static Log log(JsonNode json) {
    List<network.akashi.chain.Bytes32> topics = new ArrayList<>();
    for (JsonNode topic : json.path("topics")) {
      topics.add(network.akashi.chain.Bytes32.fromHex(topic.stringValue()));
    }
    return new Log(
        Address.fromHex(json.path("address").stringValue()),
        topics,
        Bytes.fromHex(json.path("data").stringValue()),
        0,
        network.akashi.chain.Bytes32.ZERO,
        network.akashi.chain.Bytes32.ZERO,
        0);
  }
}
