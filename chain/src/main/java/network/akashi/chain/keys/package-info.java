/** Private keys in files, encrypted with a password: Ethereum's keystore, version 3. */
@NullMarked
package network.akashi.chain.keys;

import org.jspecify.annotations.NullMarked;
