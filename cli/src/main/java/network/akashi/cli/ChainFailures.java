package network.akashi.cli;

import java.util.function.Supplier;
import network.akashi.chain.abi.AbiException;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.deploy.DeploymentException;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.tx.TransactionLostException;

/** What can go wrong with a chain, as a user of a command is told. */
final class ChainFailures {
  private ChainFailures() {}

  static <T> T translate(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeploymentException e) {
      throw new CommandFailure(message(e), e.advice());
    } catch (TransactionLostException e) {
      throw new CommandFailure(
          message(e), "run the same again: it goes on with what was sent; or see why it waits");
    } catch (RevertedException | AbiException e) {
      throw new CommandFailure(message(e), "look whether address and chain are the right ones");
    } catch (RpcException.Unreachable e) {
      throw new CommandFailure(message(e), "look whether the node runs and --rpc names it");
    } catch (RpcException.Refused e) {
      throw new CommandFailure(message(e), "the node's own log may say more");
    } catch (RpcException.Malformed e) {
      throw new CommandFailure(message(e), "look whether --rpc names an Ethereum node");
    }
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
