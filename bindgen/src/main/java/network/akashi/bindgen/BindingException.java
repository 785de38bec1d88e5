package network.akashi.bindgen;

import java.io.Serial;

/** An artifact that no binding can be made from; the message names the contract and the part. */
final class BindingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BindingException(String message) {
    super(message);
  }
}
