/**
 * What the tests of every module share: seeded property tests, the lookup of public test vectors,
 * and the architecture rules. Nothing here is part of the product, and no module's main code may
 * use it.
 */
@NullMarked
package network.akashi.testkit;

import org.jspecify.annotations.NullMarked;
