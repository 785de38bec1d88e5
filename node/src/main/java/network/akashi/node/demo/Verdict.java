package network.akashi.node.demo;

import java.util.List;
import java.util.Optional;
import network.akashi.node.http.Wire;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must hold at the end of a demo, whatever happened in it.
 *
 * @param settled whether every request was delivered and paid for
 * @param right whether results are those that executing gives
 * @param money of all accounts
 * @param innocents who were slashed, with chaos, though nothing was done to them
 * @param corrupted proofs that arrived corrupted; empty without chaos
 */
record Verdict(
    boolean settled,
    boolean right,
    Money money,
    List<String> innocents,
    Optional<Integer> corrupted) {
  Verdict {
    innocents = List.copyOf(innocents);
  }

  boolean isFine() {
    return settled && right && money.isConserved() && innocents.isEmpty();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    corrupted.ifPresent(count -> {
      text.append("%-34s %d%n".formatted("corrupted proofs given away", count));
      text.append(
          "%-34s %s%n"
              .formatted(
                  "slashed without guilt",
                  innocents.isEmpty() ? "nobody" : String.join(", ", innocents)));
    });
    text.append("%-34s %s%n".formatted("money", money.text()));
    return text.toString();
  }

  void addTo(ObjectNode json) {
    json.put("allSettled", settled)
        .put("right", right)
        .put("moneyConserved", money.isConserved())
        .put("feesBurntWei", money.burnt().toString());
    var array = json.putArray("slashedWithoutGuilt");
    innocents.forEach(array::add);
    corrupted.ifPresent(count -> json.put("corruptedProofs", count));
    json.put("success", isFine());
  }

  /** For a line in a table of many runs. */
  ObjectNode json() {
    ObjectNode json = Wire.object();
    addTo(json);
    return json;
  }
}
