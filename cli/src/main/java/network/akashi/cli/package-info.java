/**
 * The {@code akashi} command: one class per subcommand, each of which parses its options, calls the
 * module that does the work, and prints the result.
 *
 * <p>No logic that another program could want lives here. Results go to standard output (as text,
 * or as one JSON document with {@code --json}); progress, warnings and errors go to standard error.
 */
@NullMarked
package network.akashi.cli;

import org.jspecify.annotations.NullMarked;
