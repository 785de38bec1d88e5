package network.akashi.market;

/** Anything that happened, in the order in which it did. */
public sealed interface MarketEvent permits RegistryEvent, RequestEvent {
  /** Where events go. */
  @FunctionalInterface
  interface Sink {
    /** Events that nobody wants. */
    Sink NOWHERE = event -> {};

    /** Takes an event. */
    void accept(MarketEvent event);
  }
}
