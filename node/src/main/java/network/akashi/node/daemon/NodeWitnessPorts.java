package network.akashi.node.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import network.akashi.chain.Bytes;
import network.akashi.chain.rpc.RpcException;
import network.akashi.node.NodeError;
import network.akashi.node.attester.WitnessDriver;
import network.akashi.node.attester.WitnessEvent;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Leaf;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.view.Terms;
import network.akashi.node.work.Trial;
import network.akashi.node.work.Work;
import network.akashi.node.work.WorkException;
import network.akashi.node.work.WorkSource;

/** The real ports of a witness. */
record NodeWitnessPorts(
    ChainWatch watch,
    WorkSource source,
    Trial trial,
    BlsKey key,
    ExecutorService threads,
    Consumer<WitnessEvent> told)
    implements WitnessDriver.Ports {
  private static final Logger LOG = System.getLogger(NodeWitnessPorts.class.getName());

  @Override
  public void look(Terms terms) {
    threads.execute(() -> told.accept(seen(terms)));
  }

  private WitnessEvent seen(Terms terms) {
    try {
      Work work = source.fetch(terms);
      return trial
          .hopeless(terms, work)
          .<WitnessEvent>map(_ -> new WitnessEvent.Hopeless(terms.id()))
          .orElse(new WitnessEvent.Found(terms.id()));
    } catch (WorkException e) {
      LOG.log(Level.INFO, "request {0}: {1}", terms.id(), e.getMessage());
      return switch (e.error()) {
        case DATA_UNAVAILABLE -> new WitnessEvent.Missing(terms.id());
        case UNPROVABLE, WORK_ABOVE_BOUND -> new WitnessEvent.Hopeless(terms.id());
        default -> new WitnessEvent.Blind(terms.id(), e.error());
      };
    } catch (RpcException e) { // this node's trouble, not the sequencer's
      LOG.log(Level.WARNING, "request {0}: {1}", terms.id(), e.getMessage());
      return new WitnessEvent.Blind(terms.id(), NodeError.CHAIN_UNREACHABLE);
    } catch (RuntimeException e) { // of sources that are no part of this program
      LOG.log(Level.ERROR, "AK-099 request " + terms.id(), e);
      return new WitnessEvent.Blind(terms.id(), NodeError.INTERNAL);
    }
  }

  @Override
  public Bytes sign(long committee, Judgement judgement) {
    var contracts = watch.contracts();
    return key.sign(
        Leaf.message(
            contracts.chainId(),
            contracts.attestation().address(),
            committee,
            Leaf.of(judgement, contracts.market().address())));
  }
}
