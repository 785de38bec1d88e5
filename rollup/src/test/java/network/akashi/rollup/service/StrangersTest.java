package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.contracts.BatchPost;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.outbox.Intent;
import network.akashi.chain.outbox.IntentState;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.outbox.TransactionManager;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.rollup.batch.FallbackReason;
import network.akashi.rollup.l1.AnvilBlobs;
import network.akashi.rollup.l1.BatchPacking;
import network.akashi.rollup.l1.BeaconBlobs;
import network.akashi.rollup.l1.BlobArchive;
import network.akashi.rollup.l1.BlobArchiveServer;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.BlobRef;
import network.akashi.rollup.l1.BlobSource;
import network.akashi.rollup.l1.BlobUnavailableException;
import network.akashi.rollup.l1.Deriver;
import network.akashi.rollup.l1.InboxFollower;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.PackedBatch;
import network.akashi.rollup.l1.PostedBatch;
import network.akashi.rollup.l1.RemoteArchive;
import network.akashi.rollup.state.GenesisBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do: post rubbish, hide blobs, change what is kept. */
class StrangersTest {
  @TempDir private Path folder;

  /** Posts any blobs as the next batch, taking all that waits, with the key of account 7. */
  private void post(TestL1 l1, List<Blob> blobs) {
    PackedBatch packed = BatchPacking.ofBlobs(Bytes.EMPTY, blobs);
    Rollup rollup = l1.rollup();
    Ethereum ethereum = l1.ethereum();
    BigInteger deposits = ethereum.call(rollup.depositCount());
    BigInteger forced = ethereum.call(rollup.forcedCount());
    BigInteger posted = ethereum.call(rollup.tips()).posted();
    BatchPost post =
        new BatchPost(
            posted.add(BigInteger.ONE),
            GenesisBlock.of(l1.genesis()).header().hash(),
            deposits,
            ethereum.call(rollup.depositHashAt(deposits)),
            forced,
            ethereum.call(rollup.forcedHashAt(forced)),
            packed.openings());
    try (TransactionManager manager =
        TransactionManager.open(
            ethereum,
            TestL1.key(7),
            folder.resolve("stranger.db"),
            OutboxConfig.ethereum().withConfirmations(1))) {
      manager.submit(Intent.of("rubbish", rollup.postBatch(post)).withBlobs(blobs));
      manager.tick();
      l1.mine(2);
      manager.tick();
      assertThat(manager.status("rubbish").orElseThrow())
          .satisfies(status -> {
            assertThat(status.state()).as("%s", status).isEqualTo(IntentState.DONE);
            assertThat(status.succeeded()).isTrue();
          });
    }
  }

  @Test
  void rubbishStandsForItsFallbackAndTheSequencerFollows() {
    try (TestL1 l1 = new TestL1(30, 0)) {
      l1.wallet(4).send(l1.rollup().deposit(TestL1.somebody(1)).withValue(TestL1.ETHER));
      l1.pass(31);
      byte[] rubbish = new byte[Blob.SIZE];
      rubbish[1] = 7;
      post(l1, List.of(new Blob(Bytes.of(rubbish))));

      List<Deriver.DerivedPost> derived = new ArrayList<>();
      Deriver deriver = SequencerTest.derive(l1, folder.resolve("derive.db"), derived);
      assertThat(derived).hasSize(1);
      assertThat(derived.getFirst().batch().derived().fallback())
          .contains(FallbackReason.BLOB_MALFORMED);
      assertThat(deriver.tip().header().number()).isEqualTo(1);
      assertThat(deriver.tip().state().account(TestL1.somebody(1)).balance())
          .isEqualTo(TestL1.ETHER);

      try (SequencerService service =
          SequencerService.start(
              l1.config(folder.resolve("sequencer")), l1.ethereum(), TestL1.key(1))) {
        Ethereum l2 = SequencerTest.l2(service);
        Await.until(
            "the fallback block",
            () -> l2.balance(TestL1.somebody(1), BlockId.Tag.LATEST).equals(TestL1.ETHER));
        Bytes32 sent =
            l2.sendRawTransaction(TestL1.transfer(3, 0, TestL1.somebody(2), BigInteger.valueOf(5)));
        Await.until("a receipt", () -> l2.receipt(sent).isPresent());
        SequencerTest.awaitAllPosted(l1, service);
        assertThat(service.sequencer().tips().posted()).isGreaterThan(1);
        derived.clear();
        assertThat(SequencerTest.derive(l1, folder.resolve("again.db"), derived).tip().header())
            .isEqualTo(service.sequencer().chain().head().header());
      }
    }
  }

  /** A sequencer that had made other blocks gives way, and loses no transaction. */
  @Test
  void ownBlocksGiveWayToWhatIsOnL1() {
    try (TestL1 l1 = new TestL1(30, 0)) {
      ServiceConfig patient = l1.config(folder.resolve("sequencer"));
      ServiceConfig idle =
          new ServiceConfig(
              patient.folder(),
              patient.genesis(),
              patient.rollup(),
              patient.firstBlock(),
              patient.sequencer().withBatches(1_000, Duration.ofHours(1)),
              patient.outbox(),
              patient.rpc(),
              patient.limits(),
              List.of(),
              List.of(),
              Optional.empty());
      try (SequencerService service = SequencerService.start(idle, l1.ethereum(), TestL1.key(1))) {
        Ethereum l2 = SequencerTest.l2(service);
        List<Bytes32> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          sent.add(
              l2.sendRawTransaction(
                  TestL1.transfer(3, i, TestL1.somebody(i), BigInteger.valueOf(5))));
        }
        Await.until("receipts", () -> l2.receipts(sent).stream().allMatch(Optional::isPresent));
        Bytes32 before = service.sequencer().chain().head().hash();
        l1.wallet(4).send(l1.rollup().deposit(TestL1.somebody(9)).withValue(TestL1.ETHER));
        l1.pass(31);
        post(l1, List.of(new Blob(Bytes.of(new byte[Blob.SIZE]))));
        Await.until("the batch", () -> service.sequencer().tips().posted() == 1);
        Await.until("receipts", () -> l2.receipts(sent).stream().allMatch(Optional::isPresent));
        assertThat(service.sequencer().chain().hash(1)).isNotEqualTo(Optional.of(before));
        for (int i = 0; i < 5; i++) {
          assertThat(l2.balance(TestL1.somebody(i), BlockId.Tag.LATEST)).isEqualTo(5);
        }
        assertThat(l2.balance(TestL1.somebody(9), BlockId.Tag.LATEST)).isEqualTo(TestL1.ETHER);
      }
    }
  }

  private static final BlobSource NOBODY =
      new BlobSource() {
        @Override
        public String name() {
          return "nobody";
        }

        @Override
        public Optional<Bytes> find(BlobRef ref) {
          return Optional.empty();
        }
      };

  @Test
  void whatL1ForgotIsHadFromArchives() throws IOException {
    try (TestL1 l1 = new TestL1(3_600, 3_600);
        SequencerService service =
            SequencerService.start(
                l1.config(folder.resolve("sequencer")), l1.ethereum(), TestL1.key(1))) {
      Ethereum l2 = SequencerTest.l2(service);
      l2.sendRawTransaction(TestL1.transfer(3, 0, TestL1.somebody(2), BigInteger.valueOf(5)));
      SequencerTest.awaitAllPosted(l1, service);
      try (InboxFollower follower =
          InboxFollower.open(
              l1.ethereum(), l1.rollup().address(), l1.firstBlock(), folder.resolve("events.db"))) {
        follower.tick();
        InboxView view = follower.view();
        PostedBatch batch = view.batch(1).orElseThrow();
        Deriver blind =
            new Deriver(l1.genesis(), new BlobFetcher(Optional.empty(), List.of(NOBODY)));
        assertThatThrownBy(() -> blind.next(view))
            .isInstanceOf(BlobUnavailableException.class)
            .hasMessageContaining("nobody has none");

        BlobArchive theirs = new BlobArchive(folder.resolve("sequencer/blobs"));
        assertThat(theirs.size()).isEqualTo(batch.blobs().size());
        BlobArchive ours = new BlobArchive(folder.resolve("ours"));
        try (BlobArchiveServer server =
            BlobArchiveServer.start(
                theirs, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
          URI address = URI.create("http://127.0.0.1:" + server.address().getPort());
          BlobFetcher fetcher =
              new BlobFetcher(
                  Optional.of(ours),
                  List.of(NOBODY, new RemoteArchive(address, Duration.ofSeconds(5))));
          Deriver deriver = new Deriver(l1.genesis(), fetcher);
          assertThat(deriver.next(view)).isPresent();
          assertThat(ours.size()).isEqualTo(batch.blobs().size());
        }
        List<Blob> same =
            new BlobFetcher(
                    Optional.empty(),
                    List.of(
                        new BeaconBlobs(
                            l1.anvil().address(), l1.ethereum(), Duration.ofSeconds(5))))
                .fetch(batch);
        assertThat(same)
            .isEqualTo(
                new BlobFetcher(Optional.empty(), List.of(new AnvilBlobs(l1.ethereum())))
                    .fetch(batch));

        // A changed file is no blob of that name; the next source is asked.
        spoil(folder.resolve("ours"));
        BlobFetcher spoilt = new BlobFetcher(Optional.of(ours), List.of(NOBODY));
        assertThatThrownBy(() -> spoilt.fetch(batch))
            .hasMessageContaining("has another under this name");
        assertThat(
                new BlobFetcher(Optional.of(ours), List.of(new AnvilBlobs(l1.ethereum())))
                    .fetch(batch))
            .isEqualTo(same);
        assertThat(new BlobFetcher(Optional.of(ours), List.of()).fetch(batch)).isEqualTo(same);
      }
    }
  }

  private static void spoil(Path archive) throws IOException {
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(each);
        bytes[40] ^= 1;
        Files.write(each, bytes);
      }
    }
  }
}
