package network.akashi.node.command;

/** What is known about commands that were submitted. */
@FunctionalInterface
public interface Sends {
  /** How far the command of this key is. */
  Progress progress(String key);
}
