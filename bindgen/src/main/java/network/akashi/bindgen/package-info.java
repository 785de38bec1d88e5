/**
 * The generator of typed contract bindings: reads {@code contracts/artifacts} and writes one class
 * a contract, one sealed interface of its events, one record a struct, one enum an enumeration, and
 * the list of all errors. It runs while {@code chain} is built and is no part of the product; what
 * the generated code leans on at run time belongs to {@code chain}.
 */
@NullMarked
package network.akashi.bindgen;

import org.jspecify.annotations.NullMarked;
