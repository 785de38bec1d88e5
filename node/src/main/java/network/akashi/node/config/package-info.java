/** What an operator writes down: one TOML file, every key explained, every mistake named. */
@NullMarked
package network.akashi.node.config;

import org.jspecify.annotations.NullMarked;
