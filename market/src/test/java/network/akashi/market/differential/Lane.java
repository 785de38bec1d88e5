package network.akashi.market.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.abi.AbiFunction;
import network.akashi.chain.contracts.BlsG1Point;
import network.akashi.chain.contracts.BlsG2Point;
import network.akashi.chain.contracts.MarketStateParameters;
import network.akashi.chain.contracts.ProofClass;
import network.akashi.chain.contracts.ProofMarket;
import network.akashi.chain.contracts.ProverRegistry;
import network.akashi.chain.contracts.ProverRegistryParameters;
import network.akashi.chain.contracts.VerifierRouter;
import network.akashi.chain.contracts.VerifierRouterInitial;
import network.akashi.market.Bytes32;
import network.akashi.market.MarketParameters;
import network.akashi.market.RegistryParameters;
import network.akashi.market.Uint64;
import network.akashi.math.Keccak256;

/** One deployment of the market with a stage and actors, beside others on the same chain. */
final class Lane {
  static final int ACTORS = 14;

  private static final int POINT_WORDS = 4;

  /** Some so far from what is asked that a deal counts as double or half. */
  private static final long[] FIRST_REFERENCES = {1_500_000, 300_000, 6_000_000, 1_400_000};

  private static final AbiFunction KEY_OF =
      AbiFunction.of(
          "keyOf(uint256,address)",
          "((bytes32,bytes32,bytes32,bytes32),"
              + "(bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32,bytes32))");
  private static final AbiFunction ACTORS_AT = AbiFunction.of("actors(uint256)", "(address)");

  /** An actor's attestation key and the proof that the actor holds it. */
  record Key(BlsG1Point point, BlsG2Point possession) {}

  final RegistryParameters registryParameters;
  final MarketParameters marketParameters;
  final Address sender;
  final Address attestation;
  final Address verifier;
  final ProverRegistry registry;
  final ProofMarket market;
  final Address stage;
  final List<network.akashi.market.Address> actors = new ArrayList<>();
  final List<Key> keys = new ArrayList<>();

  /** Deploys the lane of this number; each has other parameters. */
  Lane(Devnet devnet, int number) {
    sender = devnet.account(number);
    BigInteger unit = BigInteger.TEN.pow(16).add(BigInteger.valueOf(7919L * number));
    registryParameters =
        new RegistryParameters(
            unit.multiply(BigInteger.valueOf(5 + number)),
            unit,
            10_000_000L + number,
            400 + 100L * number,
            6 + 4L * number);
    attestation = devnet.deploy(sender, Devnet.code("FakeAttestation"));
    verifier = devnet.deploy(sender, Devnet.code("FakeVerifier"));
    Address router =
        devnet.deploy(
            sender,
            VerifierRouter.creation(
                    Address.ZERO,
                    Address.ZERO,
                    604_800,
                    List.of(
                        new VerifierRouterInitial(
                            Bytes.of(Model.VERSION), ProofClass.EXTERNAL, verifier, 100_000)))
                .data());
    Address expectedMarket = sender.created(4);
    registry =
        new ProverRegistry(
            devnet.deploy(
                sender,
                ProverRegistry.creation(
                        expectedMarket,
                        attestation,
                        new ProverRegistryParameters(
                            registryParameters.minBond(),
                            registryParameters.weiPerUnit(),
                            Uint64.big(registryParameters.cellsPerUnit()),
                            registryParameters.unbondingDelay(),
                            registryParameters.assignWindow()))
                    .data()));
    marketParameters =
        new MarketParameters(
            31_337,
            Wire.of(expectedMarket),
            1 + number % 3,
            60 + 30L * number,
            300,
            5000,
            200_000 + number,
            FIRST_REFERENCES[number % FIRST_REFERENCES.length]);
    market =
        new ProofMarket(
            devnet.deploy(
                sender,
                ProofMarket.creation(
                        registry.address(),
                        router,
                        attestation,
                        new MarketStateParameters(
                            marketParameters.seedDelay(),
                            marketParameters.proofWindow(),
                            marketParameters.maxStop(),
                            marketParameters.maxLifetime(),
                            marketParameters.settlementGas(),
                            Uint64.big(marketParameters.referencePrice())))
                    .data()));
    if (!market.address().equals(expectedMarket)) {
      throw new IllegalStateException("the market is not where its registry expects it");
    }
    stage =
        devnet.deploy(
            sender,
            Bytes.concat(
                Devnet.code("Stage"),
                Wire.words(Wire.of(market.address()).toWord(), Bytes32.of(ACTORS))));
    for (int actor = 0; actor < ACTORS; actor++) {
      Bytes index = ACTORS_AT.encode(BigInteger.valueOf(actor));
      Address address = Address.fromHex(tail(devnet.ask(stage, index)));
      devnet.setBalance(address, Model.ENDOWMENT);
      actors.add(Wire.of(address));
      keys.add(key(devnet, 1000L * number + actor + 1, Wire.of(address)));
    }
  }

  Model model() {
    return new Model(registryParameters, marketParameters, Wire.of(attestation), actors);
  }

  private static String tail(Bytes word) {
    return word.slice(12, 32).toHex();
  }

  private Key key(Devnet devnet, long secret, network.akashi.market.Address operator) {
    Bytes question =
        Bytes.concat(KEY_OF.selector(), Wire.words(Bytes32.of(secret), operator.toWord()));
    Bytes answer = devnet.ask(stage, question);
    network.akashi.chain.Bytes32[] words = new network.akashi.chain.Bytes32[3 * POINT_WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = network.akashi.chain.Bytes32.fromHex(answer.slice(32 * i, 32 * i + 32).toHex());
    }
    return new Key(
        new BlsG1Point(words[0], words[1], words[2], words[3]),
        new BlsG2Point(
            words[4], words[5], words[6], words[7], words[8], words[9], words[10], words[11]));
  }

  /** The hash by which a key is registered. */
  static Bytes32 hash(BlsG1Point key) {
    Bytes words =
        Bytes.concat(
            Bytes.of(key.xHi().toArray()),
            Bytes.of(key.xLo().toArray()),
            Bytes.of(key.yHi().toArray()),
            Bytes.of(key.yLo().toArray()));
    return Bytes32.of(Keccak256.hash(words.toArray()));
  }
}
