package network.akashi.market;

import java.util.List;

/** What the market keeps of one request. */
final class RequestFile {
  final Bytes32 id;
  RequestState state;
  Assignment assignment = Assignment.NONE;
  Commitment commitment = Commitment.OPENED;

  RequestFile(Bytes32 id, RequestState state) {
    this.id = id;
    this.state = state;
    if (state.status() == RequestStatus.NONE) {
      commitment = Commitment.NONE;
    }
  }

  void end(RequestStatus status) {
    state = state.ended(status);
    assignment = Assignment.NONE;
    commitment = Commitment.NONE;
  }

  RequestView view(Block block, long proofWindow) {
    return new RequestView(
        state.status(),
        state.round(),
        state.sampleBlock(),
        state.price(),
        state.clockStart(),
        state.stoppedAt(),
        List.of(assignment.primary(), assignment.standby1(), assignment.standby2()),
        List.of(assignment.ask1(), assignment.ask2()),
        commitment.defaulted(assignment, block, proofWindow),
        commitment.hash(),
        commitment.role(),
        commitment.madeAt());
  }
}
