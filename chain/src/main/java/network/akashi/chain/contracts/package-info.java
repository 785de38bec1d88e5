/**
 * Typed bindings of the Akashi contracts. All but this file is written by {@code bindgen} from
 * {@code contracts/artifacts} while the module is built: a record per contract with its calls, a
 * sealed interface of its events, records and enums for structs and enumerations.
 */
@NullMarked
package network.akashi.chain.contracts;

import org.jspecify.annotations.NullMarked;
