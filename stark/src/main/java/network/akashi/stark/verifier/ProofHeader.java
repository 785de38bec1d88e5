package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;

/** What stands before the prover's messages; see {@link ProofFormat}. */
record ProofHeader(List<Integer> keyDigest, List<TableShape> tables) {
  ProofHeader {
    keyDigest = List.copyOf(keyDigest);
    tables = List.copyOf(tables);
  }

  static ProofHeader read(ProofReader reader) {
    for (byte expected : ProofFormat.MAGIC) {
      if (reader.readByte() != expected) {
        throw new RejectedException(Rejection.BAD_MAGIC);
      }
    }
    if (reader.readByte() != ProofFormat.VERSION) {
      throw new RejectedException(Rejection.UNSUPPORTED_VERSION);
    }
    List<Integer> digest = new ArrayList<>();
    for (int i = 0; i < KeyDigest.LENGTH; i++) {
      digest.add(KoalaBear.toInt(reader.readElement()));
    }
    int count = reader.readByte();
    List<TableShape> tables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tables.add(new TableShape(reader.readByte(), reader.readByte()));
    }
    return new ProofHeader(digest, tables);
  }
}
