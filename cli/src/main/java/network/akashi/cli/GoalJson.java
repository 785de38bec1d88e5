package network.akashi.cli;

import java.util.List;
import network.akashi.bench.GoalFigure;
import tools.jackson.databind.node.ObjectNode;

/** Figures and their goals as a part of a JSON document. */
final class GoalJson {
  private GoalJson() {}

  static void put(ObjectNode json, List<GoalFigure> figures) {
    for (GoalFigure figure : figures) {
      json.withArray("goals")
          .addObject()
          .put("name", figure.name())
          .put("unit", figure.unit())
          .put("value", figure.value())
          .put("moreIsBetter", figure.moreIsBetter())
          .put("must", figure.must())
          .put("aim", figure.aim())
          .put("missed", figure.missed());
    }
  }
}
