package network.akashi.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import network.akashi.chain.Bytes32;
import network.akashi.node.work.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {
  private static final byte[] BYTES = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void givesBackWhatItWasGiven() {
    ArtifactStore store = new ArtifactStore(folder);
    Bytes32 name = store.put(BYTES);

    assertThat(name).isEqualTo(Sha256.of(BYTES));
    assertThat(new ArtifactStore(folder).get(name)).contains(BYTES);
    assertThat(store.get(Bytes32.ZERO)).isEmpty();
  }

  @Test
  void whatRottedOnTheDiskIsNotThere() throws IOException {
    ArtifactStore store = new ArtifactStore(folder);
    Bytes32 name = store.put(BYTES);
    Files.write(folder.resolve(name.toHex()), new byte[] {1, 2, 4});

    assertThat(store.get(name)).isEmpty();
  }

  @Test
  void forgetsWhatIsOld() {
    ArtifactStore store = new ArtifactStore(folder);
    Bytes32 name = store.put(BYTES);

    assertThat(store.prune(Instant.now().minusSeconds(60))).isZero();
    assertThat(store.prune(Instant.now().plusSeconds(60))).isEqualTo(1);
    assertThat(store.get(name)).isEmpty();
  }
}
